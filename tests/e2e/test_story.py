"""The whole story in a browser: a student fails, tells, practises and plans; the dean sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from advising.models import Role
from advising.words import say_day_brief
from tests.factories import make_school, make_student, make_user, save_pass_by_policy

pytestmark = pytest.mark.e2e

INTAKE_STEPS = 8


@pytest.fixture
def school(committed_db):
    school = make_school("e2e")
    save_pass_by_policy(school, weeks=30)
    return school


@pytest.fixture
def dean(school):
    return make_user(Role.DEAN, school, name="Dean Example")


@pytest.fixture
def student(school):
    return make_student(school, name="Robin Madeup", policy_code="e2e")


def test_a_student_tells_what_happened_and_the_dean_knows(visitor, student, dean):
    reported_on = timezone.localdate() - timedelta(days=12)
    visitor.log_in(student.user.email)

    _report_a_fail(visitor, sat_on=reported_on - timedelta(days=28), reported_on=reported_on)
    _fill_in_the_intake(visitor)
    _log_a_practice_exam(visitor, epc=58)
    _make_and_propose_a_plan(visitor)
    visitor.log_out()

    visitor.log_in(dean.email)
    assert visitor.reads("Robin Madeup")
    deadline = reported_on + timedelta(weeks=30)
    assert visitor.reads(say_day_brief(deadline, today=timezone.localdate()))
    assert visitor.reads("8 EPC to 66")
    visitor.follow("Robin Madeup")
    for tab in ("Scores", "Dates", "Plan", "Intake"):
        visitor.follow(tab)


def _report_a_fail(visitor, *, sat_on, reported_on):
    page = visitor.page
    assert visitor.reads("We are glad you are here")
    visitor.follow("Report your result")
    page.get_by_label("The day you sat the exam").fill(sat_on.isoformat())
    page.get_by_label("The day the result came").fill(reported_on.isoformat())
    page.get_by_label("Did not pass").check()
    page.get_by_label("Three-digit score").fill("188")
    visitor.press("Save this result")
    assert visitor.reads("did not pass")


def _fill_in_the_intake(visitor):
    page = visitor.page
    visitor.open("/intake/")
    visitor.follow("Begin: Your result")
    page.get_by_label("These are all my sittings").check()
    for number in range(1, INTAKE_STEPS + 1):
        assert visitor.reads(f"Step {number} of {INTAKE_STEPS}")
        if visitor.reads("Hours you can really give"):
            _give_full_time(page)
        visitor.press("Save and continue")
    visitor.press("Submit my intake")
    assert visitor.reads("Your intake is submitted.")


def _give_full_time(page):
    for weekday in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
        page.get_by_label(weekday).fill("8")
    page.get_by_label("Saturday").fill("5")


def _log_a_practice_exam(visitor, *, epc):
    page = visitor.page
    visitor.open("/assessments/")
    visitor.follow("Log a practice exam")
    page.get_by_label("Which exam was it?").select_option(label="NBME CBSSA")
    if not visitor.has_javascript:
        visitor.press("Show the fields for this exam")
    page.get_by_role("option", name="Form 28").wait_for(state="attached")
    visitor.settle()
    page.get_by_label("Form", exact=True).select_option(label="Form 28")
    page.get_by_label("Score").fill(str(epc))
    visitor.press("Save")
    assert visitor.reads(f"{epc} EPC")


def _make_and_propose_a_plan(visitor):
    visitor.open("/plan/new/")
    visitor.press("Make my plan")
    assert visitor.reads("Plan 1 is ready.")
    visitor.press("Propose this plan")
    assert visitor.reads("Your dean can see this plan now.")
    visitor.open("/plan/today/")
    visitor.open("/plan/week/")
