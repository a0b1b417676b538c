"""The reference pages are for staff only, on every page, under a strict security policy."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from advising.models import Role
from students.models import PassingStandard
from tests.factories import make_user
from tests.students.admin.pages import REFERENCE_ADMINS, page

# What the strict content security policy would refuse.
INLINE = re.compile(
    r"""\sstyle=|\son\w+=["']|<style|<script(?![^>]*(?:src=|application/json))|javascript:"""
)
SUBJECTS = [
    "Calendar and leave",
    "Caseload",
    "Content and resources",
    "Evidence and statements",
    "Exams and attempts",
    "Practice exams and readiness",
    "Reflection and support",
]


@pytest.mark.parametrize("model_admin", REFERENCE_ADMINS, ids=lambda row: row.opts.model_name)
def test_every_kind_of_row_has_pages_that_the_security_policy_allows(staff_client, model_admin):
    model = model_admin.opts.model_name
    row = model_admin.model.objects.first()
    paths = [
        page("changelist", model=model),
        page("add", model=model),
        page("change", row.pk, model=model),
        page("delete", row.pk, model=model),
    ]

    assert_all_open(staff_client, paths)


def test_the_pages_of_spreadsheets_too(staff_client):
    """One kind of row stands for all: only the names of the columns differ, which the round trip
    of every kind reads."""
    assert_all_open(staff_client, [page("import"), page("export")])


def assert_all_open(staff_client, paths):
    pages = {path: staff_client.get(path) for path in paths}

    assert {path: answer.status_code for path, answer in pages.items()} == dict.fromkeys(paths, 200)
    assert {
        path: INLINE.findall(answer.content.decode())
        for path, answer in pages.items()
        if INLINE.search(answer.content.decode())
    } == {}


def test_every_reference_model_is_in_the_admin():
    registered = {row.model for row in REFERENCE_ADMINS}
    models = {model for model in admin.site._registry if hasattr(model, "NATURAL_KEY")}

    assert registered == models
    assert len(registered) == 42


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.STAFF])
@pytest.mark.parametrize("name", ["changelist", "add", "import", "export"])
def test_other_roles_are_sent_away(school, role, name):
    client = Client()
    client.force_login(make_user(role, school))

    answer = client.get(page(name))

    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/")
    assert b"passing standard" not in answer.content


def test_a_person_who_is_no_longer_staff_may_do_nothing(rf, school):
    model_admin = admin.site.get_model_admin(PassingStandard)
    request = rf.get("/")
    request.user = make_user(Role.DEAN, school)

    assert not any(
        may(request)
        for may in (
            model_admin.has_module_permission,
            model_admin.has_view_permission,
            model_admin.has_add_permission,
            model_admin.has_change_permission,
            model_admin.has_delete_permission,
            model_admin.has_import_permission,
            model_admin.has_export_permission,
        )
    )


def test_the_index_is_titled_and_grouped_by_subject(staff_client):
    answer = staff_client.get(reverse("admin:index"))

    groups = [group["name"] for group in answer.context["app_list"]]
    assert answer.context["title"] == "Step 1 advising"
    assert [name for name in groups if name in SUBJECTS] == SUBJECTS
    assert answer.context["app_list"][groups.index("Calendar and leave")]["models"][0]["name"] == (
        "Application dates"
    )


def test_the_page_of_one_app_is_djangos_own(staff_client):
    answer = staff_client.get(reverse("admin:app_list", args=["students"]))

    assert [app["app_label"] for app in answer.context["app_list"]] == ["students"]
