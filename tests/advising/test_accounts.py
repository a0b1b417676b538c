"""Logging in: with an e-mail address, by those whom the school's staff let in, not by guessing."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from advising.models import Role, School, User

PASSWORD = "a quiet morning walk"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget_failed_logins():
    cache.clear()


@pytest.fixture
def person():
    school = School.objects.create(code="north", name="North School of Medicine")
    return User.objects.create_user(
        "Ana.Ruiz@north.example", PASSWORD, name="Ana Ruiz", role=Role.STUDENT, school=school
    )


def log_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.parametrize("typed", ["Ana.Ruiz@north.example", "ana.ruiz@NORTH.example"])
def test_a_person_logs_in_with_their_e_mail_address_in_any_case(client, person, typed):
    response = log_in(client, typed)

    assert (response.status_code, response.url) == (302, reverse("home"))
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_person_who_may_no_longer_log_in_does_not(client, person):
    person.is_active = False
    person.save()

    response = log_in(client, person.email)

    assert response.url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_the_session_ends_with_the_browser(client, person):
    log_in(client, person.email)

    assert client.session.get_expire_at_browser_close()


def test_after_five_wrong_passwords_the_right_one_waits_too(client, person):
    for _ in range(5):
        log_in(client, person.email, "wrong")

    response = log_in(client, person.email)

    assert (
        "Too many failed login attempts. Wait five minutes, then try again."
        in response.content.decode()
    )
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_alone(client):
    form = {"email": "stranger@north.example", "password1": PASSWORD, "password2": PASSWORD}

    response = client.post(reverse("account_signup"), form)

    assert "account/signup_closed.html" in [template.name for template in response.templates]
    assert not User.objects.exists()


def test_an_address_is_changed_by_staff_and_not_by_its_owner(client, person):
    client.force_login(person)

    response = client.post("/accounts/email/", {"action_add": "", "email": "dean@north.example"})

    assert response.status_code == 404
    person.refresh_from_db()
    assert person.email == "ana.ruiz@north.example"


@pytest.mark.parametrize("email", ["ana.ruiz@north.example", "nobody@north.example"])
def test_a_forgotten_password_tells_a_stranger_nothing(client, person, email, mailoutbox):
    response = client.post(reverse("account_reset_password"), {"email": email})

    assert response.url == reverse("account_reset_password_done")
    assert [mail.to for mail in mailoutbox] == [[email]]


def test_an_address_that_staff_replaced_opens_the_account_no_more(client, person, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mailoutbox[0].body).group()
    person.email = "ana@new.example"
    person.save()

    log_in(client, "ana.ruiz@north.example")
    client.post(reverse("account_reset_password"), {"email": "ana.ruiz@north.example"})
    opened = client.get(link, follow=True)

    assert "_auth_user_id" not in client.session
    assert "/password/reset/key/" not in mailoutbox[1].body
    assert "This link no longer works" in opened.content.decode()
