"""Reads of the record that several pages share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from students.models import AreaShare, Intake, Student


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


def exam_areas(student: Student, *, on: date) -> list[tuple[str, str]]:
    """The content areas of the student's exam as (code, name), as a day's outline names them."""
    shares = AreaShare.objects.in_force(on).filter(exam__code=student.exam_id)
    return list(shares.order_by("area__name").values_list("area__code", "area__name"))
