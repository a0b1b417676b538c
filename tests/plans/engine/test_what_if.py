"""Another date or other hours: what would follow, beside what does."""

from dataclasses import replace
from datetime import date

import pytest

from plans.engine import conclude
from plans.engine.what_if import DeadlineKept, what_if
from students.rules.case import DeadlineKind, Outcome, Wish
from tests.plans.engine.students import FAIL, QUIET, day, followed, hours, pass_by
from tests.reference_values import REFERENCE

AT_SCHOOL = replace(QUIET, policy=pass_by(date(2027, 6, 30)))
FIRST = conclude(AT_SCHOOL, REFERENCE)


def asked(case=AT_SCHOOL, underway=None, **changes):
    return what_if(case, REFERENCE, underway, **changes)


def test_asking_nothing_changes_nothing():
    answer = asked()

    assert answer.now == answer.then


def test_what_is_now_is_what_the_engine_concludes():
    now = asked().now

    assert (now.exam_on, now.why_exam_on) == (FIRST.plan.exam_on, "earliest_ready")
    assert (now.hours_per_week, now.hours_total) == (45, FIRST.plan.hours_total)
    assert now.forecast == FIRST.forecast[-1]
    assert (now.is_ready, now.is_on_reserve, now.is_feasible) == (True, False, True)
    assert now.slack_days == (FIRST.sit_window.latest_safe - FIRST.plan.exam_on).days
    assert now.hold_ends_on == FIRST.plan.hold_ends_on
    clause = "on_fail[1].deadlines[1]"
    assert now.deadlines == (
        DeadlineKept(DeadlineKind.PASS_BY, date(2027, 6, 30), is_kept=True, clause=clause),
    )
    assert (now.remedies, now.refused, now.stops) == ((), None, ())


def test_fewer_hours_are_a_later_exam_and_more_an_earlier_one():
    fewer, more = asked(hours_per_week=25).then, asked(hours_per_week=60).then

    assert (fewer.hours_per_week, more.hours_per_week) == (25, 60)
    assert more.exam_on < FIRST.plan.exam_on < fewer.exam_on


def test_hours_grow_no_further_than_a_full_day_or_a_students_own():
    case = replace(QUIET, availability=hours(mon=12, tue=8))

    assert asked(case, hours_per_week=90).then.hours_per_week == 22


def test_another_date_is_taken_as_a_wish_with_its_price():
    early = asked(exam_on=day(29)).then

    assert (early.exam_on, early.why_exam_on, early.is_ready) == (day(29), "wish", False)
    assert early.forecast.p_pass < FIRST.forecast[-1].p_pass


@pytest.mark.parametrize("wish", [day(2), date(2027, 6, 1)])
def test_a_date_that_cannot_be_is_refused_with_the_reason(wish):
    then = asked(exam_on=wish).then

    assert then.refused.code == "wish_not_possible"
    assert then.exam_on == FIRST.plan.exam_on


def test_hours_too_few_for_the_deadline_come_with_what_would_help():
    tight = replace(QUIET, policy=pass_by(date(2027, 4, 10)))

    then = asked(tight, hours_per_week=10).then

    assert then.is_feasible is False
    assert {remedy.kind for remedy in then.remedies} >= {"more_hours", "extension", "leave"}


def test_a_date_past_the_deadline_does_not_keep_it():
    case = replace(QUIET, policy=pass_by(date(2027, 2, 1)))

    now = asked(case).now

    assert now.why_exam_on == "past_deadline"
    assert [row.is_kept for row in now.deadlines] == [False]
    assert now.slack_days < 0


def test_without_a_plan_there_is_only_the_reason():
    passed = replace(FAIL, sat_on=day(-9), reported_on=day(-1), outcome=Outcome.PASS)

    now = asked(replace(QUIET, attempts=(FAIL, passed))).now

    assert (now.exam_on, now.slack_days, now.deadlines) == (None, None, ())
    assert [stop.level for stop in now.stops] == ["stop"]


def test_of_a_plan_under_way_both_outcomes_go_on_from_it():
    underway = followed(AT_SCHOOL, 9)
    case = replace(AT_SCHOOL, as_of=day(9))

    answer = asked(case, underway, exam_on=day(100))

    assert answer.now.exam_on == FIRST.plan.exam_on
    assert (answer.then.exam_on, answer.then.why_exam_on) == (day(100), "wish")


def test_a_wish_of_the_students_own_stays_unless_another_date_is_asked_about():
    case = replace(AT_SCHOOL, wish=Wish(exam_on=day(80)))

    assert asked(case, hours_per_week=50).then.exam_on == day(80)
    assert asked(case).now.exam_on == day(80)
