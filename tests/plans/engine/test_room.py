"""No plan has more hours for areas than what says so without making it."""

import pytest

from plans.engine.facts import facts_of
from plans.engine.modelling import model_of
from students.casefile import parse_case
from students.rules.conclude import conclude_rules
from tests.plans.engine.random_documents import document_of
from tests.reference_values import REFERENCE

STUDENTS = range(60)
DAYS_APART = 89  # exam days looked at of each


def planners_of(seed):
    """A student's planner, and the one for practice exams close to each other."""
    case = parse_case(document_of(seed), REFERENCE)
    rules = conclude_rules(case, REFERENCE)
    facts, outline = facts_of(case, REFERENCE, rules), REFERENCE.outline(case.exam, case.as_of)
    if facts is not None and outline is not None:
        model = model_of(case, REFERENCE, facts, outline)
        yield model.planner(is_close=seed % 2 == 0)


@pytest.mark.parametrize("first", [9, 33])
def test_the_days_of_a_plan_never_hold_more_than_was_thought_before(first):
    for seed in STUDENTS:
        for planner in planners_of(seed):
            for exam in range(first + seed % 50, len(planner.calendar) - 1, DAYS_APART):
                bounds = list(planner.bounds(exam))

                assert bounds[-1] == min(bounds), f"seed {seed}, day {exam}"
