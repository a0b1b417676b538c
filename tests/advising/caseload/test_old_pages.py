"""Pages of a hold that stayed open, or stand in a second window: nothing is done unseen or lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from students.actions.standing import refresh_standing
from students.models import Extension, Override
from tests.advising.caseload.test_file import POLICY
from tests.factories import make_school, student_of_case

PASS_BY = "on_fail-1-deadlines-1"
WHY = {"reason": "A death in the family.", "approver": "Promotions Committee"}


@pytest.fixture(scope="module")
def maple_once(module_db):
    """A student on hold under a policy."""
    student = student_of_case(make_school(), name="Maple Madeup", policy=POLICY)
    refresh_standing(student, today=timezone.localdate())
    return student


def path(student, tail):
    return f"/caseload/{student.public_id}/dates/{tail}"


@pytest.mark.parametrize(
    ("tail", "taken_back"),
    [
        ("lift/", "took back the early lift of this hold"),
        ("allow-sitting/", "took back the allowed sitting before the gate"),
        (f"{PASS_BY}/extend/", "took back an extension"),
    ],
)
def test_an_old_page_asks_before_it_does_again_what_was_taken_back(
    as_dean, maple, dean, tail, taken_back
):
    opened = as_dean.get(path(maple, tail)).context["form"].initial
    seen_on = opened.get("seen_on")
    later = {"due_on": seen_on + timedelta(weeks=4), "seen_on": seen_on} if seen_on else {}
    typed = WHY | later | {"seen": opened["seen"]}
    as_dean.post(path(maple, tail), typed)
    hold = maple.holds.get()
    (act,) = [*hold.overrides.all(), *hold.extensions.all()]
    as_dean.post(path(maple, f"granted/{act.public_id}/take-back/"), {"reason": "Too soon."})

    asked = as_dean.post(path(maple, tail), typed)

    form = asked.context["form"]
    (words,) = form.non_field_errors()
    assert words.startswith(f"Meanwhile {dean.name} {taken_back}, on ")
    assert "“Too soon.” Nothing is done yet." in words
    assert (form["reason"].value(), form["approver"].value()) == tuple(WHY.values())
    assert [*hold.overrides.all(), *hold.extensions.all()] == [act]

    again = typed | {"seen": form["seen"].value()}
    assert as_dean.post(path(maple, tail), again).status_code == 302
    assert len([*hold.overrides.all(), *hold.extensions.all()]) == 2
    old = as_dean.post(path(maple, tail), again | {"reason": "Another one."}).content.decode()
    assert "Another one." in old


def test_a_deadline_that_moved_is_decided_once_more_with_what_was_typed(as_dean, maple):
    page = path(maple, f"{PASS_BY}/extend/")
    seen_on = as_dean.get(page).context["due"].on
    later = {"due_on": seen_on + timedelta(weeks=4), "seen_on": seen_on} | WHY
    as_dean.post(page, later)

    asked = as_dean.post(page, later | {"due_on": seen_on + timedelta(weeks=6), "reason": "More."})
    form = asked.context["form"]
    as_dean.post(page, {name: form[name].value() for name in form.fields})

    assert "Meanwhile the deadline moved to" in form.non_field_errors()[0]
    assert [row.reason for row in Extension.objects.order_by("pk")] == [WHY["reason"], "More."]


def test_a_second_window_is_told_that_the_sitting_is_allowed_already(as_dean, maple, dean):
    as_dean.post(path(maple, "allow-sitting/"), WHY)
    again = as_dean.post(path(maple, "allow-sitting/"), WHY)
    assert again.status_code == 302

    content = as_dean.post(
        path(maple, "allow-sitting/"), WHY | {"reason": "The student asked."}
    ).content.decode()

    assert f"{dean.name} allowed this on" in content
    assert "What you typed was not kept." in content
    assert "The student asked." in content
    assert Override.objects.get().reason == "A death in the family."
