"""What the tests of the student's pages share."""

from datetime import UTC, datetime, time

import pytest
import time_machine


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
