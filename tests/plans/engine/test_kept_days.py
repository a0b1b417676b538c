"""What a new version keeps of the days to come stands only as long as it is still right."""

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import islice
from zlib import crc32

import pytest

from plans.engine import conclude, result_to_json
from plans.engine.agenda import Activity
from students.casefile import parse_case
from students.rules.case import Score, Wish
from tests.plans.engine.checker import problems
from tests.plans.engine.follower import Follower
from tests.plans.engine.random_documents import document_of
from tests.plans.engine.students import FAIL, HOURS, QUIET, SCORE, day, followed
from tests.reference_values import REFERENCE

HALF_HOURS_FROM = date(2026, 5, 14)  # before that day a block of the exam took an hour
SHIFT = HALF_HOURS_FROM - day(68)


def life_of(seed):
    """The life of a made-up student who misses one day in five."""
    case = parse_case(document_of(seed), REFERENCE)
    return Follower(case, lambda row: crc32(f"{seed}{row.on}".encode()) % 5 == 0).life()


def test_a_week_whose_day_for_the_check_in_changes_has_one_all_the_same():
    """The third version frees a Monday that had it; the other days of that week stay."""
    for step in islice(life_of(118), 3):
        days = [
            row.on.isocalendar()[:2]
            for row in step.result.plan.days
            for block in row.blocks
            if block.activity is Activity.CHECK_IN
        ]
        assert max(Counter(days).values()) == 1
        assert problems(step.case, REFERENCE, result_to_json(step.result), step.underway) == []


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


@pytest.mark.parametrize("sunday", [0, 3])
def test_a_missed_last_day_is_not_made_up_on_the_day_of_rest(sunday):
    """Of the plan to a Monday only the Sunday is left."""
    seen = (replace(SCORE, taken_on=day(-3)),)
    given = replace(QUIET.availability, hours={**HOURS, "sun": sunday})
    case = replace(QUIET, scores=seen, availability=given, wish=Wish(day(70)))
    last = result_to_json(conclude(case, REFERENCE))["plan"]["checkpoints"][-1]
    taken = Score("cbssa", date.fromisoformat(last["on"]), "epc", 66, form=last["form"])
    underway = followed(case, 69, missed=[68])
    now = replace(case, as_of=underway.resumes_on, scores=(*seen, taken))

    result = result_to_json(conclude(now, REFERENCE, underway))

    assert [(row["on"], row["kind"], row["minutes"]) for row in result["plan"]["days"]] == [
        (day(69).isoformat(), "rest", 0),
        (day(70).isoformat(), "exam", 0),
    ]
    assert problems(now, REFERENCE, result, underway) == []
