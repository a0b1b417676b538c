"""What is typed in the last moment before a page is left is there when one comes back."""

import pytest

from students.models import Intake
from tests.factories import make_school, make_student

pytestmark = pytest.mark.e2e


@pytest.fixture
def student(committed_db):
    return make_student(make_school("e2e"), name="Robin Madeup")


def test_with_scripts_leaving_at_once_loses_nothing(visitor, student):
    visitor.log_in(student.user.email)
    visitor.open("/intake/time/")

    visitor.page.get_by_label("Monday").fill("7")
    visitor.follow("All steps")
    visitor.open("/intake/time/")

    if visitor.has_javascript:
        assert visitor.page.get_by_label("Monday").input_value() == "7"
    else:
        assert not Intake.objects.filter(student=student).exists()
