from dataclasses import replace

import pytest

from students.rules.case import Attempt, Leave, Outcome, RotationRule
from students.rules.holds import hold_ends_on, holds_of, with_missed_rotations
from students.rules.policy import situation_of
from students.rules.result import Hold
from tests.reference_values import REFERENCE
from tests.students.cases import (
    QUIET,
    ROTATIONS,
    clause,
    day,
    fail,
    policy,
    rotation,
    sitting,
    with_attempts,
)

RELEASE = REFERENCE.release(QUIET.as_of)
CASE = replace(QUIET, rotations=ROTATIONS, policy=policy(clause()))


def holds(case=CASE, **changes):
    case = replace(case, **changes)
    return holds_of(case, situation_of(case, REFERENCE))


def test_a_hold_says_what_the_clause_says():
    leave = Leave("administrative", None, 365)
    strict = clause(
        resume_on="sat",
        standing="academic_warning",
        meetings=("Dean of Students",),
        documents=("remediation plan",),
        approver="Promotions Committee",
        leave=leave,
    )

    assert holds(policy=policy(strict)) == (
        Hold(
            kind="clerkship",
            starts_on=day("2026-12-19"),
            rotation=RotationRule.FINISH,
            current_rotation="Surgery",
            resume_on=strict.resume_on,
            clause="on_fail[1]",
            policy="Example policy",
            standing="academic_warning",
            meetings=("Dean of Students",),
            documents=("remediation plan",),
            approver="Promotions Committee",
            leave=leave,
        ),
    )


@pytest.mark.parametrize(
    ("rule", "choice", "reported_on", "starts_on", "applied"),
    [
        ("finish", None, "2026-11-11", "2026-12-19", "finish"),
        ("finish", None, "2026-11-02", "2026-12-19", "finish"),
        ("finish", None, "2026-12-18", "2026-12-19", "finish"),
        ("finish", None, "2026-12-19", "2026-12-19", "finish"),
        ("finish", None, "2026-11-01", "2026-11-01", "finish"),
        ("withdraw", None, "2026-11-11", "2026-11-11", "withdraw"),
        ("not_started", None, "2026-11-11", "2026-11-11", "not_started"),
        ("choice", "withdraw", "2026-11-11", "2026-11-11", "withdraw"),
        ("choice", "finish", "2026-11-11", "2026-12-19", "finish"),
        ("choice", None, "2026-11-11", "2026-12-19", "finish"),
    ],
)
def test_when_a_hold_starts(rule, choice, reported_on, starts_on, applied):
    student = replace(QUIET.student, rotation_choice=choice and RotationRule(choice))
    (hold,) = holds(
        with_attempts(CASE, fail("2026-10-01", reported_on)),
        as_of=day("2026-12-31"),
        student=student,
        policy=policy(clause(rule)),
    )

    assert (hold.starts_on, hold.rotation) == (day(starts_on), RotationRule(applied))


def test_of_two_rotations_at_once_the_one_that_ends_last_is_finished():
    both = (*ROTATIONS, rotation("Elective", "2026-11-09", "2027-01-08"))

    (hold,) = holds(rotations=both)

    assert (hold.current_rotation, hold.starts_on) == ("Elective", day("2027-01-09"))


@pytest.mark.parametrize(
    "changes",
    [
        {"policy": None},
        {"policy": policy()},
        {"attempts": ()},
        {"attempts": (sitting("2026-11-01"),)},
        {"attempts": (*QUIET.attempts, Attempt(day("2026-11-20"), outcome=Outcome.PASS))},
    ],
)
def test_no_hold_without_a_policy_a_clause_or_a_reported_fail_or_after_a_pass(changes):
    assert holds(**changes) == ()


@pytest.mark.parametrize(
    ("resume_on", "exam_on", "ends_on", "missed"),
    [
        ("pass", "2027-01-06", "2027-02-03", ("Medicine",)),
        ("pass", "2027-01-13", "2027-02-10", ("Medicine", "Pediatrics")),
        ("sat", "2026-12-21", "2026-12-21", ()),
        ("sat", "2026-12-22", "2026-12-22", ("Medicine",)),
        ("never", "2026-12-22", None, ("Medicine", "Pediatrics")),
    ],
)
def test_the_rotations_a_sitting_day_costs(resume_on, exam_on, ends_on, missed):
    (hold,) = holds(policy=policy(clause(resume_on=resume_on)))

    completed = with_missed_rotations((hold,), CASE, RELEASE, day(exam_on))

    assert hold_ends_on(hold, RELEASE, day(exam_on)) == (ends_on and day(ends_on))
    assert completed == (replace(hold, missed_rotations=missed),)


def test_without_a_sitting_day_no_rotation_is_called_missed():
    assert with_missed_rotations(holds(), CASE, RELEASE, None) == holds()


def test_missed_rotations_come_in_the_order_they_start():
    backwards = replace(CASE, rotations=CASE.rotations[::-1])

    ordered, reordered = (
        with_missed_rotations(holds(), case, RELEASE, day("2027-06-30"))[0].missed_rotations
        for case in (CASE, backwards)
    )

    assert len(ordered) > 1
    assert reordered == ordered
