"""Whose policies staff see, change and delete; and what the list says of each."""

import pytest
from django.test import Client
from django.urls import reverse

from advising.models import Role
from students.models import FailClause, Policy
from tests.factories import make_school, make_student, make_user, save_pass_by_policy
from tests.students.admin.pages import policy_page as at
from tests.students.admin.typing import typed
from tests.students.cases import day

pytestmark = pytest.mark.usefixtures("morning")


def test_a_policy_keeps_its_code_and_is_marked_as_staffs(staff_client, own, change):
    staff_client.post(at("change", own.pk), change | {"code": "other", "name": "Renamed"})

    own.refresh_from_db()
    assert (own.code, own.name, own.edited_at is not None) == (own.school.code, "Renamed", True)


def test_staff_read_the_library_and_change_nothing_in_it(staff_client):
    library = Policy.objects.get(code="boston_u")

    answer = staff_client.get(at("change", library.pk))
    refused = staff_client.post(at("change", library.pk), {"name": "Ours"})

    assert "until they have sat the exam again." in answer.content.decode()
    assert "Copy as our own" in answer.content.decode()
    assert 'name="name"' not in answer.content.decode()
    assert refused.status_code == 403


def test_another_schools_policy_does_not_exist(staff_client):
    other = make_school("elsewhere")
    save_pass_by_policy(other)
    theirs = Policy.objects.get(code=other.code)

    listed = staff_client.get(at("changelist"))
    opened = staff_client.get(at("change", theirs.pk))
    read = staff_client.post(reverse("admin:students_policy_read", args=[theirs.pk]))

    assert theirs not in listed.context["cl"].result_list
    assert "Policy of School elsewhere" not in listed.content.decode()
    assert (opened.status_code, opened.url) == (302, "/admin/")
    assert read.status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.STAFF])
@pytest.mark.parametrize("name", ["read", "copy", "adopt"])
def test_other_roles_are_sent_away(own, school, role, name):
    client = Client()
    client.force_login(make_user(role, school))

    answer = client.post(reverse(f"admin:students_policy_{name}", args=[own.pk]))

    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/")


def test_the_installer_sees_and_changes_every_policy(own, django_user_model):
    client = Client()
    client.force_login(
        django_user_model.objects.create_superuser("root@example.org", "x", name="R")
    )
    library = Policy.objects.get(code="boston_u")

    page = typed(client.get(at("change", library.pk)), max_attempts=4)
    answer = client.post(at("change", library.pk), page)

    library.refresh_from_db()
    assert answer.status_code == 302
    assert (library.max_attempts, library.school) == (4, None)
    assert own in client.get(at("changelist")).context["cl"].result_list


def test_the_list_says_whose_each_is_and_whom_it_governs(staff_client, own, school):
    make_student(school, policy_code=own.code)

    first, *library = staff_client.get(at("changelist")).context["cl"].result_list

    assert (first, first.followers) == (own, 1)
    assert len(library) == 17
    assert {row.followers for row in library} == {0}


def test_the_list_narrows_to_ones_own_and_to_what_holds_and_what_is_stale(staff_client, own):
    def listed(**filters):
        rows = staff_client.get(at("changelist"), filters).context["cl"].result_list
        return [row.code for row in rows]

    Policy.objects.filter(code="boston_u").update(effective_to=day("2026-11-22"))

    assert listed(whose="own") == [own.code]
    assert len(listed(whose="library")) == 17
    assert listed(in_force="no") == ["boston_u"]
    assert listed(stale="yes") == [own.code]
    assert listed(q="COMSAE") == ["vcom"]


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_costs_the_same_for_any_number(staff_client, own, more, django_assert_num_queries):
    for number in range(more):
        own.pk, own.code = None, f"more-{number}"
        own.save()

    with django_assert_num_queries(5):
        staff_client.get(at("changelist"))


def test_policies_are_marked_as_verified_together_but_not_the_librarys(staff_client, own, today):
    library = Policy.objects.get(code="boston_u")

    answer = staff_client.post(
        at("changelist"),
        {"action": "verify_today", "_selected_action": [own.pk, library.pk]},
        follow=True,
    )

    own.refresh_from_db()
    library.refresh_from_db()
    assert (own.verified_on, library.verified_on) == (today, day("2026-11-22"))
    assert "Marked as verified today: 1." in answer.content.decode()


def test_a_policy_that_governs_students_is_not_deleted(staff_client, own, school):
    make_student(school, policy_code=own.code)

    answer = staff_client.post(at("delete", own.pk), {"post": "yes"})

    assert answer.context["protected"] == [
        "It governs 1 student: give it a last day in force instead."
    ]
    assert Policy.objects.contains(own)


def test_a_policy_that_governs_nobody_can_be_deleted(staff_client, own):
    staff_client.post(at("delete", own.pk), {"post": "yes"})

    assert not Policy.objects.contains(own)
    assert not FailClause.objects.filter(policy_id=own.pk).exists()
