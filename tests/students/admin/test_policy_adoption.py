"""Copying and adopting a policy from its page in the admin."""

import pytest
from django.test import Client
from django.urls import reverse

from students.models import Policy, Student
from tests.factories import student_of_case
from tests.students.admin.pages import policy_page

pytestmark = pytest.mark.usefixtures("morning")


def do(client, name, policy, **posted):
    return client.post(reverse(f"admin:students_policy_{name}", args=[policy.pk]), posted)


def test_one_click_copies_a_published_policy_and_opens_the_copy(staff_client, school):
    published = Policy.objects.get(code="boston_u")

    answer = do(staff_client, "copy", published)

    copied = Policy.objects.get(school=school)
    page = staff_client.get(answer.url).content.decode()
    assert answer.url == policy_page("change", copied.pk)
    assert "This is a copy of your own now." in page
    assert "0 students follow it." in " ".join(page.split())


def test_a_copy_that_is_not_possible_says_why(staff_client, own):
    published = Policy.objects.get(code="boston_u")
    do(staff_client, "copy", published)

    answer = do(staff_client, "copy", published)

    page = staff_client.get(answer.url).content.decode()
    assert answer.url == policy_page("change", published.pk)
    assert "A version from Thu 1 Jul 2027 is already there: change that one." in page


def test_adopting_asks_first_and_then_moves_the_students(staff_client, own, school):
    student = student_of_case(school, name="Acorn Unbound", policy=None)

    asked = do(staff_client, "adopt", own)
    before = Student.objects.get(pk=student.pk).policy_code
    done = do(staff_client, "adopt", own, _confirmed="1")

    text = " ".join(asked.content.decode().split())
    page = " ".join(staff_client.get(done.url).content.decode().split())
    assert "moves 1 deadline" in text
    assert "Acorn" not in text
    assert before is None
    assert Student.objects.get(pk=student.pk).policy_code == own.code
    assert "1 student moved to it." in page
    assert "1 student follows it, and so do those who join." in page


def test_a_published_policy_cannot_be_adopted(staff_client):
    assert do(staff_client, "adopt", Policy.objects.get(code="boston_u")).status_code == 403


def test_an_installer_without_a_school_has_nothing_to_copy_to(db, django_user_model):
    client = Client()
    client.force_login(
        django_user_model.objects.create_superuser("root@example.org", "x", name="Root")
    )

    assert do(client, "copy", Policy.objects.get(code="boston_u")).status_code == 403


@pytest.mark.parametrize("name", ["copy", "adopt", "read"])
def test_nothing_happens_by_following_a_link(staff_client, own, name):
    address = reverse(f"admin:students_policy_{name}", args=[own.pk])

    assert staff_client.get(address).status_code == 405
    assert Policy.objects.get(pk=own.pk).effective_to is None
