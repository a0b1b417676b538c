"""Two people at one row: whoever saves second sees what the first one changed, and loses nothing."""

import pytest
from django.contrib import admin
from django.urls import reverse

from students.models import Policy, Resource
from tests.students.admin.pages import REFERENCE_ADMINS, page, policy_page
from tests.students.admin.test_forms import form_of
from tests.students.admin.typing import problems, typed

ASKED = (
    "Somebody changed this after you opened the page. Nothing is saved yet. {} To keep what you"
    " typed instead, save once more."
)


def seen(answer):
    """The mark that the page carries for its row."""
    mark = answer.context_data["adminform"].form.seen
    assert f'<input type="hidden" name="_seen_row" value="{mark}">' in answer.content.decode()
    return {"_seen_row": mark}


def test_who_saves_second_is_asked_and_what_was_typed_is_kept(staff_client, standard):
    address = page("change", standard.pk)
    opened = seen(staff_client.get(address))
    staff_client.post(address, form_of(standard, value=197) | opened)

    asked = staff_client.post(address, form_of(standard, value=195, note="Mine.") | opened)

    standard.refresh_from_db()
    assert (standard.value, standard.note) == (197, form_of(standard)["note"])
    note = f"“{standard.note}”" if standard.note else "nothing"
    said = f"It says now: Passing score: “197”; Note: {note}."
    assert problems(asked) == [ASKED.format(said)]
    again = typed(asked) | seen(asked)
    assert (again["value"], again["note"]) == ("195", "Mine.")
    staff_client.post(address, again)
    standard.refresh_from_db()
    assert (standard.value, standard.note) == (195, "Mine.")


def test_who_types_the_same_or_comes_first_is_not_asked(staff_client, standard):
    address = page("change", standard.pk)
    opened = seen(staff_client.get(address))

    first = staff_client.post(address, form_of(standard, value=197) | opened)
    same = staff_client.post(address, form_of(standard, value=197) | opened)

    assert (first.status_code, same.status_code) == (302, 302)


def test_other_rows_that_a_row_lists_are_part_of_it(staff_client):
    row = Resource.objects.get(code="pathoma")
    address = page("change", row.pk, model="resource")
    answer = staff_client.get(address)
    opened, before = seen(answer), typed(answer)
    row.disciplines.clear()

    asked = staff_client.post(address, before | opened)

    assert problems(asked) == [ASKED.format("It says now: Disciplines: nothing.")]


@pytest.mark.usefixtures("morning")
def test_a_policys_parts_are_part_of_it(staff_client, own):
    address = policy_page("change", own.pk)
    answer = staff_client.get(address)
    opened, before = seen(answer), typed(answer)
    own.deadlines.update(n=40)

    asked = staff_client.post(address, before | opened | {"name": "Renamed"})

    own.refresh_from_db()
    name = f"It says now: Name: “{own.name}”."
    parts = "Its parts below were changed, too: open it in another window to compare them."
    assert problems(asked) == [ASKED.format(f"{name} {parts}")]
    again = typed(asked) | seen(asked)
    staff_client.post(address, again | {"_confirmed": "1"})
    own.refresh_from_db()
    assert (own.name, own.deadlines.get().n) == ("Renamed", 30)


@pytest.mark.usefixtures("morning")
def test_a_part_that_somebody_took_out_can_be_let_go(staff_client, own):
    address = policy_page("change", own.pk)
    answer = staff_client.get(address)
    opened, before = seen(answer), typed(answer, name="Renamed")
    own.deadlines.all().delete()

    asked = staff_client.post(address, before | opened)
    again = typed(asked) | seen(asked) | {"deadlines-0-DELETE": "on", "_confirmed": "1"}
    staff_client.post(address, again)

    own.refresh_from_db()
    assert problems(asked)[1] == (
        "Somebody took this part out after you opened the page. Tick “Delete” beside it; to have"
        " it again, type it anew in an empty part below."
    )
    assert (own.name, own.deadlines.count()) == ("Renamed", 0)


@pytest.mark.parametrize(
    "row", [*REFERENCE_ADMINS, admin.site.get_model_admin(Policy)], ids=lambda row: row.opts.label
)
def test_every_kind_of_row_carries_the_mark(staff_client, row):
    first = row.model.objects.order_by("pk").first()
    address = reverse(f"admin:students_{row.opts.model_name}_change", args=[first.pk])

    assert "." in seen(staff_client.get(address))["_seen_row"]
