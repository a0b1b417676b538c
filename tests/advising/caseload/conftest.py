"""Who looks at the caseload, and whom a module's tests look at."""

import pytest

from advising.models import Role
from students.models import Student
from tests.factories import make_school, make_user


@pytest.fixture
def as_dean(client, dean):
    client.force_login(dean)
    return client


@pytest.fixture
def begun(request, db):
    """The student whom a module makes once as `maple_once`, in a test about that student."""
    if "maple_once" not in request.fixturenames:
        return None
    maple = request.getfixturevalue("maple_once")
    return Student.objects.select_related("user", "school", "advisor").get(pk=maple.pk)


@pytest.fixture
def maple(maple_once, begun):
    return begun


@pytest.fixture
def school(begun):
    return begun.school if begun else make_school()


@pytest.fixture
def advisor(begun, school):
    return (
        begun.advisor if begun else make_user(Role.ADVISOR, school, name="Advisor of this school")
    )
