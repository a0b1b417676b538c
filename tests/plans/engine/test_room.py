"""No plan has more hours for areas than what says so without making it."""

from itertools import islice

import pytest

from plans.engine.facts import facts_of
from plans.engine.modelling import model_of
from students.casefile import parse_case
from students.rules.conclude import conclude_rules
from tests.plans.engine.follower import Follower
from tests.plans.engine.random_documents import document_of
from tests.reference_values import REFERENCE

STUDENTS = range(60)
DAYS_APART = 89  # exam days looked at of each


def model_of_case(case, underway=None):
    """What is known of a student; None where there is nothing to plan."""
    rules = conclude_rules(case, REFERENCE)
    resumes_on = underway.resumes_on if underway else None
    facts = facts_of(case, REFERENCE, rules, resumes_on=resumes_on)
    outline = REFERENCE.outline(case.exam, case.as_of)
    return model_of(case, REFERENCE, facts, outline, underway) if facts and outline else None


def planners_of(seed):
    """A student's planner; of every other one for practice exams close to each other."""
    model = model_of_case(parse_case(document_of(seed), REFERENCE))
    if model is not None:
        yield model.planner(is_close=seed % 2 == 0)


def followed_planners(seed, versions):
    """Planners of a student who misses Mondays and plans anew after each."""
    case = parse_case(document_of(seed), REFERENCE)
    life = Follower(case, lambda day: day.on.weekday() == 0).life()
    for replan in islice(life, versions):
        yield model_of_case(replan.case, replan.underway).planner()


@pytest.mark.parametrize("first", [9, 33])
def test_the_days_of_a_plan_never_hold_more_than_was_thought_before(first):
    for seed in STUDENTS:
        for planner in planners_of(seed):
            for exam in range(first + seed % 50, len(planner.calendar) - 1, DAYS_APART):
                bounds = list(planner.bounds(exam))

                assert bounds[-1] == min(bounds), f"seed {seed}, day {exam}"


@pytest.mark.parametrize("seed", [97, 145])
def test_nor_does_a_plan_that_goes_on_from_another(seed):
    """The days of the plan under way stand as they were made: they tell nothing of others."""
    for planner in followed_planners(seed, versions=3):
        followed = planner.drafter.followed.exam
        for exam in range(followed, followed + 60):
            bounds = list(planner.bounds(exam))

            assert bounds[-1] == min(bounds), f"day {exam}"
