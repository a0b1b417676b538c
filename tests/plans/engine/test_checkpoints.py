"""Practice exams: when, on which form, and what happens where the hours are short."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from students.rules.case import Availability, Blocked, Wish
from tests.plans.engine.students import (
    HOURS,
    QUIET,
    SCORE,
    codes_of,
    day,
    every_day,
    hours,
    result_of,
)


def exams_of(result):
    return [row for row in result["plan"]["checkpoints"] if row["part_of"] is None]


def dates_of(result):
    return [date.fromisoformat(row["on"]) for row in exams_of(result)]


def test_a_baseline_comes_on_the_first_day_with_five_hours():
    first = exams_of(result_of(scores=()))[0]

    assert (first["on"], first["purpose"], first["target"]) == ("2026-11-23", "baseline", None)


@pytest.mark.parametrize(("age", "has_baseline"), [(7, False), (8, True)])
def test_a_counting_score_of_the_last_week_stands_in_for_the_baseline(age, has_baseline):
    score = replace(SCORE, taken_on=day(-age))

    result = result_of(scores=(score,))

    assert (exams_of(result)[0]["purpose"] == "baseline") is has_baseline


def test_the_first_practice_exam_is_measured_from_that_score():
    score = replace(SCORE, taken_on=day(-7))

    first = dates_of(result_of(scores=(score,)))[0]

    assert 7 <= (first - score.taken_on).days <= 16


def test_days_away_do_not_count_towards_the_sixteen():
    away = Blocked(day(1), day(20))
    availability = Availability(hours=HOURS, blocked=(away,))

    result = result_of(availability=availability)

    first, second = dates_of(result)[:2]
    assert (first, second) == (day(0), day(22))


def test_a_practice_exam_is_split_only_where_no_day_of_its_span_has_five_hours():
    split = result_of(availability=every_day(2.5))
    whole = result_of(availability=hours(mon=2.5, wed=2.5, sat=5))

    assert "practice_exam_split" in codes_of(split)
    assert "practice_exam_split" not in codes_of(whole)


def test_the_parts_of_a_split_practice_exam_name_its_day():
    result = result_of(availability=every_day(2.5))

    first_two = result["plan"]["checkpoints"][:2]

    assert [(row["on"], row["part_of"]) for row in first_two] == [
        ("2026-11-23", "2026-11-24"),
        ("2026-11-24", None),
    ]
    kinds = [d["kind"] for d in result["plan"]["days"][:3]]
    assert kinds == ["practice_exam", "practice_exam", "review"]


def test_without_a_section_of_75_minutes_there_is_no_plan():
    result = result_of(availability=every_day(1))

    assert (result["plan"], result["feasible"]) == (None, False)
    assert codes_of(result)[-1] == "no_day_for_a_practice_exam"
    assert result["remedies"]


def test_unused_forms_come_first_then_the_free_120_then_the_oldest():
    used = tuple(replace(SCORE, form=str(form), taken_on=day(-60 + form)) for form in range(26, 34))

    result = result_of(scores=used, availability=every_day(3))

    forms = [(row["instrument"], row["form"]) for row in exams_of(result)][:3]
    assert forms == [("free120", None), ("cbssa", "26"), ("cbssa", "27")]
    assert "forms_exhausted" in codes_of(result)
    assert result["plan"]["forms_left"] == []


def test_forms_left_are_those_on_sale_that_nobody_used():
    result = result_of()

    used = {row["form"] for row in exams_of(result)} | {"26"}
    assert result["plan"]["forms_left"] == [str(n) for n in range(26, 34) if str(n) not in used]


@pytest.mark.parametrize("cause", ["skipped_practice_exams", "ignored_results"])
def test_who_avoided_practice_exams_meets_one_every_eleven_days_at_most(cause):
    result = result_of(causes=(cause,), scores=())

    dates = dates_of(result)
    gaps = {(later - sooner).days for sooner, later in pairwise(dates)}
    assert max(gaps) <= 11


def test_the_last_practice_exam_is_three_to_seven_days_before_the_exam():
    result = result_of()

    before = date.fromisoformat(result["plan"]["exam_on"]) - dates_of(result)[-1]
    assert timedelta(days=3) <= before <= timedelta(days=7)
    assert exams_of(result)[-1]["purpose"] == "final"
    assert exams_of(result)[-1]["target"] == 66


def test_the_gate_is_the_first_on_which_the_forecast_is_ready():
    score = replace(SCORE, score=66)

    result = result_of(scores=(score,))

    purposes = [row["purpose"] for row in exams_of(result)]
    assert purposes[:2] == ["baseline", "gate"]


def test_a_wished_probability_moves_no_gate():
    plain, sure = (
        result_of(wish=Wish(day(100), target))["plan"]["checkpoints"] for target in (None, 0.999)
    )

    assert [row["purpose"] for row in plain].count("gate") == 1
    assert [row["purpose"] for row in sure] == [row["purpose"] for row in plain]


def test_moving_the_exam_by_a_week_moves_only_the_last_practice_exams():
    plans = [result_of(wish=replace(QUIET.wish, exam_on=day(number))) for number in (80, 87)]

    early, late = (dates_of(result) for result in plans)
    assert early[:4] == late[:4]
