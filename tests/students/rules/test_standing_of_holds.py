from dataclasses import replace

import pytest

from students.rules.case import Outcome
from students.rules.flags import Flag
from students.rules.hold_life import Ground, HoldState
from students.rules.standing import Day
from tests.students.cases import (
    QUIET,
    ROTATIONS,
    clause,
    day,
    deadline,
    fail,
    policy,
    with_attempts,
)
from tests.students.rules.test_standing import HELD, POLICY, PROGRESS, standing


@pytest.mark.parametrize(
    ("state", "is_shown"),
    [
        (HoldState.ACTIVE, True),
        (HoldState.RELEASE_PROPOSED, True),
        (HoldState.RELEASED, False),
        (HoldState.OVERRIDDEN, False),
    ],
)
def test_a_lifted_hold_is_not_shown_though_the_policy_still_asks_for_it(state, is_shown):
    case = replace(QUIET, policy=POLICY, rotations=ROTATIONS)

    row = standing(case, replace(PROGRESS, hold=replace(HELD, state=state)))

    assert (row.hold_starts_on is not None) == is_shown
    assert ("hold_starts" in {each.kind for each in row.days}) == is_shown


def test_after_a_pass_the_hold_waits_for_a_person():
    proposed = replace(
        HELD,
        state=HoldState.RELEASE_PROPOSED,
        ground=Ground.PASSED,
        proposed_on=day("2026-11-20"),
    )
    passed = replace(fail("2026-11-01", "2026-11-20"), outcome=Outcome.PASS)
    case = replace(with_attempts(QUIET, *QUIET.attempts, passed), policy=POLICY)

    row = standing(case, replace(PROGRESS, hold=proposed))

    assert row.flags == (Flag.RELEASE_PROPOSED, Flag.PASSED)
    assert row.reasons[0] == {
        "flag": "release_proposed",
        "ground": "passed",
        "ready_on": "2026-11-20",
    }
    assert row.urgency > 0
    assert row.days == (Day("hold_starts", "", day("2026-12-19")),)


@pytest.mark.parametrize("has_met", [True, False])
def test_a_meeting_whose_day_is_over_is_flagged_until_it_was_held(has_met):
    meet = policy(clause(deadlines=(deadline("days_after", "meet_by", event="reported", n=11),)))

    row = standing(
        replace(QUIET, policy=meet), replace(PROGRESS, hold=replace(HELD, has_met=has_met))
    )

    flagged = {
        "flag": "meeting_missed",
        "due_on": "2026-11-22",
        "clause": "on_fail[1].deadlines[1]",
    }
    assert (flagged in row.reasons) != has_met


@pytest.mark.parametrize("has_met", [True, False])
def test_a_meeting_that_was_held_asks_for_nothing_more(has_met):
    meet = policy(clause(deadlines=(deadline("days_after", "meet_by", event="reported", n=14),)))

    row = standing(
        replace(QUIET, policy=meet), replace(PROGRESS, hold=replace(HELD, has_met=has_met))
    )

    assert (Flag.MEETING_NEAR in row.flags) != has_met
    assert row.days[0] == Day(
        "meet_by", "on_fail[1].deadlines[1]", day("2026-11-25"), is_open=not has_met
    )
