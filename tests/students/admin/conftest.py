"""A member of staff at the admin, and one row to work on."""

import pytest
from django.test import Client

from advising.models import Role
from students.models import PassingStandard
from tests.factories import make_user


@pytest.fixture
def staff_client(school):
    client = Client()
    client.force_login(make_user(Role.STAFF, school, name="Member of staff"))
    return client


@pytest.fixture
def standard(db):
    return PassingStandard.objects.get(key="step1-three_digit-2022")
