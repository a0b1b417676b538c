"""A plan that begins today, a Monday."""

import pytest

from plans.actions import make_plan
from tests.factories import TODAY, student_of_case


@pytest.fixture
def plan(failed_student):
    return make_plan(student=failed_student, by=failed_student.user, today=TODAY)


@pytest.fixture
def tight_plan(school):
    """A plan with nothing to spare: an hour not done has to go somewhere."""
    student = student_of_case(
        school,
        scores=[
            {
                "instrument": "cbssa",
                "form": "26",
                "taken_on": "2026-11-06",
                "scale": "epc",
                "score": 60,
            }
        ],
    )
    return make_plan(student=student, by=student.user, today=TODAY)
