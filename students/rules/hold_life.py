"""What the rules have to say about a hold that people keep: whether it may be lifted, and why.

The rules never lift a hold. They find a ground for it; a named person does the rest.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from students.rules.attempts import is_passed
from students.rules.case import Attempt, Case, Outcome, ResumeOn
from students.rules.conclude import RulesResult


class HoldState(StrEnum):
    """How far a hold's life has come. Two of them are open, two are a person's act."""

    ACTIVE = "active"
    RELEASE_PROPOSED = "release_proposed"
    RELEASED = "released"
    OVERRIDDEN = "overridden"
    SUPERSEDED = "superseded"


class Ground(StrEnum):
    """Why a hold may be lifted."""

    PASSED = "passed"
    SAT = "sat"
    CAUSE_GONE = "cause_gone"
    NOT_ASKED = "not_asked"


def ground_for_release(case: Case, result: RulesResult) -> Ground | None:
    """Why an open hold may be lifted now; None while the policy still asks for it.

    A pass ends it under every policy. Having sat again does where the policy says so, unless the
    sitting was left incomplete. A hold whose fail or policy is gone asks a person to look.
    """
    if is_passed(case):
        return Ground.PASSED
    fail = result.situation.fail
    if fail is None:
        return Ground.CAUSE_GONE
    if not result.holds:
        return Ground.NOT_ASKED
    if result.holds[0].resume_on is ResumeOn.SAT and sat_again_on(case, fail) is not None:
        return Ground.SAT
    return None


def sat_again_on(case: Case, fail: Attempt) -> date | None:
    """The day of the last complete sitting after a fail."""
    return max(
        (
            attempt.sat_on
            for attempt in case.attempts
            if attempt.sat_on > fail.sat_on and attempt.outcome is not Outcome.INCOMPLETE
        ),
        default=None,
    )
