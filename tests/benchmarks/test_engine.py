"""The plan engine, the rules and the case file: pure work on one case at a time."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial

from plans.batch import result_line
from plans.engine import conclude, result_to_json
from plans.made_up import made_up_cases
from students.casefile import case_to_json, parse_case
from students.rules.case import Wish
from students.rules.conclude import conclude_rules
from tests.benchmarks.figures import medians
from tests.plans.engine.students import AS_OF, QUIET
from tests.reference_values import REFERENCE

TWELVE_WEEKS = timedelta(weeks=12)
CASES = 100


def cases():
    made = made_up_cases(seed=1, today=AS_OF)
    return [next(made) for _ in range(CASES)]


def test_a_plan_of_twelve_weeks(note):
    availability = replace(QUIET.availability, starts_on=AS_OF)
    case = replace(QUIET, availability=availability, wish=Wish(exam_on=AS_OF + TWELVE_WEEKS))

    def result():
        return result_to_json(conclude(case, REFERENCE))

    assert len(result()["plan"]["days"]) == TWELVE_WEEKS.days + 1
    note("a plan of twelve weeks, the whole result", *medians([result]))


def test_a_plan_to_the_earliest_day(note):
    case = json.dumps(case_to_json(QUIET))
    weeks = (len(json.loads(result_line(case, REFERENCE))["plan"]["days"]) - 1) / 7

    note(
        f"a case in, its result out, day found by the engine ({weeks:.0f} weeks)",
        *medians([partial(result_line, case, REFERENCE)]),
    )


def test_the_rules(note):
    given = cases()

    def conclude_all():
        for case in given:
            conclude_rules(case, REFERENCE)

    note(f"the rules on {CASES} cases", *medians([conclude_all]), CASES)


def test_reading_a_case(note):
    documents = [case_to_json(case) for case in cases()]

    def parse_all():
        for document in documents:
            parse_case(document, REFERENCE)

    note(f"{CASES} case files read", *medians([parse_all]), CASES)
