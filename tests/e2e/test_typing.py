"""What is typed in the last moment before a page is left is there when one comes back."""

import time

import pytest

from students.models import Intake
from tests.factories import make_school, make_student

pytestmark = pytest.mark.e2e


@pytest.fixture
def student(committed_db):
    return make_student(make_school("e2e"), name="Robin Madeup")


PATIENCE = 10  # seconds: what is sent on leaving arrives after the next page on a busy machine


def test_with_scripts_leaving_at_once_loses_nothing(visitor, student):
    visitor.log_in(student.user.email)
    visitor.open("/intake/time/")

    visitor.page.get_by_label("Monday").fill("7")
    visitor.follow("All steps")

    begun = Intake.objects.filter(student=student)
    if visitor.has_javascript:
        _wait_until(begun.exists)
        visitor.open("/intake/time/")
        assert visitor.page.get_by_label("Monday").input_value() == "7"
    else:
        assert not begun.exists()


def _wait_until(so):
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
