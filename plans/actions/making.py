"""Making plans: each is a version, and the current one may be gone back from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from advising.models import User
from plans.actions.retake import keep_retake, short_by_days
from plans.models import StudyPlan
from plans.queries.preview import digest_of, why_not
from plans.queries.underway import Conclusion, conclude_today
from plans.queries.versions import undoable_version
from students.casefile import case_to_json
from students.gather import gather_case
from students.models import Student

__all__ = [
    "PlanNotPossible",
    "PreviewIsOld",
    "make_plan",
    "restore_plan",
    "short_by_days",
    "use_preview",
]


class PlanNotPossible(ValidationError):
    """The engine has no plan for this case; the `findings` say why and what to do."""

    def __init__(self, findings: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(" ".join(row["text"] for row in findings))
        self.findings = findings


class PreviewIsOld(ValidationError):
    """What would be made now is not what the student saw."""


@transaction.atomic
def make_plan(*, student: Student, by: User, today: date) -> StudyPlan:
    """Make the next version of a student's plan from the record as it stands today.

    A plan under way is gone on from. The same record gives the same plan, so asking again on one
    day changes nothing. Raises `PlanNotPossible` where no plan exists, with the engine's reason.
    """
    student = _held(student)
    current = StudyPlan.objects.current().filter(student=student).first()
    return _keep(student, current, conclude_today(student, current, today=today), by=by)


@transaction.atomic
def use_preview(*, student: Student, by: User, seen: str, today: date) -> StudyPlan:
    """Make the version whose preview was seen, named by its digest.

    Pressing twice makes it once. Raises `PreviewIsOld` where the record or the day has changed since.
    """
    student = _held(student)
    current = StudyPlan.objects.current().filter(student=student).first()
    if current is not None and digest_of(current.result) == seen:
        return current
    conclusion = conclude_today(student, current, today=today)
    if digest_of(conclusion.result) != seen:
        raise PreviewIsOld(
            "A new day has begun, or your record has changed, since this preview was made. "
            "This is the preview of now: read it again, then use it."
        )
    return _keep(student, current, conclusion, by=by)


@transaction.atomic
def restore_plan(*, student: Student, version: int, now: datetime, today: date) -> StudyPlan:
    """Go back from the current version to the one it replaced.

    Doing it twice is doing it once. Raises ValidationError where that version is not the one
    just replaced, or the world has moved on from it.
    """
    student = _held(student)
    current = StudyPlan.objects.current().filter(student=student).first()
    if current is not None and current.version == version:
        return current
    earlier = undoable_version(current) if current else None
    if current is None or earlier is None or earlier.version != version:
        raise ValidationError("Only the plan that was just replaced can be brought back.")
    _refuse_overtaken(earlier, student, today)
    current.is_current, current.undone_at = False, now
    current.save(update_fields=["is_current", "undone_at"])
    earlier.is_current = True
    earlier.save(update_fields=["is_current"])
    keep_retake(earlier, today=today)
    return earlier


def _held(student: Student) -> Student:
    """The student, locked to the end of the transaction."""
    return Student.objects.select_for_update().get(pk=student.pk)


def _keep(
    student: Student, current: StudyPlan | None, conclusion: Conclusion, *, by: User
) -> StudyPlan:
    """Store what was concluded as the next version, unless the current one says the same."""
    if conclusion.plan is None:
        raise PlanNotPossible(why_not(conclusion.result))
    documents = (conclusion.case, conclusion.result)
    if current is not None and (current.case, current.result) == documents:
        return current
    plan = _store(student, conclusion, by=by)
    keep_retake(plan, today=plan.as_of)
    return plan


def _store(student: Student, conclusion: Conclusion, *, by: User) -> StudyPlan:
    student.plans.filter(is_current=True).update(is_current=False)
    latest = student.plans.order_by("-version").first()
    result, plan = conclusion.result, conclusion.result["plan"]
    return StudyPlan.objects.create(
        student=student,
        version=latest.version + 1 if latest else 1,
        as_of=date.fromisoformat(result["as_of"]),
        began_on=conclusion.began_on,
        starts_on=date.fromisoformat(plan["starts_on"]),
        exam_on=date.fromisoformat(plan["exam_on"]),
        is_feasible=result["feasible"],
        case=conclusion.case,
        result=result,
        created_by=by,
    )


def _refuse_overtaken(earlier: StudyPlan, student: Student, today: date) -> None:
    """A plan is not brought back once its exam day is over or another result is on record."""
    if earlier.exam_on <= today:
        raise ValidationError(
            f"The exam day of plan {earlier.version} is over. Plan again from today instead."
        )
    sittings = case_to_json(gather_case(student, as_of=today))["attempts"]
    if sittings != earlier.case["attempts"]:
        raise ValidationError(
            f"Your exam results have changed since plan {earlier.version} was made. "
            "Plan again from today instead."
        )
