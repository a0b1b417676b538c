"""What the tests of the student's pages share."""

from datetime import UTC, datetime, time

import pytest
import time_machine
from django.test import Client

from advising.models import Role
from students.actions.attempts import report_attempt
from students.models import Policy, Student
from tests.factories import TODAY, make_school, make_student, make_user, student_of_case
from tests.students.held import FAIL, write_policy
from tests.students.intake_answers import fill_in, report_fail

MORNING = datetime.combine(TODAY, time(15, 42), UTC)
ADVISOR = "Advisor of this school"


# --- What is dear to make, once for a module; its tests share a person and the people around ---

MADE_ONCE = {"failed_once", "filled_once", "held_once"}


@pytest.fixture(scope="module")
def failed_once(module_db):
    """A student with one reported fail, one practice exam and full-time hours."""
    school = make_school()
    return student_of_case(school, advisor=make_user(Role.ADVISOR, school, name=ADVISOR))


@pytest.fixture(scope="module")
def filled_once(module_db):
    """A student who has gone through every step of the intake."""
    school, client = make_school(), Client()
    student = make_student(school, advisor=make_user(Role.ADVISOR, school, name=ADVISOR))
    report_fail(student)
    with time_machine.travel(MORNING, tick=False):
        client.force_login(student.user)
        fill_in(client)
    return student


@pytest.fixture(scope="module")
def held_once(module_db):
    """A student who has just reported a fail: pass by Wed 31 Mar 2027, sit by Wed 3 Feb 2027."""
    school = make_school()
    advisor = make_user(Role.ADVISOR, school, name=ADVISOR)
    write_policy(school)
    student = make_student(school, advisor=advisor, policy_code=school.code)
    report_attempt(student=student, result=FAIL, by=student.user, today=TODAY)
    return student


@pytest.fixture
def begun(request, db):
    """The student that a module made once, if the test is about one."""
    made = [name for name in request.fixturenames if name in MADE_ONCE]
    assert len(made) < 2, "Whose school would it be?"
    rows = Student.objects.select_related("user", "school", "advisor")
    return rows.get(pk=request.getfixturevalue(made[0]).pk) if made else None


@pytest.fixture
def school(begun):
    return begun.school if begun else make_school()


@pytest.fixture
def advisor(begun, school):
    return begun.advisor if begun else make_user(Role.ADVISOR, school, name=ADVISOR)


@pytest.fixture
def student(request, begun, school, advisor):
    """A student with nothing reported yet; of a filled intake, the one who filled it in."""
    is_filled = "filled_once" in request.fixturenames
    return begun if is_filled else make_student(school, advisor=advisor)


@pytest.fixture
def failed_student(failed_once, begun):
    return begun


# --- A student's browser ---


@pytest.fixture
def morning():
    """It is 10:42 at the school."""
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def page(morning, client, student):
    """The browser of the student, without JavaScript."""
    client.force_login(student.user)
    return client


@pytest.fixture
def filled(filled_once, page):
    """The browser of a student who has gone through every step."""
    return page


@pytest.fixture
def committed_student(committed_db):
    """A student in a database whose transactions really end."""
    return make_student(make_school())


# --- A student on hold, and the people around the hold ---


@pytest.fixture
def policy(begun, school):
    return Policy.objects.get(code=school.code) if begun else write_policy(school)


@pytest.fixture
def other_dean(school):
    return make_user(Role.DEAN, school, name="Another dean")


@pytest.fixture
def held(held_once, begun):
    return begun


@pytest.fixture
def hold(held):
    return held.holds.get()
