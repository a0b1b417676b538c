"""A plan that goes on: what was done counts, what need not change stays."""

import os
import random
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.engine import conclude, result_to_json
from plans.engine.days import DayKind
from students.rules.case import Availability, Score, Wish
from tests.plans.engine.checker import problems
from tests.plans.engine.follower import Follower
from tests.plans.engine.strategies import cases
from tests.plans.engine.students import (
    FAIL,
    HOURS,
    QUIET,
    SCORE,
    day,
    followed,
    hours,
    pass_by,
    result_of,
)
from tests.reference_values import REFERENCE

LIVES = int(os.environ.get("PLANS_CHECKED", "25")) // 5
SEEN = {"scores": (replace(SCORE, taken_on=day(-3)),)}
FRESH = replace(QUIET, **SEEN)
FIRST = result_of(**SEEN)["plan"]


def plan_after(days, *, missed=(), **changes):
    """The quiet student's plan when so many days of the first have passed."""
    return result_of(followed(FRESH, days, missed=missed), as_of=day(days), **(SEEN | changes))


def days_from(plan, first):
    return [row for row in plan["days"] if row["on"] >= day(first).isoformat()]


@pytest.mark.parametrize("days", [1, 5, 9])
def test_a_plan_followed_to_the_letter_stays_as_it_is(days):
    result = plan_after(days)

    assert days_from(result["plan"], days) == days_from(FIRST, days)
    assert result["plan"]["exam_on"] == FIRST["exam_on"]


@pytest.mark.parametrize("days", [1, 5, 9])
def test_work_done_counts_as_if_it_were_still_planned(days):
    before, after = result_of(**SEEN)["forecast"][-1], plan_after(days)["forecast"][-1]

    assert after["mean"] == pytest.approx(before["mean"], abs=0.011)
    assert (after["low"], after["high"]) == (
        pytest.approx(before["low"], abs=0.011),
        pytest.approx(before["high"], abs=0.011),
    )


def test_a_missed_day_alone_moves_no_other_day():
    """Of a plan with room: the wish lies two weeks after the earliest ready day."""
    later = replace(FRESH, wish=Wish(day(70)))
    underway = followed(later, 10, missed=[9])

    result = result_of(underway, as_of=day(10), wish=Wish(day(70)), **SEEN)

    before = result_to_json(conclude(later, REFERENCE))["plan"]
    assert days_from(result["plan"], 10) == days_from(before, 10)


def test_a_tight_plan_takes_the_buffer_of_the_week_first():
    plan = plan_after(10, missed=[8, 9])["plan"]

    changed = [
        (new["on"], old["kind"], old["minutes"], new["kind"], new["minutes"])
        for old, new in zip(days_from(FIRST, 10), days_from(plan, 10), strict=True)
        if old != new
    ]

    thursday = day(10).isoformat()
    assert changed == [(thursday, "buffer", 240, "study", 480)]
    assert plan["exam_on"] == FIRST["exam_on"]


def test_what_a_week_cannot_take_waits_in_the_coming_buffers():
    result = plan_after(10, missed=[4, 7, 8, 9])

    assert [row["code"] for row in result["findings"]] == ["date_on_reserve"]
    assert result["plan"]["exam_on"] == FIRST["exam_on"]


def test_more_than_all_buffers_hold_moves_the_day_and_says_why():
    result = plan_after(20, missed=range(20))

    assert result["plan"]["exam_on"] == day(78).isoformat()
    assert [row["code"] for row in result["findings"]] == ["date_moved"]


def test_a_deadline_in_the_way_is_said_with_what_would_help():
    policy = pass_by(day(91))
    case = replace(FRESH, policy=policy)
    underway = followed(case, 20, missed=range(20))

    result = result_of(underway, as_of=day(20), policy=policy, **SEEN)

    assert result["feasible"] is False
    assert result["plan"]["why_exam_on"] == "last_candidate"
    assert [row["kind"] for row in result["remedies"]][:2] == ["more_hours", "extension"]


def test_a_missed_practice_exam_comes_as_soon_as_it_can():
    exam = next(row["on"] for row in FIRST["checkpoints"])
    number = next(i for i, row in enumerate(FIRST["days"]) if row["on"] == exam)

    result = plan_after(number + 1, missed=[number])

    assert result["plan"]["checkpoints"][0]["on"] == day(number + 1).isoformat()


def test_no_second_baseline_is_asked_for():
    result = plan_after(12)

    assert "baseline" not in [row["purpose"] for row in result["plan"]["checkpoints"]]


