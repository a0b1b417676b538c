"""What a new version keeps of the days to come stands only as long as it is still right."""

from dataclasses import replace
from datetime import date

import pytest

from plans.engine import conclude, result_to_json
from students.rules.case import Wish
from tests.plans.engine.checker import problems
from tests.plans.engine.students import FAIL, QUIET, SCORE, day, followed
from tests.reference_values import REFERENCE

HALF_HOURS_FROM = date(2026, 5, 14)  # before that day a block of the exam took an hour
SHIFT = HALF_HOURS_FROM - day(68)


@pytest.mark.parametrize(("wish", "later"), [(66, 72), (72, 66)])
def test_question_blocks_are_as_long_as_those_of_the_new_exam_day(wish, later):
    fail = replace(FAIL, sat_on=FAIL.sat_on + SHIFT, reported_on=FAIL.reported_on + SHIFT)
    case = replace(
        QUIET,
        as_of=QUIET.as_of + SHIFT,
        attempts=(fail,),
        scores=(replace(SCORE, taken_on=day(-3) + SHIFT),),
        causes=("test_anxiety",),
    )
    underway = followed(replace(case, wish=Wish(day(wish) + SHIFT)), 5)
    now = replace(case, as_of=underway.resumes_on, wish=Wish(day(later) + SHIFT))

    result = result_to_json(conclude(now, REFERENCE, underway))

    late = [row["from"] for row in result["plan"]["phases"] if row["name"] == "practise"]
    asked = {
        block["minutes"]
        for row in result["plan"]["days"]
        for block in row["blocks"]
        if row["on"] >= late[0] and block["activity"] == "questions"
    }
    assert result["plan"]["exam_on"] == (day(later) + SHIFT).isoformat()
    assert asked == {30 if later > wish else 60}
    assert problems(now, REFERENCE, result, underway) == []
