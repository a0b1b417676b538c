"""Security keys, for the school that switches them on: their addresses are not installed until then."""

import pytest
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.urls import include, path, reverse

from advising.models import Role
from advising.urls import urlpatterns as installed
from tests.factories import PASSWORD, make_school, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
urlpatterns = [*installed, path("keys/", include("allauth.mfa.webauthn.urls"))]
KINDS = ["totp", "webauthn", "recovery_codes"]


@pytest.fixture
def person(settings):
    settings.MFA_SUPPORTED_TYPES = KINDS
    return make_user(Role.DEAN, make_school())


@pytest.fixture
def inside(client, person):
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_keys_are_listed_with_the_days_they_were_used(inside, person):
    kind = Authenticator.Type.WEBAUTHN
    key = Authenticator.objects.create(user=person, type=kind, data={"name": "Blue key"})

    html = " ".join(inside.get(reverse("mfa_list_webauthn")).content.decode().split())

    assert '<th scope="row">Blue key</th>' in html
    assert "not yet" in html
    assert reverse("mfa_remove_webauthn", kwargs={"pk": key.pk}) in html


def test_nobody_starts_with_a_key(inside):
    assert "You have not added a security key." in (
        inside.get(reverse("mfa_list_webauthn")).content.decode()
    )


def test_the_second_factor_page_offers_keys(inside):
    assert app_settings.SUPPORTED_TYPES == KINDS
    assert reverse("mfa_add_webauthn") in inside.get(reverse("mfa_index")).content.decode()
