"""What the tests of the student's pages share."""

from datetime import UTC, datetime, time

import pytest
import time_machine

from advising.models import Role
from students.actions.attempts import report_attempt
from tests.factories import make_school, make_student, make_user
from tests.students.held import FAIL, write_policy
from tests.students.intake_answers import fill_in, report_fail


@pytest.fixture
def morning(today):
    """It is 10:42 at the school."""
    with time_machine.travel(datetime.combine(today, time(15, 42), UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def page(morning, client, student):
    """The browser of the student, without JavaScript."""
    client.force_login(student.user)
    return client


@pytest.fixture
def filled(page, student):
    """The browser of a student who has gone through every step."""
    report_fail(student)
    fill_in(page)
    return page


@pytest.fixture
def committed_student(committed_db):
    """A student in a database whose transactions really end."""
    return make_student(make_school())


# --- A student on hold, and the people around the hold ---


@pytest.fixture
def policy(school):
    return write_policy(school)


@pytest.fixture
def other_dean(school):
    return make_user(Role.DEAN, school, name="Another dean")


@pytest.fixture
def held(school, advisor, policy, today):
    """A student who has just reported a fail: pass by Wed 31 Mar 2027, sit by Wed 3 Feb 2027."""
    student = make_student(school, advisor=advisor, policy_code=school.code)
    report_attempt(student=student, result=FAIL, by=student.user, today=today)
    return student


@pytest.fixture
def hold(held):
    return held.holds.get()
