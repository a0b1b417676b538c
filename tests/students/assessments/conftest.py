"""A student's browser, on the day the tests speak of."""

from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture
def on_that_day():
    """The clock the pages read: noon of the tests' day where the school is."""
    with time_machine.travel(datetime(2026, 11, 23, 17, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def page(client, failed_student, on_that_day):
    """The browser of a student who has one practice exam in the log."""
    client.force_login(failed_student.user)
    return client


@pytest.fixture
def entry(failed_student):
    """That one practice exam."""
    return failed_student.assessments.get()
