"""A member of staff at the admin, and one row to work on."""

import pytest
from django.contrib import admin
from django.test import Client, RequestFactory

from advising.models import Role
from students.models import PassingStandard, Policy
from tests.factories import make_school, make_user, save_pass_by_policy
from tests.students.admin.typing import typed


@pytest.fixture(scope="module")
def own_once(module_db):
    """A school's own policy: pass within 30 weeks of a reported fail."""
    school = make_school()
    save_pass_by_policy(school)
    return Policy.objects.get(code=school.code)


@pytest.fixture(scope="module")
def change_once(own_once):
    """What the policy's page would post."""
    return typed(answer_of(RequestFactory().get("/"), make_staff(own_once.school), own_once))


@pytest.fixture
def school(request, db):
    """A school; that of the policy, in a test about one."""
    if "own_once" in request.fixturenames:
        return request.getfixturevalue("own_once").school
    return make_school()


@pytest.fixture
def own(own_once, db):
    return Policy.objects.get(pk=own_once.pk)


@pytest.fixture
def change(change_once):
    return dict(change_once)


@pytest.fixture
def answer_to(rf, staff, own):
    """What the policy's page says to what is posted."""
    return lambda posted: answer_of(rf.post("/", posted), staff, own)


def answer_of(request, user, policy):
    """The policy's page. It is made, not drawn: drawing is most of its work."""
    request.user = user
    request._dont_enforce_csrf_checks = True
    return admin.site.get_model_admin(Policy).change_view(request, str(policy.pk))


@pytest.fixture
def staff(school):
    return make_staff(school)


def make_staff(school):
    return make_user(Role.STAFF, school, name="Member of staff")


@pytest.fixture
def staff_client(staff):
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def standard(db):
    return PassingStandard.objects.get(key="step1-three_digit-2022")
