"""Saving the intake step by step, and submitting it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Manager, Model
from django.utils import timezone

from students.actions.exams import settle_exam
from students.actions.history import Because
from students.actions.standing import refresh_standing
from students.gather import result_of
from students.intake.saved import SavedStep
from students.models import (
    Availability,
    BlockedPeriod,
    Intake,
    IntakeVersion,
    Rotation,
    Student,
    StudentEvent,
)
from students.rules import case

CHANGED_MEANWHILE = (
    "Your answers changed after this page was opened, perhaps in another tab. "
    "Please look through them once more."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeFacts:
    """What a submitted intake says of the record."""

    track: case.Track
    exam: str
    class_year: int | None
    states: tuple[str, ...]
    events: Mapping[str, date]
    rotation_choice: case.RotationRule | None
    rotations: tuple[case.Rotation, ...]
    availability: case.Availability
    resources: tuple[str, ...]
    causes: tuple[str, ...]
    permit: case.Period | None
    wish: case.Wish


@transaction.atomic
def save_step(*, student: Student, step: str, saved: SavedStep) -> None:
    """Keep one step of the draft as sent. Steps saved from other tabs stay as they are."""
    _keep(_locked_draft(student), step, saved)


@transaction.atomic
def keep_typing(
    *, student: Student, step: str, saved: SavedStep, page_opened_at: datetime | None
) -> bool:
    """Keep what is being typed, unless the step was saved elsewhere after this page was opened.

    Returns whether it was kept: an old tab must not write over what the student saved since.
    """
    intake = _locked_draft(student)
    stored = intake.answers.get(step)
    pressed_at = SavedStep.from_json(stored).pressed_at if stored else None
    if pressed_at and (page_opened_at is None or page_opened_at < pressed_at):
        return False
    # Typing alone never finishes a step: only its button says that the answers are meant.
    is_complete = saved.is_complete and pressed_at is not None
    _keep(intake, step, replace(saved, pressed_at=pressed_at, is_complete=is_complete))
    return True


@transaction.atomic
def submit_intake(
    *,
    student: Student,
    facts: IntakeFacts,
    answers: Mapping[str, Any],
    seen_at: datetime | None,
    today: date,
    at: datetime | None = None,
) -> IntakeVersion:
    """Write the answers to the record and freeze them as the student's next version.

    `seen_at` is when the draft was last saved before the student read it through, `at` when the
    student submits if that is not now. The same answers again, as from a double click, are the
    version that is already there.
    """
    intake = _locked_draft(student)
    latest = student.intake_versions.last()
    because = "The intake was submitted again, unchanged."
    if latest and _is_sent_again(intake, latest, seen_at):
        return latest
    if intake.saved_at != seen_at:
        raise ValidationError(CHANGED_MEANWHILE)
    if latest is None or latest.answers != answers:
        number = latest.number + 1 if latest else 1
        because = _what_changed(student, facts) if latest else "The intake was submitted."
        latest = IntakeVersion.objects.create(
            student=student, number=number, answers=answers, submitted_at=at or timezone.now()
        )
        _write_record(student, facts)
    intake.answers = {}
    intake.save()
    refresh_standing(student, today=today, because=Because(because, student.user))
    return latest


def _is_sent_again(intake: Intake, latest: IntakeVersion, seen_at: datetime | None) -> bool:
    """Whether the draft that was read through is the one submitted already, as by a double click."""
    return not intake.answers and seen_at is not None and seen_at < latest.submitted_at


def _locked_draft(student: Student) -> Intake:
    """The student's draft, begun if there is none; the student is held to the end.

    Every writer of the record holds the student first, so that none waits for another in turn.
    """
    student.refresh_from_db(from_queryset=Student.objects.select_for_update(no_key=True))
    intake, _ = Intake.objects.get_or_create(student=student)
    return intake


def _keep(intake: Intake, step: str, saved: SavedStep) -> None:
    """Store the step. The caseload counts days since the last saving, so a new day shows there."""
    is_first = not intake.answers and intake.saved_at == intake.started_at
    today = timezone.localdate(saved.saved_at)
    is_new_day = timezone.localdate(intake.saved_at) != today
    intake.answers[step] = saved.as_json()
    intake.save()
    if is_first or is_new_day:
        refresh_standing(intake.student, today=today)


def _what_changed(student: Student, facts: IntakeFacts) -> str:
    """Which facts that dates rest on an amendment changes."""
    rotations = [case.Rotation(r.starts_on, r.ends_on, r.name) for r in student.rotations.all()]
    events = {event.kind_id: event.happened_on for event in student.events.all()}
    permit = facts.permit
    told = {
        "rotations": rotations != list(facts.rotations),
        "the choice about the rotation": student.rotation_choice != facts.rotation_choice,
        "days of the course of study": events != facts.events,
        "the exam": student.exam_id != facts.exam,
        "the class year": student.class_year != facts.class_year,
        "the exam permit": (student.permit_from, student.permit_to)
        != (permit and permit.starts_on, permit and permit.ends_on),
    }
    changed = ", ".join(name for name, is_changed in told.items() if is_changed)
    return f"The intake was amended: {changed or 'nothing that dates rest on'}."


def _write_record(student: Student, facts: IntakeFacts) -> None:
    _write_student(student, facts)
    _write_availability(student, facts.availability)
    events = [
        StudentEvent(student=student, kind_id=kind, happened_on=day)
        for kind, day in facts.events.items()
    ]
    _replace(student.events, events, by=("kind_id", "happened_on"))
    rotations = [
        Rotation(student=student, name=row.name, starts_on=row.starts_on, ends_on=row.ends_on)
        for row in facts.rotations
    ]
    _replace(student.rotations, rotations, by=("name", "starts_on", "ends_on"))
    blocked = [
        BlockedPeriod(
            student=student, starts_on=row.starts_on, ends_on=row.ends_on, reason=row.reason
        )
        for row in facts.availability.blocked
    ]
    _replace(student.blocked, blocked, by=("starts_on", "ends_on", "reason"))


def _write_student(student: Student, facts: IntakeFacts) -> None:
    permit, wish = facts.permit, facts.wish
    if facts.exam != student.exam_id:
        settle_exam(student, facts.exam, [result_of(row) for row in student.attempts.all()])
    student.track, student.class_year = facts.track, facts.class_year
    student.states, student.rotation_choice = list(facts.states), facts.rotation_choice
    student.permit_from = permit.starts_on if permit else None
    student.permit_to = permit.ends_on if permit else None
    student.causes, student.resources = list(facts.causes), list(facts.resources)
    student.wish_exam_on, student.wish_probability = wish.exam_on, wish.target_probability
    student.full_clean(exclude=["user", "school", "advisor"], validate_unique=False)
    student.save()


def _write_availability(student: Student, told: case.Availability) -> None:
    availability = Availability(
        student=student,
        starts_on=told.starts_on,
        days_off=list(told.days_off),
        **{f"hours_{weekday}": told.hours.get(weekday) for weekday in case.WEEKDAYS},
    )
    availability.clean_fields(exclude=["student"])
    availability.save()


def _replace(kept: Manager[Any], told: Sequence[Model], *, by: Sequence[str]) -> None:
    """Make these the student's only rows. Rows that say the same already are left alone."""

    def content(row: Model) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in by)

    if [content(row) for row in kept.all()] == [content(row) for row in told]:
        return
    kept.all().delete()
    for row in told:
        row.clean_fields(exclude=["student"])
    kept.bulk_create(told)
