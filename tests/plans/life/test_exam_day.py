"""The exam day of a plan: it comes, it goes by, it is reported, and the result comes."""

from datetime import timedelta

import pytest

from plans.actions import make_plan
from students.actions.attempts import report_attempt
from students.models import Standing, StandingDate
from students.rules.case import Attempt, Outcome
from tests.factories import TODAY, student_of_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def after_exam(time_machine, client, plan):
    """Let so many days go by since the exam day, and log the student in."""

    def move(days):
        time_machine.move_to(f"{plan.exam_on + timedelta(days=days)}T15:00:00Z")
        client.force_login(plan.student.user)

    return move


def report(plan, outcome=None, *, days_later=None):
    on = plan.exam_on
    came_on = on + timedelta(days=days_later) if days_later else None
    student = plan.student
    report_attempt(
        student=student,
        result=Attempt(on, came_on, outcome),
        by=student.user,
        today=came_on or on,
    )


def page(client, address="/plan/today/"):
    return client.get(address).content.decode()


def test_before_the_day_nobody_asks_about_it(client, after_exam):
    after_exam(-1)

    content = page(client)

    assert "I have sat: tell us" not in content
    assert "I missed days: plan again" in content


def test_on_the_day_the_page_wishes_well_and_asks_to_be_told(client, after_exam):
    after_exam(0)

    content = page(client)

    assert "This is the day of your exam." in content
    assert "be early, eat, breathe" in content
    assert "When it is over, tell us that you sat." in content
    assert "I missed days" not in content


def test_a_day_of_the_plan_is_not_called_today_before_it_is(client, after_exam):
    after_exam(-3)

    content = page(client, f"/plan/today/?on={TODAY}")

    assert "A day of your plan</p>" in content
    assert "To today" in content


def test_after_the_day_the_page_asks_whether_it_was_sat(client, after_exam, plan):
    after_exam(3)

    content = page(client)

    assert "This was the day of your exam." in content
    assert f"Your exam day was {plan.exam_on:%a} 24 Feb 2027" in content
    assert 'href="/attempts/new/">I have sat: tell us' in content
    assert 'href="/plan/replan/">I did not sit: plan again' in content
    assert "be early" not in content
    assert "To today" not in content


def test_after_the_day_the_first_page_and_the_dates_ask_it_too(client, after_exam, plan):
    after_exam(1)

    stop = client.get("/start/").context["journey"].stops[-1]
    dates = page(client, "/dates/")

    assert (stop.title, stop.link.words, stop.link.name) == (
        "Your exam",
        "I have sat: tell us",
        "students:attempt-create",
    )
    assert "If you sat, report it under next steps" in dates
    assert "If you miss it" not in dates.split("Planned exam")[1].split("</li>")[0]


def test_planning_again_then_says_that_a_wished_day_has_come_and_no_other_reason(
    client, school, time_machine
):
    student = student_of_case(school, wish={"exam_on": "2027-03-04"})
    make_plan(student=student, by=student.user, today=TODAY)
    time_machine.move_to("2027-03-04T15:00:00Z")
    client.force_login(student.user)

    content = page(client, "/plan/replan/")

    assert "When it is over, tell us that you sat." in content
    assert "The exam cannot be on Thu 4 Mar 2027 as you wished: that day has come." in content


def test_a_sitting_without_its_result_asks_nothing_but_rest(client, after_exam, plan):
    report(plan)
    after_exam(1)

    content = page(client)

    assert "You have sat the exam" in content
    assert "The score is usually out by Wed 24 Mar 2027, in 27 days" in content
    assert "Add the result" in content
    assert "I did not sit" not in content
    assert "the last safe day" not in content


def test_a_pass_ends_the_plan_on_every_page(client, after_exam, plan):
    report(plan, Outcome.PASS, days_later=28)
    after_exam(28)

    assert client.get("/").url == "/start/"
    assert client.get("/plan/today/", follow=True).redirect_chain[-1] == ("/start/", 302)
    assert client.get("/plan/", follow=True).redirect_chain[-1] == ("/start/", 302)
    assert client.get("/plan/new/").url == "/start/"
    assert client.get("/plan/what-if/").url == "/plan/new/"
    assert not StandingDate.objects.filter(student=plan.student, kind="exam").exists()
    assert Standing.objects.get(student=plan.student).exam_on is None
    assert "ended with a newer result" in page(client, "/plan/versions/1/")
