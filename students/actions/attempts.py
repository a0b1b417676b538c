"""Reporting a sitting of the exam and putting a report right."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from advising.models import User
from students.actions.history import Because
from students.actions.standing import refresh_standing
from students.attempts.report import problems_in, say_correction, say_report
from students.models import Attempt, AttemptArea, ContentArea, Student
from students.rules import case

FIELDS = ("sat_on", "reported_on", "outcome", "three_digit", "points_below")


@transaction.atomic
def report_attempt(*, student: Student, result: case.Attempt, by: User, today: date) -> Attempt:
    """Add a sitting to the record; the same report a second time adds nothing.

    A fail begins the hold with its meetings, documents and days; a pass proposes its release.
    `by` is the student, or who reports it for them.
    """
    _lock(student)
    reported = student.attempts.filter(sat_on=result.sat_on).first()
    if reported and result_of(reported) == result:
        return reported
    attempt = Attempt(student=student)
    _write(attempt, result, today=today, because=Because(say_report(result), by))
    return attempt


@transaction.atomic
def amend_attempt(*, attempt: Attempt, result: case.Attempt, by: User, today: date) -> Attempt:
    """Put a reported sitting right."""
    _lock(attempt.student)
    attempt.refresh_from_db()
    before = result_of(attempt)
    if before != result:
        because = Because(say_correction(before, result), by)
        _write(attempt, result, today=today, because=because)
    return attempt


def result_of(attempt: Attempt) -> case.Attempt:
    """The sitting as plain values."""
    return case.Attempt(
        sat_on=attempt.sat_on,
        reported_on=attempt.reported_on,
        outcome=case.Outcome(attempt.outcome) if attempt.outcome else None,
        three_digit=attempt.three_digit,
        points_below=attempt.points_below,
        areas={row.area_id: case.Level(row.level) for row in attempt.areas.all()},
    )


def _lock(student: Student) -> None:
    """A second click waits here until the first one is in."""
    Student.objects.select_for_update(no_key=True).get(pk=student.pk)


def _write(attempt: Attempt, result: case.Attempt, *, today: date, because: Because) -> None:
    student = attempt.student
    others = student.attempts.exclude(pk=attempt.pk).values_list("sat_on", flat=True)
    areas = ContentArea.objects.filter(shares__exam__code=student.exam_id)
    known = set(areas.values_list("code", flat=True)) if result.areas else set()
    problems = problems_in(result, other_days=set(others), areas=known, today=today)
    if problems:
        raise ValidationError(problems)
    for name in FIELDS:
        setattr(attempt, name, getattr(result, name))
    attempt.full_clean(exclude=["student"])
    attempt.save()
    attempt.areas.all().delete()
    AttemptArea.objects.bulk_create(
        AttemptArea(attempt=attempt, area_id=code, level=level)
        for code, level in result.areas.items()
    )
    refresh_standing(student, today=today, because=because)
