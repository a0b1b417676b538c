"""A student on hold, and the people around the hold."""

from datetime import date

import pytest

from advising.models import Role
from students.actions.attempts import report_attempt
from students.actions.policies import save_policy
from students.casefile import parse_policy
from students.gather_policies import gather_reference
from students.rules.case import Attempt, Outcome
from tests.factories import make_student, make_user

FAIL = Attempt(date(2026, 10, 14), date(2026, 11, 11), Outcome.FAIL)
FIRST_PASS_BY = "on_fail[1].deadlines[1]"


def clause(**changes):
    return {
        "rotation": "withdraw",
        "resume_on": "pass",
        "meetings": ["Dean of Students"],
        "documents": ["remediation plan"],
        "approver": "Promotions Committee",
        "deadlines": [{"kind": "pass_by", "shape": "weeks_after", "event": "reported", "n": 20}],
    } | changes


def write_policy(school, *clauses, **changes):
    """A policy of the school, coded like it."""
    document = {
        "code": school.code,
        "name": "Example policy",
        "source": "https://example.org/policy",
        "on_fail": list(clauses) or [clause()],
    } | changes
    return save_policy(policy=parse_policy(document, gather_reference()), school=school)


@pytest.fixture
def policy(school):
    return write_policy(school)


@pytest.fixture
def other_dean(school):
    return make_user(Role.DEAN, school, name="Another dean")


@pytest.fixture
def held(school, advisor, policy, today):
    """A student who has just reported a fail: pass by Wed 31 Mar 2027, sit by Wed 3 Feb 2027."""
    student = make_student(school, advisor=advisor, policy_code=school.code)
    report_attempt(student=student, result=FAIL, by=student.user, today=today)
    return student


@pytest.fixture
def hold(held):
    return held.holds.get()
