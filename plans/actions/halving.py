"""A hard day: half of it is set aside, and that can be taken back."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.models import BlockLog, HalvedDay, StudyPlan
from plans.queries.days import days_of_plan
from students.models import Student


@transaction.atomic
def halve_day(*, student: Student, today: date) -> HalvedDay:
    """Ask only the first half of today. Asking twice is asking once.

    A practice exam is not halved: half of one measures nothing.
    """
    Student.objects.select_for_update(no_key=True).get(pk=student.pk)
    current = StudyPlan.objects.current().filter(student=student).first()
    day = days_of_plan(current, today, today).get(today) if current else None
    if day is None or not day.blocks:
        raise ValidationError("Nothing is planned today that could be halved.")
    if day.item["kind"] == "practice_exam":
        raise ValidationError(
            "Half a practice exam measures nothing. Leave it today and plan again: "
            "it moves to another day."
        )
    return HalvedDay.objects.get_or_create(student=student, on=today)[0]


@transaction.atomic
def take_back_halving(*, student: Student, today: date) -> None:
    """Ask the whole of today again. A block that was cut in half and done is then partly done."""
    Student.objects.select_for_update(no_key=True).get(pk=student.pk)
    HalvedDay.objects.filter(student=student, on=today).delete()
    logs = BlockLog.objects.filter(student=student, on=today).select_related("plan")
    for log in logs:
        day = log.plan.plan["days"][(today - log.plan.starts_on).days]
        whole = day["blocks"][log.position]["minutes"]
        if log.minutes_planned < whole:
            log.minutes_planned = whole
            log.state = BlockLog.State.PARTLY if log.minutes else BlockLog.State.SKIPPED
            log.save()
