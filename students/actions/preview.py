"""What a change of the rules does to the students, before it is kept and after.

Nothing is computed for a change that the rules do not read: the facts are compared first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from students.actions.bulk import many_rows_at_once
from students.actions.history import Because
from students.actions.standing import Rulebook, conclude_standing, gather_work, refresh_standings
from students.models import Student
from students.rules.effect import Effect, Outlook, effect_of, outlook_of


def preview_change(before: Rulebook, after: Rulebook, *, today: date) -> Effect:
    """What changes for the students if the rules become `after`; nothing is written."""
    with many_rows_at_once():
        return effect_of(_outlooks(touched_students(before, after), before, after, today))


def apply_change(before: Rulebook, after: Rulebook, *, today: date, because: Because) -> int:
    """Bring the standings of all the students whom a change touches up to it; says how many."""
    return refresh_standings(touched_students(before, after), today=today, because=because)


def touched_students(before: Rulebook, after: Rulebook) -> QuerySet[Student]:
    """The students for whom the rules might say something else: those of changed policies, or all."""
    if before == after:
        return Student.objects.none()
    then, now = before.reference.policies, after.reference.policies
    if before.limits == after.limits and before.reference == replace(
        after.reference, policies=then
    ):
        changed = [code for code in then.keys() | now.keys() if then.get(code) != now.get(code)]
        return Student.objects.filter(policy_code__in=changed, own_policy__isnull=True)
    return Student.objects.all()


def _outlooks(
    students: QuerySet[Student], before: Rulebook, after: Rulebook, today: date
) -> Iterator[tuple[Outlook, Outlook]]:
    for student, case, progress in gather_work(students, today=today):
        then = outlook_of(*conclude_standing(student, case, progress, before))
        yield then, outlook_of(*conclude_standing(student, case, progress, after))
