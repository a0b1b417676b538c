"""Reads of the record that several pages share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from advising.models import Role, User
from students.choices import Outcome
from students.models import AreaShare, Exam, PlannedRetake, Student


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
