"""A deadline that moves after a plan was made: both readers are told, until it is planned again."""

from datetime import date

import pytest
from django.urls import reverse

from advising.caseload.shown_flags import show_flags
from advising.models import Role
from advising.words import say_day
from plans.actions import make_plan
from plans.queries import say_moved
from students.actions.extensions import grant_extension
from students.actions.holds import take_back
from students.models import PlannedRetake, Standing, Student
from tests.factories import (
    TODAY,
    make_school,
    make_user,
    save_pass_by_policy,
    student_of_case,
)

pytestmark = pytest.mark.django_db

THEN, NOW = date(2026, 12, 2), date(2027, 3, 3)
MOVED = f"Your last safe day to sit is {say_day(NOW)} now, later than the {say_day(THEN)}"


@pytest.fixture(scope="module")
def late_plan(module_db):
    """One that cannot meet the deadline."""
    school = make_school()
    save_pass_by_policy(school, weeks=11)
    student = student_of_case(school, policy=school.code)
    return make_plan(student=student, by=student.user, today=TODAY)


@pytest.fixture
def student(late_plan, db):
    return Student.objects.get(pk=late_plan.student_id)


@pytest.fixture
def dean(student):
    return make_user(Role.DEAN, student.school)


@pytest.fixture
def extension(student, dean):
    return grant_extension(
        hold=student.holds.get(),
        clause="on_fail[1].deadlines[1]",
        due_on=date(2027, 4, 28),
        seen_on=date(2027, 1, 27),
        reason="Illness",
        approver="The committee",
        by=dean,
        today=TODAY,
    )


@pytest.fixture
def page(client, student, time_machine):
    time_machine.move_to(f"{TODAY}T15:00:00Z")
    client.force_login(student.user)
    return lambda name: client.get(reverse(f"plans:{name}"), follow=True).content.decode()


def first_flag(student):
    reasons = Standing.objects.get(student=student).reasons
    return show_flags(reasons, policy="Policy", today=TODAY)[0].sentence


def test_nobody_is_told_of_a_day_that_stays(student, page):
    assert PlannedRetake.objects.get().latest_safe_on == THEN
    assert first_flag(student).startswith("The plan cannot meet the deadline: ")
    for name in ("today", "plan-detail"):
        assert "Your last safe day to sit is" not in page(name)


def test_the_dean_reads_that_the_plan_is_of_before(student, extension):
    assert first_flag(student) == (
        "The plan could not meet the deadline it was made for. The latest safe day moved since, "
        f"from {say_day(THEN)} to {say_day(NOW)}: the plan waits to be made again."
    )


def test_the_student_is_led_to_planning_again(extension, page):
    for name in ("today", "plan-detail"):
        assert MOVED in page(name)
        assert f'href="{reverse("plans:replan")}">Plan again: see it first</a>' in page(name)


def test_taking_the_day_back_ends_it(student, extension, dean, page):
    take_back(act=extension, reason="Granted by mistake", by=dean, today=TODAY)
    assert MOVED not in page("plan-detail")
    assert first_flag(student).startswith("The plan cannot meet the deadline: ")


def test_a_new_version_knows_the_new_day(student, extension, page):
    make_plan(student=student, by=student.user, today=TODAY)

    assert PlannedRetake.objects.get().latest_safe_on == NOW
    assert "Your last safe day to sit is" not in page("plan-detail")


def test_a_day_that_came_nearer_is_said_as_well(student):
    version = student.plans.get()
    Standing.objects.filter(student=student).update(latest_safe=date(2026, 11, 30))
    version.student.refresh_from_db()

    assert f"is {say_day(date(2026, 11, 30))} now, earlier than" in say_moved(version)
