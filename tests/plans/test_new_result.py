"""A new fail ends the plan that did not know of it, everywhere; what was made stays readable."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.core.exceptions import ValidationError

from advising.models import Role
from plans.actions import make_plan, propose_plan
from students.actions.attempts import amend_attempt, report_attempt, withdraw_attempt
from students.gather import result_of
from students.models import Standing, StandingDate
from students.rules.case import Attempt, Outcome
from tests.factories import TODAY, make_user

# The result came before the plan was made, and was told after it.
SECOND = Attempt(date(2026, 11, 19), date(2026, 11, 21), Outcome.FAIL)


@pytest.fixture(autouse=True)
def morning():
    """It is 10:42 at the school."""
    with time_machine.travel(datetime.combine(TODAY, time(15, 42), UTC), tick=False):
        yield


@pytest.fixture
def dean(planned):
    return make_user(Role.DEAN, planned.school)


@pytest.fixture
def failed_again(planned, dean):
    report_attempt(student=planned, result=SECOND, by=dean, today=TODAY)
    return planned


@pytest.fixture
def page(client, failed_again):
    client.force_login(failed_again.user)
    return client


def standing_exam(student):
    """The planned exam as list and calendar of those who advise have it."""
    days = StandingDate.objects.filter(student=student, kind="exam")
    return Standing.objects.get(student=student).exam_on, list(days.values_list("due_on"))


def test_the_plan_is_current_on_no_page_any_more(page):
    assert page.get("/").url == "/start/"
    assert page.get("/plan/today/").url == "/plan/new/"
    assert page.get("/plan/").url == "/plan/new/"
    assert page.get("/plan/week/").url == "/plan/new/"
    assert page.get("/plan/days/").url == "/plan/new/"
    assert "Planned exam" not in page.get("/dates/").content.decode()


def test_the_plan_is_planned_no_more_for_those_who_advise(client, failed_again, dean):
    assert standing_exam(failed_again) == (None, [])

    client.force_login(dean)
    content = client.get(f"/caseload/{failed_again.public_id}/plan/").content.decode()
    assert "No plan is followed now" in content
    assert "<strong>Plan 1</strong>, made Mon 23 Nov 2026 (ended with a newer result)" in content


def test_its_versions_stay_readable_and_say_why_they_ended(page):
    assert "ended with a newer result" in page.get("/plan/versions/").content.decode()

    content = page.get("/plan/versions/1/").content.decode()
    assert "Version 1, ended with a newer result" in content
    assert "Propose" not in content


def test_the_page_of_the_next_plan_says_so_kindly(page):
    content = page.get("/plan/new/").content.decode()

    assert "made before your newest result, so it has ended" in content
    assert 'href="/plan/versions/1/"' in content
    assert "Make my plan" in content


def test_an_ended_plan_cannot_be_proposed(failed_again):
    with pytest.raises(ValidationError, match="a newer result"):
        propose_plan(plan=failed_again.plans.get(), message="", today=TODAY)


def test_the_next_plan_is_a_version_of_its_own(page, failed_again):
    make_plan(student=failed_again, by=failed_again.user, today=TODAY)

    versions = failed_again.plans.values_list("version", "is_current")
    assert set(versions) == {(1, False), (2, True)}
    assert page.get("/").url == "/plan/today/"


def test_the_plan_comes_back_when_the_fail_is_withdrawn(page, failed_again, dean):
    second = failed_again.attempts.get(sat_on=SECOND.sat_on)
    withdraw_attempt(attempt=second, reason="A slip", by=dean, today=TODAY)

    exam_on = failed_again.plans.get().exam_on
    assert standing_exam(failed_again) == (exam_on, [(exam_on,)])
    assert page.get("/").url == "/plan/today/"


def test_a_sitting_ends_the_plan_when_its_result_turns_out_a_fail(planned, dean):
    pending = Attempt(SECOND.sat_on)
    report_attempt(student=planned, result=pending, by=dean, today=TODAY)
    assert standing_exam(planned)[0] is not None

    attempt = planned.attempts.get(sat_on=SECOND.sat_on)
    amend_attempt(attempt=attempt, result=SECOND, by=dean, today=TODAY)

    assert standing_exam(planned) == (None, [])


def test_putting_the_day_of_the_fail_right_ends_nothing(planned, dean):
    attempt = planned.attempts.get()
    right = replace(result_of(attempt), sat_on=date(2026, 10, 15))
    amend_attempt(attempt=attempt, result=right, by=dean, today=TODAY)

    assert standing_exam(planned)[0] == planned.plans.get().exam_on
