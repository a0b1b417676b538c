"""Who advises whom."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from advising.models import Role, User
from students.models import Student


@transaction.atomic
def assign_advisor(*, student: Student, advisor: User | None, seen: UUID | None) -> Student:
    """Give a student an advisor of their school, or none.

    `seen` is the public id of the advisor the person deciding saw; if somebody has changed it
    meanwhile, nothing is done. Raises ValidationError.
    """
    current = Student.objects.select_for_update(of=["self"]).get(pk=student.pk)
    now = current.advisor.public_id if current.advisor else None
    if now != seen:
        name = current.advisor.name if current.advisor else "nobody"
        raise ValidationError(
            f"Meanwhile somebody chose {name} as the advisor. Look again, then choose."
        )
    if advisor and (
        advisor.school_id != current.school_id or advisor.role not in (Role.ADVISOR, Role.DEAN)
    ):
        raise ValidationError({"advisor": "Choose an advisor of this school."})
    current.advisor = advisor
    current.save(update_fields=["advisor"])
    return current
