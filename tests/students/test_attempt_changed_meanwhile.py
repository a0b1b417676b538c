"""Two people put one sitting right at the same time: neither writes over the other unseen."""

from dataclasses import replace

import pytest
from django.urls import reverse

from students.actions.attempts import amend_attempt, withdraw_attempt
from students.attempts.forms import WITHDRAWN
from students.attempts.meanwhile import mark_of
from students.gather import result_of
from students.rules.case import Attempt, Level, Outcome
from tests.students.held import FAIL

CHANGED = (
    "This sitting was changed after you opened this page. Nothing is saved yet. It says now: The "
    "sitting of Wed 14 Oct 2026 was reported as not passed, the result of Wed 11 Nov 2026. "
    "Three-digit score 190. To keep what you typed instead, save once more."
)
TYPED = {"sat_on": "2026-10-14", "outcome": "fail", "reported_on": "2026-11-11"}


def address(held, who):
    attempt = held.attempts.get()
    if who == "student":
        return reverse("students:attempt-edit", args=[attempt.public_id])
    return reverse("caseload:attempt-edit", args=[held.public_id, attempt.public_id])


@pytest.fixture
def opened(morning, client, held, dean, today, request):
    """The page of a student or a dean, opened before the other one changed the score to 190."""
    who = request.param
    person, other = (held.user, dean) if who == "student" else (dean, held.user)
    client.force_login(person)
    seen = client.get(address(held, who)).context["form"].initial["seen"]
    amend_attempt(
        attempt=held.attempts.get(),
        result=replace(FAIL, three_digit=190),
        by=other,
        today=today,
    )
    return client, address(held, who), seen


@pytest.mark.parametrize("opened", ["student", "dean"], indirect=True)
def test_an_old_page_says_what_changed_and_saves_what_is_sent_once_more(opened, held):
    client, page, seen = opened
    typed = TYPED | {"points_below": "7", "seen": seen}

    refused = client.post(page, typed)

    form = refused.context["form"]
    assert form.errors == {"__all__": [CHANGED]}
    assert (form["points_below"].value(), result_of(held.attempts.get()).three_digit) == ("7", 190)
    client.post(page, typed | {"seen": form["seen"].value()})
    assert result_of(held.attempts.get()) == replace(FAIL, points_below=7.0)


@pytest.mark.parametrize("opened", ["student", "dean"], indirect=True)
def test_an_old_page_of_a_sitting_withdrawn_since_keeps_what_was_typed(opened, held, dean, today):
    client, page, seen = opened
    attempt = held.attempts.get()
    withdraw_attempt(attempt=attempt, reason="Wrong exam", by=dean, today=today)
    typed = TYPED | {"points_below": "7", "seen": seen}

    refused = client.post(page, typed)
    looked_again = client.get(page, follow=True)

    form = refused.context["form"]
    assert form.errors == {"__all__": [WITHDRAWN]}
    assert form["points_below"].value() == "7"
    assert f'action="{form.send_to}"' in refused.content.decode()
    assert "That sitting is withdrawn already." in looked_again.content.decode()
    assert not held.attempts.exists()
    client.post(form.send_to, typed)
    assert result_of(held.attempts.get()) == replace(FAIL, points_below=7.0)


@pytest.mark.parametrize("opened", ["student", "dean"], indirect=True)
def test_an_old_page_that_says_the_same_has_nothing_to_ask(opened, held):
    client, page, seen = opened

    response = client.post(page, TYPED | {"three_digit": "190", "seen": seen})

    assert response.status_code == 302
    assert result_of(held.attempts.get()) == replace(FAIL, three_digit=190)


@pytest.mark.parametrize(
    "change",
    [
        {"sat_on": FAIL.reported_on},
        {"reported_on": None},
        {"outcome": Outcome.INCOMPLETE},
        {"three_digit": 190},
        {"points_below": 3.5},
        {"areas": {"cardiovascular": Level.LOWER}},
    ],
)
def test_whatever_a_sitting_says_otherwise_is_marked(change):
    assert mark_of(replace(FAIL, **change)) != mark_of(FAIL)


def test_the_order_of_the_areas_says_nothing():
    areas = {"cardiovascular": Level.LOWER, "biostatistics": Level.HIGHER}
    other = dict(reversed(areas.items()))

    first, second = (Attempt(FAIL.sat_on, areas=each) for each in (areas, other))

    assert mark_of(first) == mark_of(second)
