"""A policy's whole life in a browser: typed, failed under, changed, extended, passed, lifted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from advising.models import Role
from advising.words import say_day
from tests.e2e.visitor import Visitor
from tests.factories import make_school, make_student, make_user

pytestmark = pytest.mark.e2e

ADD = "/admin/students/policy/add/"
PLEASE = "A family matter took three weeks."
BOARD = "Promotions Committee"


@pytest.fixture
def school(committed_db):
    return make_school("e2e")


@pytest.fixture
def staff(school):
    return make_user(Role.STAFF, school, name="Staff Example").email


@pytest.fixture
def dean(school):
    return make_user(Role.DEAN, school, name="Dean Example").email


@pytest.fixture
def student(school):
    return make_student(school, name="Robin Madeup", class_year=2028).user.email


@pytest.mark.parametrize(
    "visitor", [(True, 1280), (False, 360)], indirect=True, ids=["js-desk", "plain-phone"]
)
def test_a_policy_becomes_dates_and_its_hold_is_lifted(visitor, staff, dean, student):
    today = timezone.localdate()
    reported_on = today - timedelta(weeks=5)
    sat_on = reported_on - timedelta(weeks=4)
    first, moved = (say_day(reported_on + timedelta(weeks=weeks)) for weeks in (26, 30))
    extended_on = reported_on + timedelta(weeks=32)

    _as(visitor, staff)
    _type_the_policy(visitor, weeks=26)
    _make_it_the_students(visitor)

    _as(visitor, dean)
    _report(visitor, "Did not pass", sat_on=sat_on, reported_on=reported_on)
    assert visitor.reads(f"Pass by: {first}")

    _as(visitor, student)
    visitor.open("/dates/")
    assert visitor.reads(first)
    assert visitor.reads("you are out of clerkships, to have time to prepare")

    _as(visitor, staff)
    _change_the_weeks(visitor, weeks=30)
    assert visitor.reads("This moves 1 deadline.")
    assert visitor.reads("28 days later")
    _send(visitor, "Save and bring students up to date")
    assert visitor.reads("Brought up to date: 1 student.")

    _as(visitor, student)
    visitor.open("/dates/")
    assert visitor.reads(f"Pass by: {moved} instead of {first}")
    assert visitor.reads("was changed.")

    _as(visitor, dean)
    _extend(visitor, to=extended_on)
    _report(visitor, "Passed", sat_on=today - timedelta(days=7), reported_on=today)
    visitor.follow("Lift the hold")
    visitor.press("Lift the hold")
    assert visitor.reads("The hold is lifted.")

    _as(visitor, student)
    visitor.open("/dates/")
    assert visitor.reads("You passed. No day asks anything of you any more.")
    assert _history(visitor) == [
        "Hold lifted, Dean Example",
        "Dates changed",
        "Hold ready to be lifted",
        "Dates changed",
        "Extension granted, Dean Example",
        "Dates changed",
        "Hold begun",
    ]
    assert visitor.reads("Told by Staff Example.")
    assert visitor.reads(PLEASE)
    assert visitor.reads(f"Approved by {BOARD}.")


def _as(visitor: Visitor, email: str) -> None:
    """Somebody else comes to the browser."""
    visitor.log_out()
    visitor.log_in(email)


def _type_the_policy(visitor: Visitor, *, weeks: int) -> None:
    page = visitor.page
    # Not looked at by axe: copying what the date pickers' script styles, it breaks the policy itself.
    page.goto(visitor.address + ADD)
    _fill(
        visitor,
        code="e2e",
        source="https://medicine.example.edu/policy",
        **{"on_fail-0-number": "1", "on_fail-0-meetings": "Dean of Students"},
    )
    _choose(
        visitor,
        **{"on_fail-0-rotation": "finish", "on_fail-0-resume_on": "pass"},
        **{"deadlines-0-kind": "pass_by", "deadlines-0-fail_number": "1"},
    )
    _choose(visitor, **{"deadlines-0-shape": "weeks_after", "deadlines-0-event": "reported"})
    _fill(visitor, **{"deadlines-0-n": str(weeks)})
    if not visitor.has_javascript:
        _send(visitor, "Read it back")
    said = f"They must pass within {weeks} weeks of the result."
    page.locator("#policy-reading").get_by_text(said).wait_for()
    _send(visitor, "Save")
    assert visitor.reads("was added successfully")


def _fill(visitor: Visitor, **values: str) -> None:
    for name, value in values.items():
        visitor.page.locator(f"#id_{name}").fill(value)


def _choose(visitor: Visitor, **values: str) -> None:
    for name, value in values.items():
        visitor.page.locator(f"#id_{name}").select_option(value)


def _send(visitor: Visitor, button: str) -> None:
    """Press a button of the admin's own form."""
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=button, exact=True).first.click()


def _open_the_policy(visitor: Visitor) -> None:
    visitor.page.goto(visitor.address + "/admin/students/policy/?q=e2e")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name="Policy of School e2e").click()


def _make_it_the_students(visitor: Visitor) -> None:
    _open_the_policy(visitor)
    visitor.press("Make it the policy of our students")
    _send(visitor, "Save and bring students up to date")
    assert visitor.reads("It governs the students of School e2e now; 1 student moved to it.")


def _change_the_weeks(visitor: Visitor, *, weeks: int) -> None:
    _open_the_policy(visitor)
    _fill(visitor, **{"deadlines-0-n": str(weeks)})
    visitor.press("Save")


def _report(visitor: Visitor, outcome: str, *, sat_on, reported_on) -> None:
    page = visitor.page
    _open_the_dates(visitor)
    visitor.follow("Report a result")
    page.get_by_label("The day the student sat the exam").fill(sat_on.isoformat())
    page.get_by_label("The day the result came").fill(reported_on.isoformat())
    page.get_by_label(outcome, exact=True).check()
    visitor.press("Save this result")
    assert visitor.reads("The result is on record, and every date follows it.")


def _extend(visitor: Visitor, *, to) -> None:
    page = visitor.page
    _open_the_dates(visitor)
    visitor.follow("Extend")
    page.get_by_label("The new day").fill(to.isoformat())
    page.get_by_label("Reason").fill(PLEASE)
    page.get_by_label("Approved by").fill(BOARD)
    visitor.press("Grant the extension")
    assert visitor.reads(f"approved by {BOARD}")


def _open_the_dates(visitor: Visitor) -> None:
    visitor.open("/caseload/")
    visitor.follow("Robin Madeup")
    visitor.follow("Dates")


def _history(visitor: Visitor) -> list[str]:
    """What the history says happened, latest first, and who did it."""
    lines = visitor.page.locator(".history > li > div")
    return [lines.nth(i).inner_text().splitlines()[0] for i in range(lines.count())]
