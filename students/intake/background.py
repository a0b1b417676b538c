"""What the steps of the intake know of a student before a word is typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from students.attempts.exam import problem_with_change, reported_exam
from students.gather import result_of
from students.gather_policies import gather_reference
from students.intake.saved import SavedStep
from students.models import (
    Attempt,
    Availability,
    Exam,
    Intake,
    IntakeVersion,
    ReflectionQuestion,
    Resource,
    RootCause,
    StateBoardLimit,
    Student,
    StudentEventKind,
)


class Background:
    """The record, the draft and the questions, each read once and only if a step asks."""

    def __init__(self, student: Student, *, today: date) -> None:
        self.student = student
        self.today = today

    @cached_property
    def intake(self) -> Intake | None:
        return Intake.objects.filter(student=self.student).first()

    @property
    def seen_at(self) -> datetime | None:
        """When the draft was last saved, as this page shows it."""
        return self.intake.saved_at if self.intake else None

    @cached_property
    def draft(self) -> Mapping[str, SavedStep]:
        """The steps typed and not submitted yet."""
        answers = self.intake.answers if self.intake else {}
        return {slug: SavedStep.from_json(stored) for slug, stored in answers.items()}

    def forget_draft(self) -> None:
        """Read the draft again when it is asked for next: it was written to."""
        for name in ("intake", "draft"):
            vars(self).pop(name, None)

    @cached_property
    def latest(self) -> IntakeVersion | None:
        return self.student.intake_versions.last()

    @property
    def submitted_on(self) -> date | None:
        """The school's day of the latest submission."""
        zone = ZoneInfo(self.student.school.time_zone)
        return timezone.localdate(self.latest.submitted_at, zone) if self.latest else None

    def submitted(self, step: str) -> Mapping[str, Any]:
        """The values of one step as last submitted; none before the first time."""
        return self.latest.answers["values"].get(step, {}) if self.latest else {}

    @cached_property
    def attempts(self) -> list[Attempt]:
        return list(self.student.attempts.order_by("sat_on").prefetch_related("areas__area"))

    @cached_property
    def exams(self) -> list[Exam]:
        """The exams somebody sits, and the one on record."""
        asked = Exam.objects.exclude(tracks=[]) | Exam.objects.filter(code=self.student.exam_id)
        return list(asked.order_by("-code"))

    def problem_with_exam(self, code: str) -> str:
        """Why the record cannot be about this exam instead; empty if it can."""
        reference = gather_reference()
        before, after = (reported_exam(exam, reference) for exam in (self.student.exam.code, code))
        return problem_with_change(before, after, [result_of(row) for row in self.attempts])

    @cached_property
    def availability(self) -> Availability | None:
        try:
            return self.student.availability
        except ObjectDoesNotExist:
            return None

    @cached_property
    def event_kinds(self) -> list[StudentEventKind]:
        return list(StudentEventKind.objects.in_force(self.today))

    @cached_property
    def states(self) -> dict[str, str]:
        """The names of the states and territories with a board, by code."""
        boards = StateBoardLimit.objects.in_force(self.today)
        return dict(boards.order_by("name").values_list("state", "name"))

    @cached_property
    def resources(self) -> list[Resource]:
        return list(Resource.objects.in_force(self.today).order_by("-is_core", "name"))

    @cached_property
    def causes(self) -> list[RootCause]:
        return list(RootCause.objects.in_force(self.today))

    @cached_property
    def questions(self) -> list[ReflectionQuestion]:
        return list(ReflectionQuestion.objects.in_force(self.today).prefetch_related("raises"))
