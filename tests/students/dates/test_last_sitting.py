"""When no sitting is left, or a pass is on record, no page speaks of another sitting."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine

from students.actions.attempts import report_attempt
from students.models import StandingDate
from students.rules.case import Attempt, Outcome
from tests.factories import TODAY, make_student
from tests.students.held import FAIL, clause, write_policy

SECOND = Attempt(date(2026, 11, 18), date(2026, 11, 20), Outcome.FAIL)
PASSED = Attempt(date(2026, 11, 18), date(2026, 11, 20), Outcome.PASS)
MEETING = {"kind": "meet_by", "shape": "days_after", "event": "reported", "n": 10}
PASS_BY = {"kind": "pass_by", "shape": "weeks_after", "event": "reported", "n": 30}
SITTING_WORDS = (
    "Take a first practice exam",
    "Last safe day",
    "You can still sit later",
    "Pass by",
    "Sit by",
    "Planned exam",
    "sitting before the gate",
)


@pytest.fixture(autouse=True)
def morning():
    """It is 10:42 at the school."""
    with time_machine.travel(datetime.combine(TODAY, time(15, 42), UTC), tick=False):
        yield


@pytest.fixture
def two_sittings(school, advisor):
    """A student whose school allows two sittings; the first was failed."""
    write_policy(school, clause(deadlines=[MEETING, PASS_BY]), max_attempts=2)
    student = make_student(school, advisor=advisor, policy_code=school.code)
    report_attempt(student=student, result=FAIL, by=student.user, today=TODAY)
    return student


@pytest.fixture
def out_of_sittings(two_sittings):
    report_attempt(student=two_sittings, result=SECOND, by=two_sittings.user, today=TODAY)
    return two_sittings


def read(client, user, address):
    """What a page says of today: the history below it keeps the words of its days."""
    client.force_login(user)
    content = client.get(address).content.decode()
    for history in ("What has happened so far", "History of hold and dates"):
        content = content.partition(history)[0]
    return content


@pytest.mark.parametrize("address", ["/start/", "/dates/"])
def test_the_student_reads_first_that_none_is_left_and_whom_to_talk_to(
    client, out_of_sittings, address
):
    content = read(client, out_of_sittings.user, address)

    assert "No sitting is left" in content
    assert "dean" in content
    assert [words for words in SITTING_WORDS if words.lower() in content.lower()] == []


def test_the_dates_name_the_rule_and_keep_the_meeting(client, out_of_sittings):
    content = read(client, out_of_sittings.user, "/dates/")

    assert "allows 2 sittings and none is left" in content
    assert "Meet by" in content
    assert "With Dean of Students." in content


def test_no_plan_is_offered(client, out_of_sittings):
    client.force_login(out_of_sittings.user)

    shown = client.get("/plan/new/", follow=True)

    assert shown.redirect_chain == [("/start/", 302)]
    assert "No sitting is left" in shown.content.decode()
    assert "Make my plan" not in shown.content.decode()


def test_the_dean_is_offered_no_sitting(client, out_of_sittings, dean):
    content = read(client, dean, f"/caseload/{out_of_sittings.public_id}/dates/")

    assert "No further sitting is left." in content
    assert "Last safe day" not in content
    assert "Allow a sitting before the gate" not in content
    assert not StandingDate.objects.filter(student=out_of_sittings, kind="latest_safe").exists()


def test_a_last_sitting_whose_result_is_awaited_is_not_the_end(client, two_sittings):
    pending = Attempt(SECOND.sat_on)
    report_attempt(student=two_sittings, result=pending, by=two_sittings.user, today=TODAY)

    assert "No sitting is left" not in read(client, two_sittings.user, "/start/")
    assert "No sitting is left" not in read(client, two_sittings.user, "/dates/")


def test_after_a_pass_nothing_is_to_do(client, two_sittings, dean):
    report_attempt(student=two_sittings, result=PASSED, by=two_sittings.user, today=TODAY)

    assert "Meeting: Dean of Students" not in read(client, two_sittings.user, "/dates/")
    content = read(client, dean, f"/caseload/{two_sittings.public_id}/dates/")
    assert "2 used, passed" in content
    assert "No further sitting is needed." in content
    assert "Meeting: Dean of Students" not in content