def test_new_hours_shape_every_day_to_come():
    fewer = Availability(hours={**HOURS, "mon": 4})

    result = plan_after(9, availability=fewer)

    mondays = [row for row in result["plan"]["days"] if row["on"] == day(14).isoformat()]
    assert mondays[0]["minutes"] <= 4 * 60


def test_a_new_wish_is_a_new_choice():
    result = plan_after(9, wish=Wish(day(71)))

    assert (result["plan"]["exam_on"], result["plan"]["why_exam_on"]) == (
        day(71).isoformat(),
        "wish",
    )


def test_the_last_days_need_no_further_practice_exam():
    number = next(
        i for i, row in enumerate(FIRST["days"]) if row["on"] == FIRST["checkpoints"][-1]["on"]
    )
    form = FIRST["checkpoints"][-1]["form"]
    score = Score("cbssa", day(number), "epc", 66, form=form)

    underway = replace(followed(FRESH, number + 2), done={})
    result = result_of(underway, as_of=day(number + 2), scores=(*FRESH.scores, score))

    assert result["plan"]["checkpoints"] == []
    assert days_from(result["plan"], number + 2) == days_from(FIRST, number + 2)


def test_the_minimum_length_counts_from_the_first_day():
    """Four weeks from today would be later than the day this student was ready for."""
    ready = replace(FRESH, scores=tuple(replace(s, score=68) for s in FRESH.scores))
    first = result_to_json(conclude(ready, REFERENCE))["plan"]

    result = result_to_json(conclude(replace(ready, as_of=day(14)), REFERENCE, followed(ready, 14)))

    assert result["plan"]["exam_on"] == first["exam_on"] == day(28).isoformat()


def test_after_a_missed_baseline_the_search_for_gaps_goes_on():
    """On Sundays only the next practice exam is near enough to be the baseline then."""
    fails = tuple(
        replace(FAIL, sat_on=day(sat), reported_on=day(sat + 14)) for sat in (-293, -250, -50)
    )
    sundays = replace(QUIET, attempts=fails, scores=(), availability=hours(sun=6))
    step = next(Follower(sundays, lambda _day: True).life())

    result = result_to_json(step.result)

    baseline, search = result["plan"]["checkpoints"][0], result["plan"]["phases"][0]
    assert (baseline["on"], baseline["purpose"]) == (day(20).isoformat(), "baseline")
    assert (search["name"], search["to"]) == ("settle", day(19).isoformat())
    assert problems(step.case, REFERENCE, result, step.underway) == []


@settings(deadline=None, max_examples=LIVES, suppress_health_check=list(HealthCheck))
@given(cases(), st.integers(0, 2**32))
def test_a_life_with_missed_days_keeps_what_is_always_true(case, seed):
    chance = random.Random(seed)  # noqa: S311 -- made-up days, not secrets
    for step in islice(Follower(case, lambda _: chance.random() < 0.2).life(), 8):
        document = result_to_json(step.result)
        assert problems(step.case, REFERENCE, document, step.underway) == []
        moved = step.result.plan and step.result.plan.exam_on != step.before.exam_on
        assert not moved or "date_moved" in [row["code"] for row in document["findings"]]


@pytest.mark.parametrize("seed", range(3))
def test_who_misses_one_day_in_five_is_never_asked_for_more_than_their_hours(seed):
    chance = random.Random(seed)  # noqa: S311 -- made-up days, not secrets
    steps = list(Follower(QUIET, lambda _: chance.random() < 0.2).life())

    for step in steps:
        for row in step.result.plan.days:
            assert row.minutes <= QUIET.availability.hours_on(row.on) * 60
    quiet = [step for step in steps if not step.missed]
    assert [step.changed for step in quiet if step.result.plan.exam_on == step.before.exam_on] == [
        [] for step in quiet if step.result.plan.exam_on == step.before.exam_on
    ]


def test_a_missed_day_is_never_dumped_on_the_next():
    chance = random.Random(1)  # noqa: S311 -- made-up days, not secrets
    for step in Follower(QUIET, lambda _: chance.random() < 0.2).life():
        if not step.missed or step.result.plan.exam_on != step.before.exam_on:
            continue
        known = {row.on: row for row in step.before.days}
        tomorrow = step.result.plan.days[0]
        special = (DayKind.PRACTICE_EXAM, DayKind.REVIEW, DayKind.BUFFER)
        if known[tomorrow.on].kind not in special and tomorrow.kind not in special:
            assert tomorrow.minutes <= known[tomorrow.on].minutes
