"""The lists of reference rows: a fixed cost, and what holds at a glance."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from students.models import PassingStandard
from tests.students.admin.pages import page

STANDARD = "step1-three_digit-2022"


@pytest.mark.parametrize("extra", [1, 3])
def test_a_list_costs_the_same_for_any_number_of_rows(
    staff_client, standard, extra, django_assert_num_queries
):
    PassingStandard.objects.filter(pk=standard.pk).update(effective_to=date(2029, 12, 31))
    for year in range(2030, 2030 + extra):
        standard.pk, standard.key = None, f"later-{year}"
        standard.effective_from = date(year, 1, 1)
        standard.effective_to = date(year, 12, 31)
        standard.save()

    with django_assert_num_queries(7):
        staff_client.get(page("changelist"))


def listed(client, **filters):
    answer = client.get(page("changelist"), filters)
    return {row.key for row in answer.context["cl"].result_list}


def test_the_list_shows_what_holds_and_how_sure_it_is(staff_client, standard):
    rows = staff_client.get(page("changelist")).content.decode()
    row = next(part for part in rows.split("<tr>") if f"/{standard.pk}/change/" in part)

    assert "from 26 Jan 2022" in row
    assert "22 Nov 2026" in row
    assert "High" in row
    assert 'alt="True"' in row
    assert "1 Jan 2018 to 25 Jan 2022" in rows
    assert "until 31 Dec 2013" in rows


def test_a_source_that_is_an_address_is_a_link(staff_client):
    pages = staff_client.get(page("changelist", model="exam")).content.decode()

    assert 'href="https://www.usmle.org/usmle-step-1-transition-passfail' in pages
    assert 'rel="noopener noreferrer">www.usmle.org/usmle-step-1' in pages


def test_rows_can_be_narrowed_to_those_in_force(staff_client, standard):
    everything = listed(staff_client)

    assert listed(staff_client, in_force="yes") == {STANDARD, "level1-comlex-2017"}
    assert listed(staff_client, in_force="no") == everything - {STANDARD, "level1-comlex-2017"}


def test_rows_can_be_narrowed_to_stale_and_to_changed_ones(staff_client, standard):
    everything = listed(staff_client)
    PassingStandard.objects.filter(pk=standard.pk).update(
        verified_on=timezone.localdate() - timedelta(days=365), edited_at=timezone.now()
    )

    assert listed(staff_client, stale="yes") >= {STANDARD}
    assert listed(staff_client, stale="no") == everything - listed(staff_client, stale="yes")
    assert listed(staff_client, changed_here="yes") == {STANDARD}
    assert listed(staff_client, changed_here="no") == everything - {STANDARD}
    assert "(stale)" in staff_client.get(page("changelist")).content.decode()


def test_search_finds_a_row_by_its_source(staff_client):
    assert listed(staff_client, q="Bulletin") == {"level1-comlex-2017"}


@pytest.mark.parametrize(("words", "found"), [("196", {STANDARD}), ("1960", set())])
def test_search_finds_a_row_by_its_number(staff_client, words, found):
    assert listed(staff_client, q=words) == found


def run_action(client, action, row):
    return client.post(
        page("changelist"), {"action": action, "_selected_action": [row.pk]}, follow=True
    )


def test_rows_can_be_marked_as_verified_together(staff_client, standard):
    PassingStandard.objects.filter(pk=standard.pk).update(verified_on=date(2020, 1, 1))

    answer = run_action(staff_client, "verify_today", standard)

    standard.refresh_from_db()
    assert standard.verified_on == timezone.localdate()
    assert standard.edited_at is not None
    assert "Marked as verified today: 1." in answer.content.decode()


def test_rows_can_be_handed_back_to_updates(staff_client, standard):
    PassingStandard.objects.filter(pk=standard.pk).update(edited_at=timezone.now())

    answer = run_action(staff_client, "let_updates_change", standard)

    standard.refresh_from_db()
    assert standard.edited_at is None
    assert "The next update may change them again: 1." in answer.content.decode()
