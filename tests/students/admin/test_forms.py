"""Changing, adding and deleting reference rows: what is marked, refused and said."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from students.models import Instrument, PassingStandard, RootCause, SourceDocument
from students.models.reference import Confidence
from tests.students.admin.pages import page

STANDARD = "step1-three_digit-2022"


def form_of(standard, **changes):
    """What the change form of a standard posts."""
    return {
        "exam": standard.exam_id,
        "scale": standard.scale_id,
        "value": standard.value,
        "note": standard.note,
        "effective_from": standard.effective_from,
        "effective_to": standard.effective_to or "",
        "source": standard.source,
        "source_note": standard.source_note,
        "confidence": standard.confidence,
        "verified_on": standard.verified_on,
    } | changes


def problems(response):
    return [message for messages in response.context["errors"] for message in messages]


def test_a_row_that_staff_change_is_marked_as_theirs(staff_client, standard):
    answer = staff_client.post(page("change", standard.pk), form_of(standard, value=197))

    standard.refresh_from_db()
    assert answer.status_code == 302
    assert standard.value == 197
    assert standard.edited_at is not None


def test_saving_without_a_change_leaves_the_row_as_shipped(staff_client, standard):
    staff_client.post(page("change", standard.pk), form_of(standard))

    standard.refresh_from_db()
    assert standard.edited_at is None


def test_a_row_that_staff_add_is_marked_as_theirs(staff_client, standard):
    answer = staff_client.post(
        page("add"),
        form_of(standard, key="step1-2012", effective_from="", effective_to="2013-12-31")
        | {"scale": standard.exam.standards.model.objects.get(key="level1-comlex-2017").scale_id},
    )

    assert answer.status_code == 302
    assert PassingStandard.objects.get(key="step1-2012").edited_at is not None


def test_the_fixed_name_of_a_row_cannot_be_changed(staff_client, standard):
    staff_client.post(page("change", standard.pk), form_of(standard, key="other", value=197))

    standard.refresh_from_db()
    assert (standard.key, standard.value) == (STANDARD, 197)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"effective_from": "2020-01-01"},
            "Another passing standard of this exam and scale holds on some of these days."
            " End it first.",
        ),
        ({"effective_to": "2021-12-31"}, "The last day cannot be before the first day."),
        ({"verified_on": "2999-01-01"}, "Enter a day that is not in the future."),
        ({"verified_on": ""}, "Enter a day."),
        ({"value": 0}, "Ensure this value is greater than or equal to 1."),
        ({"source": ""}, "Fill this in."),
    ],
)
def test_what_is_wrong_is_said_in_words(staff_client, standard, changes, message):
    answer = staff_client.post(page("change", standard.pk), form_of(standard, **changes))

    assert answer.status_code == 200
    assert problems(answer) == [message]


@pytest.mark.parametrize(
    ("model", "row", "because"),
    [
        ("instrument", lambda: Instrument.objects.get(code="cbse"), "default gate: "),
        ("rootcause", lambda: RootCause.objects.get(code="rushed"), "reflection question: "),
        ("scale", lambda: Instrument.objects.get(code="cbssa").scale, "practice exam: "),
    ],
)
def test_a_row_that_others_refer_to_is_not_deleted(staff_client, model, row, because):
    target = row()

    answer = staff_client.post(page("delete", target.pk, model=model), {"post": "yes"})

    assert answer.status_code == 200
    assert any(because in str(reason).lower() for reason in answer.context["protected"])
    assert type(target).objects.contains(target)


def test_a_row_that_nobody_refers_to_can_be_deleted(staff_client):
    row = SourceDocument.objects.get(code="seed-000")

    staff_client.post(page("delete", row.pk, model="sourcedocument"), {"post": "yes"})

    assert not SourceDocument.objects.contains(row)


@pytest.mark.parametrize(
    ("model", "offered"),
    [
        ("passingstandard", r'<option value="\d+">USMLE Step 1</option>'),
        ("resource", r'<input type="checkbox" name="disciplines" value="\d+"[^>]*>\s*Pathology'),
    ],
)
def test_other_rows_are_offered_without_a_script(staff_client, model, offered):
    form = staff_client.get(reverse(f"admin:students_{model}_add")).content.decode()

    assert re.search(offered, form)
    assert "select2" not in form


def test_the_form_says_by_which_clock_days_go(client, staff, standard):
    with time_machine.travel(datetime(2026, 11, 27, 3, 5, tzinfo=UTC), tick=False):
        client.force_login(staff)
        form = client.get(page("change", standard.pk)).content.decode()

    clock = "Days go by the clock of America/New York, where it is now Thu 26 Nov 2026, 22:05."
    assert clock in form


def test_help_explains_what_confidence_means(staff_client, standard):
    form = staff_client.get(page("change", standard.pk)).content.decode()

    assert "High: the official page, or two independent sources." in form
    assert list(Confidence.labels) == ["High", "Medium", "Low"]
