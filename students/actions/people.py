"""Who is a student here: an account for a student always has a record."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from advising.models import Role, User
from students.actions.standing import refresh_standing
from students.models import Policy, Student


@transaction.atomic
def enrol_student(*, user: User, today: date) -> Student:
    """Begin the record of a person whose role is student; a record already begun stays as it is.

    Either way the standing follows the account, which may be switched off. The policy that the
    school has adopted, or the only one it has, governs the new student. Raises ValueError for
    anybody who is not a student of a school.
    """
    if user.role != Role.STUDENT or user.school is None:
        raise ValueError(f"{user.role} is not a student of a school")
    codes = set(Policy.objects.filter(school=user.school).values_list("code", flat=True))
    policy_code = user.school.policy_code or (codes.pop() if len(codes) == 1 else None)
    student, _ = Student.objects.get_or_create(
        user=user, defaults={"school": user.school, "policy_code": policy_code}
    )
    refresh_standing(student, today=today)
    return student
