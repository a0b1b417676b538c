"""A plan meets life, in a browser: blocks said, a hard day, missed days, planning again, going back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from advising.words import say_day
from plans.actions import make_plan
from tests.factories import PASSWORD, make_school, student_of_case

pytestmark = pytest.mark.e2e

DAYS_IN = 9


@pytest.fixture
def student(committed_db):
    """Someone nine days into a plan who has said nothing of it yet."""
    began_on = timezone.localdate() - timedelta(days=DAYS_IN)
    student = student_of_case(
        make_school("e2e"),
        name="Robin Madeup",
        as_of=began_on.isoformat(),
        attempts=[
            {
                "sat_on": (began_on - timedelta(days=40)).isoformat(),
                "reported_on": (began_on - timedelta(days=12)).isoformat(),
                "outcome": "fail",
                "three_digit": 188,
            }
        ],
        scores=[
            {
                "instrument": "cbssa",
                "form": "28",
                "taken_on": (began_on - timedelta(days=2)).isoformat(),
                "scale": "epc",
                "score": 58,
            }
        ],
        availability={"hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 8)},
    )
    make_plan(student=student, by=student.user, today=began_on)
    return student


@pytest.mark.parametrize(
    "visitor", [(True, 360), (False, 1280)], indirect=True, ids=["js-phone", "plain-desk"]
)
def test_a_student_lives_with_the_plan(visitor, student):
    student.user.set_password(PASSWORD)
    student.user.save()
    visitor.log_in(student.user.email)

    _read_weeks_on_a_small_phone(visitor, student)
    _print_the_plan(visitor)
    _say_what_became_of_blocks(visitor, student)
    _halve_a_hard_day(visitor)
    _say_what_became_of_days(visitor)
    _plan_again_and_go_back(visitor)
    _wonder(visitor)


def _read_weeks_on_a_small_phone(visitor, student):
    """Content areas have long names without a gap in them."""
    usual = visitor.page.viewport_size
    visitor.page.set_viewport_size({"width": 320, "height": 640})
    for week in range(2):
        visitor.open(f"/plan/week/?on={student.plans.get().starts_on + timedelta(weeks=week)}")
    visitor.page.set_viewport_size(usual)


def _print_the_plan(visitor):
    """On paper every week can be read, and nothing is left to press."""
    visitor.open("/plan/")
    days = visitor.page.locator(".plan-weeks__week li")
    assert not days.last.is_visible()

    visitor.page.emulate_media(media="print")

    assert days.first.is_visible()
    assert days.last.is_visible()
    assert not visitor.page.get_by_label("A word to your dean").is_visible()
    assert not visitor.page.get_by_role("navigation", name="More of the plan").is_visible()
    visitor.page.emulate_media(media="screen")


def _say_what_became_of_blocks(visitor, student):
    page = visitor.page
    plan = student.plans.get()
    worked = next(
        plan.starts_on + timedelta(days=number)
        for number, row in enumerate(plan.plan["days"])
        if row["kind"] == "study"
    )
    visitor.open(f"/plan/today/?on={worked}")
    assert visitor.reads(say_day(worked))

    _press_here(visitor, "Done", then="I did the rest too")

    page.locator("summary", has_text="Partly").click()
    page.get_by_label("Minutes you gave it").locator("visible=true").fill("1000")
    _press_here(visitor, "Save as partly", then="Please correct this first")
    page.get_by_label("Minutes you gave it").locator("visible=true").fill("10")
    page.get_by_label("What came in between?").locator("visible=true").fill("A call from home")
    _press_here(visitor, "Save as partly", then="“A call from home”")


def _halve_a_hard_day(visitor):
    visitor.open("/plan/today/")
    if not visitor.reads("Halve today"):
        return  # today is for rest or for a practice exam: there is nothing to halve
    _press_here(visitor, "Hard day? Halve today", then="Set aside today")
    _press_here(visitor, "Ask for the whole day again", then="Hard day? Halve today")


def _say_what_became_of_days(visitor):
    visitor.open("/plan/replan/")
    assert visitor.reads("have no word yet")
    visitor.follow("Say what became of these days first")
    for word in ("All done", "About half", "Nothing"):
        days = visitor.page.get_by_role("button", name=word).count()
        with visitor.page.expect_navigation():
            visitor.page.get_by_role("button", name=word).first.click()
        assert visitor.page.get_by_role("button", name=word).count() == days - 1
    visitor.look()


def _plan_again_and_go_back(visitor):
    visitor.follow("Plan again: see it first")
    assert visitor.reads("The exam ")
    visitor.press("Use this plan")
    assert visitor.reads("Plan 2 is your plan now.")
    visitor.follow("What changed from plan 1")
    assert visitor.reads("Plan 1 and plan 2")
    visitor.open("/plan/")
    visitor.press("Undo: go back to plan 1")
    assert visitor.reads("You are back on plan 1, as it was.")


def _wonder(visitor):
    visitor.follow("What if: another date, other hours")
    visitor.page.get_by_label("Hours a week").fill("20")
    visitor.press("Show what follows")
    assert visitor.reads("As asked")
    visitor.follow("Change my hours")


def _press_here(visitor, name, *, then):
    """Press a button whose answer comes into the page where scripts run, else as a new page."""
    visitor.page.get_by_role("button", name=name, exact=True).first.click()
    visitor.page.get_by_text(then).first.wait_for()
    visitor.settle()
    visitor.look()
