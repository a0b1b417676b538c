"""A member of staff at the admin, and one row to work on."""

import pytest
from django.contrib import admin
from django.test import Client

from advising.models import Role
from students.models import PassingStandard, Policy
from tests.factories import make_user, save_pass_by_policy
from tests.students.admin.typing import typed


@pytest.fixture
def staff(school):
    return make_user(Role.STAFF, school, name="Member of staff")


@pytest.fixture
def staff_client(staff):
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def standard(db):
    return PassingStandard.objects.get(key="step1-three_digit-2022")


@pytest.fixture
def own(school):
    """The school's own policy: pass within 30 weeks of a reported fail."""
    save_pass_by_policy(school)
    return Policy.objects.get(code=school.code)


@pytest.fixture
def change(rf, staff, own):
    """What the policy's page would post. The page is made, not drawn: drawing is most of its work."""
    request = rf.get("/")
    request.user = staff
    return typed(admin.site.get_model_admin(Policy).change_view(request, str(own.pk)))
