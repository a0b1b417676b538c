"""allauth's pages, opened as a person would."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from advising.models import Role
from tests.factories import PASSWORD, make_school, make_user

NEW_PASSWORD = "another quiet evening"

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return make_user(Role.ADVISOR, make_school(), name="Rosa Delgado")


@pytest.fixture
def inside(client, person):
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def test_the_login_page_says_what_this_is(client):
    response = client.get("/accounts/login/")
    html = response.content.decode()

    assert response.status_code == 200
    assert "For students who failed Step 1 or Level 1, and the people at their school" in html
    assert "one plan, one list of dates, and one place for every practice score." in html
    assert "<nav" not in html
    assert reverse("account_reset_password") in html


def test_a_wrong_password_is_said_in_the_title_and_first_in_the_form(client, person):
    response = client.post("/accounts/login/", {"login": person.email, "password": "wrong"})
    html = " ".join(response.content.decode().split())

    assert "<title>Error: Log in" in html
    assert "The email address and/or password you specified are not correct." in html
    assert html.index("error-summary") < html.index("id_login")


def test_logging_in_leads_home_without_a_message(client, person):
    response = client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})

    assert (response.status_code, response["Location"]) == (302, "/")
    assert "messages" not in client.cookies


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_change_password", "Change password"),
        ("account_logout", "Log out?"),
        ("account_reauthenticate", "Confirm it is you"),
        ("mfa_index", "Second factor"),
    ],
)
def test_pages_about_ones_own_account(inside, name, heading):
    response = inside.get(reverse(name))
    html = response.content.decode()

    assert response.status_code == 200
    assert f"<h1>{heading}</h1>" in html
    assert " style=" not in html
    assert "Rosa Delgado" in html


def code_for(secret):
    """What an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def confirm(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_a_second_factor_is_set_up_used_and_switched_off(inside, person):
    confirm(inside)
    page = inside.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert "Set up an authenticator app" in page.content.decode()

    inside.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert "10 of 10 are unused." in inside.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "stop working" in inside.get(reverse("mfa_generate_recovery_codes")).content.decode()

    inside.post(reverse("account_logout"))
    asked = inside.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True
    )
    assert "Enter your code" in asked.content.decode()


def test_who_forgot_the_password_may_still_set_up_a_second_factor(inside, person):
    inside.post(reverse("account_reset_password"), {"email": person.email})
    confirm(inside)

    page = inside.get(reverse("mfa_activate_totp"))

    assert "Set up an authenticator app" in page.content.decode()


def test_switching_a_second_factor_off_says_what_follows(inside, person):
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    confirm(inside)

    html = inside.get(reverse("mfa_deactivate_totp")).content.decode()

    assert "From then on your password alone opens your account." in html


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_signup", "Accounts come from your school"),
        ("account_reset_password", "Forgotten password"),
        ("account_reset_password_done", "Look at your e-mail"),
        ("account_reset_password_from_key_done", "Your password is changed"),
        ("account_inactive", "This account is closed"),
    ],
)
def test_pages_for_those_outside(client, name, heading):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert f"<h1>{heading}</h1>" in response.content.decode()


def test_a_used_reset_link_offers_a_new_one(client):
    url = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "used-up"})

    assert "This link no longer works" in client.get(url, follow=True).content.decode()


def test_a_forgotten_password_can_be_chosen_anew(client, person, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": person.email})
    link = next(word for word in mailoutbox[0].body.split() if "/password/reset/key/" in word)

    response = client.get(link, follow=True)

    assert "Choose a new password" in response.content.decode()


def test_recovery_codes_are_offered_once_a_factor_is_on(inside, person):
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")

    html = inside.get(reverse("mfa_index")).content.decode()

    assert "Switch off" in html
    assert reverse("mfa_generate_recovery_codes") in html


def test_after_a_new_password_the_next_page_says_so(client, person):
    client.force_login(person)
    typed = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    response = client.post(reverse("account_change_password"), typed, follow=True)

    assert response.redirect_chain[0] == ("/", 302)
    assert "Your password is changed." in response.content.decode()
