"""A plan that is followed for days."""

import pytest

from plans.actions import make_plan
from tests.factories import TODAY, student_of_case
from tests.plans.life.living import day


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


@pytest.fixture
def on_day(time_machine, client, plan):
    """Let so many days go by since the plan began, and log its student in."""

    def move(number):
        time_machine.move_to(f"{day(number)}T15:00:00Z")
        client.force_login(plan.student.user)

    return move
