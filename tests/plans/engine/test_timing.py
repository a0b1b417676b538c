"""Who fears the exam practises in blocks as long as the exam's, and still mostly questions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plans.engine import conclude, result_to_json
from plans.engine.polish import StudyDay
from plans.engine.timing import in_exam_blocks
from students.rules.case import Wish
from tests.plans.engine.checker import problems
from tests.plans.engine.students import FAIL, QUIET, SCORE, day, every_day
from tests.reference_values import REFERENCE

BLOCK = 4
WEAK = {"biostatistics": 40, "cardiovascular": 45}
HOUR_BLOCKS = timedelta(days=-364)  # a year before, when the exam's blocks took an hour


def days_of(*given, must_return=False):
    return [StudyDay(i, sum(areas.values()), i // 6, must_return) for i, areas in enumerate(given)]


def timed(*given, since=0, must_return=False, **more):
    days = days_of(*given, must_return=must_return)
    return in_exam_blocks(list(given), days, BLOCK, since=since, **more)


def test_a_day_goes_to_those_who_want_most_in_whole_blocks():
    assert timed({0: 5, 1: 3}) == [{0: 4, 1: 4}]
    assert timed({0: 3, 1: 3, 2: 2}) == [{0: 4, 1: 4}]


def test_what_an_area_lacked_it_gets_on_its_next_day():
    assert timed({0: 5, 1: 3, 2: 4}, {0: 3, 1: 3, 2: 2}) == [{0: 4, 1: 4, 2: 4}, {0: 4, 1: 4}]


def test_an_area_that_must_come_back_keeps_its_visit():
    given = [{0: 8}] * 9 + [{0: 6, 1: 2}]

    assert timed(*given, must_return=True)[-1] == {0: 4, 1: 4}
    assert timed(*given[:-1], {0: 7, 1: 1}, must_return=True)[-1] == {0: 7, 1: 1}


def test_the_visits_of_weak_areas_stay():
    assert timed({0: 6, 1: 1, 2: 1}, keep=(1,)) == [{0: 7, 1: 1}]


def test_the_visits_of_weak_areas_become_blocks_where_short_ones_leave_too_few():
    assert timed({0: 6, 1: 1, 2: 1}, keep=(1,), whole_visits=True) == [{1: 4, 0: 4}]
    assert timed({0: 6, 1: 1, 2: 1}, keep=(1, 2), whole_visits=True) == [{1: 4, 2: 4}]
    assert timed({0: 4, 1: 1, 2: 1}, keep=(1, 2), whole_visits=True) == [{1: 4, 2: 1, 0: 1}]


def test_early_days_short_days_and_days_that_stand_are_left_as_they_are():
    given = [{0: 5, 1: 3}, {0: 2, 1: 1}, {0: 5, 1: 3}, {0: 5, 1: 3}]

    assert timed(*given, since=1, kept=(2,)) == [*given[:3], {0: 4, 1: 4}]


@pytest.mark.parametrize("causes", [("test_anxiety",), ("test_anxiety", "avoided_weaknesses")])
@pytest.mark.parametrize("shift", [timedelta(0), HOUR_BLOCKS])
@pytest.mark.parametrize("hours", [2, 2.75, 4])
def test_small_days_are_mostly_questions_all_the_same(hours, shift, causes):
    fail = replace(FAIL, sat_on=FAIL.sat_on + shift, reported_on=FAIL.reported_on + shift)
    case = replace(
        QUIET,
        as_of=QUIET.as_of + shift,
        attempts=(fail,),
        scores=(replace(SCORE, taken_on=SCORE.taken_on + shift, areas=WEAK),),
        availability=every_day(hours),
        causes=causes,
        wish=Wish(day(120) + shift),
    )

    result = result_to_json(conclude(case, REFERENCE))

    phases = {row["name"]: (row["from"], row["to"]) for row in result["plan"]["phases"]}
    first, last = phases["practise"]
    blocks = [
        block
        for row in result["plan"]["days"]
        if first <= row["on"] <= last
        for block in row["blocks"]
        if block["area"]
    ]
    asked = sum(block["minutes"] for block in blocks if block["activity"] == "questions")
    assert asked >= 0.7 * sum(block["minutes"] for block in blocks)
    assert problems(case, REFERENCE, result) == []
