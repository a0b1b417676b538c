from datetime import timedelta

import pytest
from django.utils import timezone

from plans.actions import halve_day, log_day, make_plan
from plans.queries import work_done
from tests.advising.caseload.pages import page
from tests.factories import student_of_case


@pytest.fixture
def today():
    """The pages ask the clock, so their tests do."""
    return timezone.localdate()


def test_the_plan_tab_says_what_was_done_and_how_the_plan_changed(as_dean, school, today):
    student = student_of_case(school)
    plan = make_plan(student=student, by=student.user, today=today - timedelta(days=9))
    for number, what in enumerate(("all", "nothing", "all")):
        on = plan.starts_on + timedelta(days=number)
        log_day(student=student, on=on, what=what, version=1, today=today)
    make_plan(student=student, by=student.user, today=today)

    shown = page(as_dean, student, "plan/")

    assert [row.done for row in work_done(plan, today=today)] == [480, 780]
    assert "8 h" in shown
    assert "13 h" in shown
    assert "What changed since plan 1" in shown
    changes = page(as_dean, student, "plan/versions/1/2/")
    assert "Plan 1 and plan 2" in changes
    assert student.user.name in changes


def test_a_plan_that_has_not_begun_counts_nothing(as_dean, school, today):
    student = student_of_case(school)
    make_plan(student=student, by=student.user, today=today)

    assert "The plan has not begun" in page(as_dean, student, "plan/")


def test_a_halved_day_asks_for_half_and_is_not_named(as_dean, school, today):
    student = student_of_case(school)
    plan = make_plan(student=student, by=student.user, today=today - timedelta(days=2))
    halve_day(student=student, today=plan.starts_on)

    shown = page(as_dean, student, "plan/")

    assert work_done(plan, today=today)[0].asked == 240 + plan.plan["days"][1]["minutes"]
    assert "halve" not in shown.lower()
