"""Days pass without anybody writing: a list is brought up to today, or says of which day it is."""

from __future__ import annotations

from datetime import date

from advising.models import User
from students.actions.standing import refresh_standings
from students.models import Standing, Student

FEW_ENOUGH = 200  # a reader waits for these; more are left to the nightly run


def bring_up_to_day(user: User, *, today: date) -> date:
    """Refresh this person's standings if few are of an earlier day; answers the oldest day left."""
    old = list(
        Standing.objects.visible_to(user)
        .filter(as_of__lt=today)
        .order_by("as_of")
        .values_list("student", "as_of")[: FEW_ENOUGH + 1]
    )
    if len(old) > FEW_ENOUGH:
        return old[0][1]
    if old:
        refresh_standings(Student.objects.filter(pk__in=[pk for pk, _ in old]), today=today)
    return today
