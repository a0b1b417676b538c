"""The page around every page: who you are, where you can go, how you get out."""

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

from advising import navigation
from advising.models import Role, User
from advising.navigation import Link, links_for


def page(user, path="/", template="base.html", **context):
    request = RequestFactory().get(path)
    request.user = user
    return render_to_string(template, context, request)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_every_page_names_the_person_and_lets_them_out(role):
    html = page(User(name="Rosa Delgado", role=role))

    assert "Rosa Delgado" in html
    assert f'<span class="menu__role">{Role(role).label}</span>' in html
    assert '<form method="post" action="/accounts/logout/">' in html
    assert 'href="#main"' in html
    assert ("crisis-title" in html) is (role == Role.STUDENT)


def test_a_stranger_gets_no_menu():
    html = page(AnonymousUser())

    assert "Log out" not in html
    assert "<nav" not in html


def test_a_page_without_a_request_still_renders():
    assert "Step 1 advising" in engines["django"].get_template("base.html").render()


class NameForm(forms.Form):
    name = forms.CharField()


def test_a_failed_form_shows_in_the_title():
    failed = page(User(role=Role.DEAN), form=NameForm({}))

    assert "<title>Error: Step 1 advising" in " ".join(failed.split())


def asking(role, path):
    request = RequestFactory().get(path)
    request.user = User(role=role)
    return request


LINKS = {Role.STUDENT: (("Log in", "account_login"), ("Reset", "account_reset_password"))}
LOGIN, RESET = "/accounts/login/", "/accounts/password/reset/"


@pytest.mark.parametrize(
    ("path", "current"),
    [
        (LOGIN, ("page", "")),
        (f"{RESET}done/", ("", "true")),
        (RESET, ("", "page")),
        ("/elsewhere/", ("", "")),
    ],
)
def test_the_nearest_link_is_marked(path, current, monkeypatch):
    monkeypatch.setattr(navigation, "LINKS", LINKS)

    assert links_for(asking(Role.STUDENT, path)) == [
        Link("Log in", LOGIN, current[0]),
        Link("Reset", RESET, current[1]),
    ]
    assert links_for(asking(Role.DEAN, path)) == []


@pytest.mark.parametrize("role", Role)
def test_every_role_has_somewhere_to_go(role):
    assert links_for(asking(role, "/elsewhere/"))


ERRORS = {
    "400.html": "We could not read that request",
    "403.html": "This page is for someone else's work",
    "403_csrf.html": "Nothing was saved.",
    "404.html": "There is nothing for you at this address",
    "500.html": "It was not you.",
}


@pytest.mark.parametrize(("template", "words"), ERRORS.items())
def test_error_pages_say_what_happened_and_what_to_do(template, words):
    html = page(User(name="Rosa Delgado", role=Role.DEAN), template=template)

    assert words in html
    assert 'href="/"' in html


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "500.html"])
def test_pages_for_broken_days_need_no_request(template):
    assert "Step 1 advising" in render_to_string(template)


def test_who_may_not_open_a_page_reads_their_own_role():
    html = page(User(name="Rosa Delgado", role=Role.COMMITTEE), template="403.html")

    assert "You are logged in as Rosa Delgado, committee member." in html
