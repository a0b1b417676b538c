"""What comes out of a printer: the facts, on few sheets, without a word to click on."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from advising.models import Role
from plans.actions import make_plan
from students.actions.holds import allow_sitting
from tests.factories import PASSWORD, make_school, make_user, save_pass_by_policy, student_of_case

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.parametrize("visitor", [(False, 1280)], indirect=True, ids=["plain-desk"]),
]


@pytest.fixture
def student(committed_db):
    """Someone on hold, with a plan of 45 hours a week and a sitting allowed before the gate."""
    today, school = timezone.localdate(), make_school("e2e")
    save_pass_by_policy(school)
    attempt = {
        "sat_on": (today - timedelta(days=40)).isoformat(),
        "reported_on": (today - timedelta(days=12)).isoformat(),
        "outcome": "fail",
    }
    student = student_of_case(
        school,
        name="Robin Madeup",
        as_of=today.isoformat(),
        attempts=[attempt],
        scores=[],
        policy=school.code,
    )
    student.user.set_password(PASSWORD)
    student.user.save()
    make_plan(student=student, by=student.user, today=today)
    allow_sitting(
        hold=student.holds.get(),
        reason="A death in the family.",
        approver="Committee",
        by=make_user(Role.DEAN, school, email="dean@school.example"),
        today=today,
    )
    return student


def test_a_printed_week_is_one_sheet(visitor, student):
    visitor.log_in(student.user.email)
    visitor.open("/plan/week/?on=" + (timezone.localdate() + timedelta(days=7)).isoformat())

    sheets = visitor.page.pdf(format="Letter")

    assert re.findall(rb"/Type /Pages\s*/Count (\d+)", sheets) == [b"1"]


def test_the_printed_dates_hold_no_word_to_click_on(visitor, student):
    visitor.log_in("dean@school.example")
    visitor.open(f"/caseload/{student.public_id}/dates/")
    words = (
        "Extend",
        "Take back",
        "Change",
        "Withdraw",
        "Why?",
        "Lift the hold",
        "Report a result",
    )
    assert [word for word in words if not visitor.reads(word)] == []

    visitor.page.emulate_media(media="print")

    assert [word for word in words if visitor.reads(word)] == []
    assert visitor.reads("A death in the family.")
