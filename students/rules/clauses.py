"""A clause's name as people say it. The rules count clauses; nobody else should have to."""

from __future__ import annotations

import re
from typing import Final

from students.rules.case import DeadlineKind
from students.rules.dates import ordinal

PERMIT: Final = "permit"
_NAME: Final = re.compile(r"on_fail\[(\d+)\](?:\.deadlines\[(\d+)\])?|deadlines\[(\d+)\]|permit")

VERBS: Final = {
    DeadlineKind.SIT_BY: "sit again",
    DeadlineKind.PASS_BY: "pass",
    DeadlineKind.MEET_BY: "meet",
}


def say_clause(name: str) -> str:
    """Where in a policy a clause stands: "after a second fail, deadline 1"."""
    found = _NAME.fullmatch(name)
    if found is None:
        return name
    if name == PERMIT:
        return "the exam permit"
    _, its_deadline, deadline = found.groups()
    if deadline:
        return f"whatever the attempt, deadline {deadline}"
    after = say_occasion(name)
    return f"{after}, deadline {its_deadline}" if its_deadline else after


def say_occasion(name: str) -> str:
    """When a clause applies: "after a second fail", "whatever the attempt"."""
    found = _NAME.fullmatch(name)
    if found and found[1]:
        return f"after a {ordinal(int(found[1]))} fail"
    return "whatever the attempt"


def say_limit(name: str, kind: DeadlineKind | None) -> str:
    """What a clause limits, as a thing one can miss or move: "the day to pass after a first fail"."""
    if name == PERMIT or kind is None:
        return "the end of the eligibility period"
    return f"the day to {VERBS[kind]} {say_occasion(name)}"


def slug_of(name: str) -> str:
    """The clause's name as part of an address: "on_fail-1-deadlines-2"."""
    return re.sub(r"\W+", "-", name).strip("-")
