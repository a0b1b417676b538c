"""Small turns of phrase that several of the dean's pages share. Pure."""

from __future__ import annotations

import re
from datetime import date

DEADLINE_VERBS = {"sit_by": "sit again", "pass_by": "pass", "meet_by": "meet"}
CLAUSE = re.compile(r"on_fail\[(\d+)\](?:\.deadlines\[(\d+)\])?|deadlines\[(\d+)\]|(permit)")


def say_clause(clause: str) -> str:
    """A clause's name in words: "on_fail[1].deadlines[2]" -> "fail 1, deadline 2"."""
    match CLAUSE.fullmatch(clause):
        case None:
            return clause
        case found:
            fail, its_deadline, deadline, permit = found.groups()
    if permit:
        return "the exam permit"
    if deadline:
        return f"deadline {deadline} for every attempt"
    return f"fail {fail}, deadline {its_deadline}" if its_deadline else f"fail {fail}"


def say_ago(day: date, *, today: date) -> str:
    """How long ago a day was, in the form that fits after "for": "25 days", "1 day"."""
    days = (today - day).days
    return f"{days} day{'s' * (days != 1)}"


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 student", "2 students"."""
    return f"{count:,} {noun}{'s' * (count != 1)}"
