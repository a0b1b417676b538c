import pytest
from django.core.exceptions import ValidationError

from advising.models import Role
from students.actions.advisors import assign_advisor
from tests.factories import make_school, make_user


def test_an_advisor_is_given_and_taken_away(student, advisor, dean):
    assign_advisor(student=student, advisor=dean, seen=advisor.public_id)
    student.refresh_from_db()
    assert student.advisor == dean

    assign_advisor(student=student, advisor=None, seen=dean.public_id)
    student.refresh_from_db()
    assert student.advisor is None

    assign_advisor(student=student, advisor=advisor, seen=None)
    student.refresh_from_db()
    assert student.advisor == advisor


def test_a_choice_made_on_an_old_page_is_refused(student, advisor, dean):
    with pytest.raises(ValidationError, match="Meanwhile somebody chose Advisor of this school"):
        assign_advisor(student=student, advisor=dean, seen=None)

    assign_advisor(student=student, advisor=None, seen=advisor.public_id)
    with pytest.raises(ValidationError, match="Meanwhile somebody chose nobody"):
        assign_advisor(student=student, advisor=dean, seen=advisor.public_id)


def test_an_advisor_is_of_the_school_and_a_counsellor(student, advisor, school):
    for stranger in (make_user(Role.ADVISOR, make_school()), make_user(Role.STAFF, school)):
        with pytest.raises(ValidationError, match=r"Choose an advisor of this school\."):
            assign_advisor(student=student, advisor=stranger, seen=advisor.public_id)
