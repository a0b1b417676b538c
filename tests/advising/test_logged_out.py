"""A form that comes after its person was logged out, or from an old page, loses no word."""

import re

import pytest
from django.test import Client
from django.urls import reverse

STEP = "/intake/looking-back/"
TYPED = {"own_words": "A long\ntext", "weight_effort_and_rest": "much", "opened_at": "2026-11-24"}
SENT_FROM = {"Referer": f"http://testserver{STEP}?x=1"}
LOGIN = "/accounts/login/?next=%2Fintake%2Flooking-back%2F%3Fx%3D1"


@pytest.fixture
def strict():
    """A browser whose forms need their token."""
    return Client(enforce_csrf_checks=True)


def test_a_form_sent_after_the_session_ended_shows_what_was_typed(client, db):
    answer = client.post(STEP, TYPED, headers=SENT_FROM)

    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (401, "private, no-store")
    assert re.search(r"<dt>own words</dt>\s*<dd>\s*A long<br>text\s*</dd>", page)
    assert page.count("<dt>") == 2
    assert f'href="{LOGIN}"' in page


def test_a_button_leads_to_the_login_and_back_to_its_page(client, db):
    answer = client.post("/plan/days/2026-11-23/halve/", {"then": "leave"}, headers=SENT_FROM)

    assert (answer.status_code, answer.url) == (302, LOGIN)


def test_a_page_asked_for_leads_to_the_login(client, db):
    answer = client.get(STEP)

    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={STEP}")


def test_a_part_asked_for_takes_its_whole_page_to_the_login(client, db):
    answer = client.get("/caseload/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (200, "true", b"")


def test_a_draft_is_told_beside_its_time_of_saving(client, db):
    headers = SENT_FROM | {"HX-Request": "true"}
    answer = client.post(STEP, TYPED | {"draft": "1"}, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "You were logged out, so nothing is saved any more." in page
    assert f'href="{LOGIN}"' in page
    assert "<html" not in page
    assert "HX-Retarget" not in answer


def test_another_part_is_told_above_the_page_and_not_in_the_forms_place(client, db):
    answer = client.post("/assessments/new/", TYPED, headers={"HX-Request": "true"})

    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#main", "afterbegin show:top")
    assert f'id="{answer["HX-Reselect"][1:]}"' in answer.content.decode()


def test_an_old_page_shows_what_was_typed_and_opens_again(strict, student):
    strict.force_login(student.user)

    headers = SENT_FROM | {"Sec-Fetch-Site": "same-origin"}
    answer = strict.post(STEP, TYPED, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert re.search(r"<dd>\s*A long<br>text\s*</dd>", page)
    assert f'href="{STEP}?x=1"' in page


def test_words_from_another_site_are_not_shown(strict, student):
    strict.force_login(student.user)

    headers = {"Sec-Fetch-Site": "cross-site", "Referer": "https://elsewhere.example/intake/"}
    answer = strict.post(STEP, TYPED, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "A long" not in page
    assert "elsewhere" not in page


def test_a_password_is_never_shown(strict, db):
    sent = {"login": "birch@school.example", "password": "my secret", "new_password1": "other one"}
    headers = {"Sec-Fetch-Site": "same-origin"}
    page = strict.post(reverse("account_login"), sent, headers=headers).content.decode()

    assert "birch@school.example" in page
    assert "my secret" not in page
    assert "other one" not in page
