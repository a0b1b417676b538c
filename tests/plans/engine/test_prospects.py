"""What is known of layouts before they are made never says other than they do."""

import pytest

from plans.engine.agenda import Agenda
from plans.engine.allocate import best_gain
from plans.engine.days import DayKind, DayPlan
from plans.engine.drafts import Draft
from plans.engine.learning import Learner
from plans.engine.polish import StudyDay
from plans.engine.prospects import may_reach, most_gain
from tests.plans.engine.test_room import planners_of

STUDENTS = range(0, 40, 2)
DAYS_APART = 97  # exam days looked at of each
SMALL = (1, 1, 2, 1, 1, 1, 2, 1, 1, 1)


def layouts():
    """Some plans of generated students, with who planned them."""
    for seed in STUDENTS:
        for planner in planners_of(seed):
            for exam in range(30 + seed % 50, len(planner.calendar) - 1, DAYS_APART):
                yield seed, exam, planner, planner.layout(exam)


def draft_of(*quarters):
    days = [StudyDay(i, given, i // 7, must_return=True) for i, given in enumerate(quarters)]
    plan = DayPlan([DayKind.STUDY] * len(days), list(quarters))
    return Draft(len(days), (), None, plan, Agenda({}, days), {})


LEARNER = Learner(tuple("abc"), (0.5, 0.3, 0.2), (0.6, 0.5, 0.7), 0.95, 1500)


def test_no_layout_brings_more_than_was_thought_possible():
    for seed, exam, planner, layout in layouts():
        if layout is not None:
            most = most_gain(planner.learner, layout.draft)
            assert layout.gain <= most + 1e-9, f"seed {seed}, day {exam}"


def test_a_gain_that_is_reached_was_never_given_up():
    for seed, exam, planner, layout in layouts():
        if layout is not None:
            gain, draft = layout.gain, planner.drafter.draft(exam)

            def reaches(most, gain=gain):
                return most >= gain - 1e-9

            assert may_reach(planner.learner, draft, reaches), f"seed {seed}, day {exam}"


def test_a_day_is_ready_if_its_plan_reaches_the_goal():
    """Also where that was told without making the plan."""
    for seed in STUDENTS:
        for told, made in zip(planners_of(seed), planners_of(seed), strict=True):
            for exam in range(30 + seed % 50, len(told.calendar) - 1, DAYS_APART):
                layout = made.layout(exam)
                is_ready = layout is not None and made.goal.is_reached(made.ending(layout))
                assert told.is_ready(exam) is is_ready, f"seed {seed}, day {exam}"


def test_days_that_only_some_areas_could_return_on_bring_nothing():
    """Nineteen days, and no place on the tenth, the only one for areas with a single visit."""
    days = [*[1] * 9, 0, *[1, 0] * 4, 0]

    assert most_gain(LEARNER, draft_of(*[0] * 7, 1, 1, 0, 1, *[0] * 8)) == 0
    assert most_gain(LEARNER, draft_of(*days)) > 0


def test_fewer_quarters_than_returns_are_never_enough():
    """Ten days on end owe eleven areas a visit each."""
    areas = tuple("abcdefghijk")
    even = Learner(areas, (1 / len(areas),) * len(areas), (0.6,) * len(areas), 0.95, 1500)
    ten = best_gain(even, 10 / 4)

    assert not may_reach(even, draft_of(*[1] * 10), lambda gain: gain >= ten)
    assert may_reach(even, draft_of(2, *[1] * 9), lambda gain: gain >= ten)


@pytest.mark.parametrize(
    ("places", "areas", "is_possible"),
    [
        (SMALL, 12, True),
        (SMALL, 13, False),
        ((8, *[1] * 9), 13, True),
        ((8, *[1] * 10), 13, False),
        (SMALL[:9], 13, True),
    ],
)
def test_areas_can_return_if_any_ten_days_have_a_place_for_each(places, areas, is_possible):
    assert draft_of(*places).lets_return(areas) is is_possible
