"""Hours into days: paced, interleaved, and no area left too long."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.engine.polish import StudyDay
from plans.engine.spread import spread_areas

AREAS = 11


def days_of(*quarters, rebuild_from=0):
    return [
        StudyDay(day=i, quarters=given, week=i // 6, must_return=i >= rebuild_from)
        for i, given in enumerate(quarters)
    ]


def visits(spread, area):
    return [i for i, day in enumerate(spread.given) if area in day]


def test_a_full_time_plan_meets_its_targets():
    targets = [60, 60, 60, 60, 60, 40, 40, 40, 30, 30, 32]

    spread = spread_areas(days_of(*[32] * 16), targets)

    assert spread.totals(AREAS) == pytest.approx(targets, abs=1)
    assert max(len(day) for day in spread.given) == 4


def test_an_area_that_needs_no_hours_returns_after_ten_days_and_not_before():
    targets = [238, *[1] * 2]

    spread = spread_areas(days_of(*[12] * 20), targets)

    assert [visits(spread, area) for area in (1, 2)] == [[9, 19], [9, 19]]


def test_days_before_rebuild_need_no_return():
    spread = spread_areas(days_of(*[4] * 12, rebuild_from=4), [46, 1, 1])

    assert not spread.overdue
    assert all(position >= 4 for position in visits(spread, 1))


def test_days_too_small_for_every_area_are_told():
    assert spread_areas(days_of(*[1] * 30), [20, *[1] * 10]).overdue


def test_the_weak_are_seen_three_times_a_week():
    spread = spread_areas(days_of(*[8] * 12), [20, 4, *[8] * 9], weak=(1,))

    assert sum(position < 6 for position in visits(spread, 1)) == 3


def test_areas_due_to_return_leave_the_weak_their_places():
    spread = spread_areas(days_of(*[3] * 24), [16, 6, 20, *[5] * 6], weak=(0, 1))

    assert not spread.overdue
    for week in range(4):
        for area in (0, 1):
            assert sum(position // 6 == week for position in visits(spread, area)) >= 3


@settings(max_examples=60)
@given(
    st.lists(st.integers(2, 40), min_size=1, max_size=60),
    st.lists(st.integers(0, 30), min_size=AREAS, max_size=AREAS),
    st.integers(0, 10),
)
def test_every_day_is_filled_with_at_most_four_areas_that_come_back(quarters, shares, first):
    days = days_of(*quarters, rebuild_from=first)
    total, whole = sum(quarters), max(sum(shares), 1)
    targets = [total * share // whole for share in shares]
    targets[0] += total - sum(targets)

    spread = spread_areas(days, targets)

    assert [sum(day.values()) for day in spread.given] == quarters
    assert all(given > 0 for day in spread.given for given in day.values())
    assert max(len(day) for day in spread.given) <= 4
    for area in range(AREAS):
        seen = [first - 1, *(i for i in visits(spread, area) if i >= first), len(days)]
        if not spread.overdue:
            assert max(later - sooner for sooner, later in pairwise(seen)) <= 10 or first >= len(
                days
            )


@pytest.mark.parametrize("quarters", [[], [0], [0, 0, 8]])
def test_few_or_empty_days_are_no_trouble(quarters):
    targets = [sum(quarters), *[0] * 10]

    spread = spread_areas(days_of(*quarters), targets)

    assert spread.totals(AREAS) == targets
