"""When a plan starts, and which rotations stand in its way."""

from dataclasses import replace

import pytest

from plans.engine.facts import facts_of
from students.rules.case import (
    Attempt,
    Availability,
    FailClause,
    Outcome,
    Policy,
    ResumeOn,
    Rotation,
    RotationRule,
)
from students.rules.conclude import conclude_rules
from tests.plans.engine.students import FAIL, HOURS, QUIET, day
from tests.reference_values import REFERENCE

CURRENT = Rotation(day(-20), day(10), "Surgery")
NEXT = Rotation(day(14), day(40), "Medicine")


def facts_for(**changes):
    case = replace(QUIET, **changes)
    return facts_of(case, REFERENCE, conclude_rules(case, REFERENCE))


def school(rotation):
    return Policy("example", "Example", on_fail=(FailClause(rotation, ResumeOn.PASS),))


@pytest.mark.parametrize(
    ("changes", "starts_on"),
    [
        ({}, day(0)),
        ({"attempts": (replace(FAIL, reported_on=day(-2)),)}, day(1)),
        ({"availability": Availability(day(5), HOURS)}, day(5)),
        ({"availability": Availability(day(-5), HOURS)}, day(0)),
        ({"rotations": (CURRENT,)}, day(11)),
        ({"rotations": (CURRENT, NEXT), "policy": school(RotationRule.FINISH)}, day(11)),
        ({"rotations": (CURRENT, NEXT), "policy": school(RotationRule.WITHDRAW)}, day(0)),
        ({"attempts": (Attempt(day(-3)),)}, day(0)),
    ],
)
def test_a_plan_starts_after_breathing_today_and_the_last_rotation_day(changes, starts_on):
    assert facts_for(**changes).starts_on == starts_on


def test_without_a_hold_later_rotations_are_in_conflict():
    assert facts_for(rotations=(CURRENT, NEXT)).conflicts == (NEXT,)


def test_a_hold_keeps_later_rotations_away():
    facts = facts_for(rotations=(CURRENT, NEXT), policy=school(RotationRule.FINISH))

    assert facts.conflicts == ()


def test_after_a_pass_there_is_nothing_to_plan():
    passed = Attempt(day(-8), day(-1), Outcome.PASS)

    assert facts_for(attempts=(FAIL, passed)) is None
