"""A plan that begins today, a Monday: the same for every test of a module, so made once."""

import pytest

from advising.models import Role
from plans.actions import make_plan
from plans.models import StudyPlan
from tests.factories import TODAY, make_school, make_user, student_of_case


@pytest.fixture(scope="module")
def made_plan(module_db):
    school = make_school()
    student = student_of_case(school, advisor=make_user(Role.ADVISOR, school))
    return make_plan(student=student, by=student.user, today=TODAY)


@pytest.fixture
def plan(made_plan, db):
    return StudyPlan.objects.select_related("student__user").get(pk=made_plan.pk)


@pytest.fixture
def planned(plan):
    """Its student."""
    return plan.student
