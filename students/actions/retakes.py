"""What the record keeps of the plan: whoever makes plans says it here."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from students.actions.standing import refresh_standing
from students.models import PlannedRetake, Student


@transaction.atomic
def record_planned_retake(
    *,
    student: Student,
    today: date,
    fail_on: date | None,
    version: int,
    state: str,
    starts_on: date,
    exam_on: date,
    is_feasible: bool | None,
    short_by_days: int | None,
    latest_safe_on: date | None,
) -> PlannedRetake:
    """Keep what the current plan says of the retake, and let the caseload know.

    `fail_on` is the sitting day of the latest fail that the plan knew of, `latest_safe_on` the
    latest safe day to sit.
    """
    fail = student.attempts.reported_fails().filter(sat_on=fail_on).first() if fail_on else None
    retake, _ = PlannedRetake.objects.update_or_create(
        student=student,
        defaults={
            "fail": fail,
            "version": version,
            "state": state,
            "starts_on": starts_on,
            "exam_on": exam_on,
            "is_feasible": is_feasible,
            "short_by_days": short_by_days,
            "latest_safe_on": latest_safe_on,
        },
    )
    refresh_standing(student, today=today)
    return retake


@transaction.atomic
def record_plan_logged(*, student: Student, today: date) -> None:
    """Keep that the student has said today how the plan goes; once a day is enough."""
    # Not a save: when the plan itself was made or proposed is another day.
    quiet = PlannedRetake.objects.filter(student=student).exclude(logged_on=today)
    if quiet.update(logged_on=today):
        refresh_standing(student, today=today)
