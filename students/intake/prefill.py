"""The intake of a made-up student, answered with what the record already says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from students.actions.intake import save_step, submit_intake
from students.intake.background import Background
from students.intake.booklet import Booklet
from students.intake.saved import SavedStep
from students.intake.steps import STEPS, Step
from students.models import IntakeVersion, Student

# What only a person can say: that the sittings shown are right.
AGREED = {"result": {"is_right": ["on"]}}


def start_from_record(
    *, student: Student, today: date, steps: int = 2, at: datetime | None = None
) -> None:
    """Press save on the first steps as the record fills them in, now or at another time."""
    _press_save(STEPS[:steps], Background(student, today=today), at)


def submit_from_record(
    *, student: Student, today: date, at: datetime | None = None
) -> IntakeVersion:
    """Press save on every step as the record fills it in, and submit, now or at another time.

    Raises `ValueError` if the record does not answer a step that must be answered.
    """
    background = Background(student, today=today)
    _press_save(STEPS, background, at)
    background.forget_draft()
    booklet = Booklet(background)
    if not booklet.is_complete:
        wrong = {slug: form.errors for slug, form in booklet.forms.items() if form.errors}
        raise ValueError(f"The record of {student} leaves the intake open: {wrong}")
    return submit_intake(
        student=student,
        facts=booklet.facts(),
        answers=booklet.answers(),
        seen_at=background.seen_at,
        today=today,
        at=at,
    )


def _press_save(steps: Sequence[Step], background: Background, at: datetime | None) -> None:
    for step in steps:
        saved = _as_recorded(step, background, at or timezone.now())
        save_step(student=background.student, step=step.slug, saved=saved)


def _as_recorded(step: Step, background: Background, at: datetime) -> SavedStep:
    typed = dict(step.form(background).as_typed().lists()) | AGREED.get(step.slug, {})
    return SavedStep(typed, saved_at=at, is_complete=True, pressed_at=at)
