"""The day a school has set stands on every page that says that nothing is required."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from plans.actions import make_plan
from students.actions.holds import mark_task
from students.actions.standing import refresh_standing
from students.dates.next_day import asked_day
from tests.factories import TODAY, make_student, student_of_case
from tests.students.held import clause, write_policy

MEETING = {"kind": "meet_by", "shape": "days_after", "event": "reported", "n": 14}
ASKED = "Your school asks you to meet with Dean of Students by Wed 25 Nov 2026, in 2 days."


@pytest.fixture(autouse=True)
def morning():
    """It is 10:42 at the school."""
    with time_machine.travel(datetime.combine(TODAY, time(15, 42), UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def asked(school):
    """A student whose school asks for a meeting two days from today."""
    write_policy(school, clause(deadlines=[MEETING]))
    return student_of_case(school, policy=school.code)


def test_the_first_page_says_with_whom_and_by_when(client, asked):
    client.force_login(asked.user)

    content = client.get("/start/").content.decode()

    assert ASKED in content
    assert "Nothing here is required today" not in content
    assert "Apart from the day above, nothing is asked of you" in content


def test_the_page_of_dates_says_with_whom(client, asked):
    client.force_login(asked.user)

    content = client.get("/dates/").content.decode()

    assert "Next: meet by, Wed 25 Nov 2026, in 2 days. With Dean of Students." in content


def test_a_plan_that_has_not_begun_says_so_too(client, asked):
    asked.availability.starts_on = date(2026, 12, 7)
    asked.availability.save()
    make_plan(student=asked, by=asked.user, today=TODAY)
    client.force_login(asked.user)

    content = client.get("/plan/today/").content.decode()

    assert "Until then the plan asks nothing of you" in content
    assert ASKED in content


def test_a_day_that_is_over_asks_for_another(asked):
    later = TODAY + timedelta(days=4)

    assert asked_day(asked, today=later).words == (
        "Your school asks you to meet with Dean of Students by Wed 25 Nov 2026, 2 days ago. The "
        "day for it is over: write and ask for another. The conversation is there to help you."
    )


def test_a_meeting_that_was_held_is_asked_no_more(asked, dean):
    for task in asked.holds.get().tasks.filter(kind="meeting"):
        mark_task(task=task, is_done=True, by=dean, today=TODAY)

    assert asked_day(asked, today=TODAY) is None


def test_a_meeting_with_nobody_named_is_with_the_dean(school):
    write_policy(school, clause(deadlines=[MEETING], meetings=[]))
    student = student_of_case(school, policy=school.code)

    assert "to meet with your dean by" in asked_day(student, today=TODAY).words


def test_without_a_day_nothing_is_required(client, school):
    student = make_student(school)
    refresh_standing(student, today=TODAY)
    client.force_login(student.user)

    assert "Nothing is required today." in client.get("/start/").content.decode()
