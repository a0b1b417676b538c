"""What the tests of the student's pages share."""

from datetime import UTC, datetime, time

import pytest
import time_machine

from tests.factories import make_school, make_student
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
