"""Reads of the record that several pages share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Q

from advising.models import Role, User
from students.choices import Outcome
from students.models import AreaShare, Exam, Intake, PlannedRetake, Student


class IntakeStage(StrEnum):
    """How far a student's intake is."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class IntakeState:
    """All that anyone but the student may know of a draft: that there is one, and since when.

    `version` and `submitted_at` are of the latest submission.
    """

    stage: IntakeStage
    started_at: datetime | None = None
    saved_at: datetime | None = None
    submitted_at: datetime | None = None
    version: int | None = None


def intake_state(student: Student) -> IntakeState:
    """How far the student's intake is, without one word of the draft."""
    drafts = Intake.objects.filter(student=student)
    started_at, saved_at = drafts.values_list("started_at", "saved_at").first() or (None, None)
    submitted = student.intake_versions.order_by("-number")
    version, submitted_at = submitted.values_list("number", "submitted_at").first() or (None, None)
    if version:
        stage = IntakeStage.SUBMITTED
    else:
        stage = IntakeStage.STARTED if started_at else IntakeStage.NOT_STARTED
    return IntakeState(stage, started_at, saved_at, submitted_at, version)


def planned_retake(student: Student) -> PlannedRetake | None:
    """What the current plan says of the retake; None without a plan since the latest fail."""
    return PlannedRetake.objects.in_force().filter(student=student).first()


def deans_of(student: Student) -> tuple[User, ...]:
    """The deans a student may write to, besides the advisor."""
    deans = User.objects.filter(school=student.school_id, role=Role.DEAN, is_active=True)
    return tuple(dean for dean in deans if dean != student.advisor)


def has_passed(student: Student) -> bool:
    """Whether a sitting was passed: then there is no retake to plan."""
    return student.attempts.filter(outcome=Outcome.PASS).exists()


def is_without_sitting(student: Student) -> bool:
    """Whether every sitting is used, and none was passed or awaits its result."""
    standing = getattr(student, "standing", None)
    if standing is None or standing.attempts_left != 0:
        return False
    return not student.attempts.filter(Q(outcome=None) | Q(outcome=Outcome.PASS)).exists()


def report_questions(student: Student, *, on: date) -> dict[str, Any]:
    """What the form that reports a sitting asks of this student, besides what it asks of all."""
    return {
        "areas": exam_areas(student, on=on),
        "exams": exams_of_track(student),
        "exam": student.exam_id,
    }


def exams_of_track(student: Student) -> list[tuple[str, str]]:
    """The exams as (code, name) that the student may have sat, with the one on record.

    Until the intake says the track, any exam may be theirs.
    """
    exams = Exam.objects.exclude(tracks=[])
    if student.intake_versions.exists():
        exams = exams.filter(Q(tracks__contains=[student.track]) | Q(code=student.exam_id))
    return list(exams.order_by("-code").values_list("code", "name"))


def exam_without_plans(student: Student) -> str:
    """The name of the student's exam if no plan can be made for it: it has no content outline."""
    if AreaShare.objects.filter(exam__code=student.exam_id).exists():
        return ""
    return student.exam.name


def exam_areas(student: Student, *, on: date) -> list[tuple[str, str]]:
    """The content areas of the student's exam as (code, name), as a day's outline names them."""
    shares = AreaShare.objects.in_force(on).filter(exam__code=student.exam_id)
    return list(shares.order_by("area__name").values_list("area__code", "area__name"))
