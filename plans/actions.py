"""Everything that writes plans: a plan is made and proposed, and never edited."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from advising.models import User
from plans.engine import conclude, result_to_json
from plans.models import PlanProposal, StudyPlan
from students.actions.retakes import record_planned_retake
from students.casefile import case_to_json
from students.gather import gather_case
from students.gather_policies import gather_reference
from students.models import PlannedRetake, Student
from students.rules.extensions import with_extensions


class PlanNotPossible(ValidationError):
    """The engine has no plan for this case; the message says why and what to do."""


@transaction.atomic
def make_plan(*, student: Student, by: User, today: date) -> StudyPlan:
    """Make the next version of a student's plan from the record as it stands today.

    The same record gives the same plan, so asking again on one day changes nothing. Raises
    `PlanNotPossible` where no plan exists, with the engine's own reason.
    """
    student = Student.objects.select_for_update().get(pk=student.pk)
    reference = gather_reference()
    # A case file has no word for an extension: the case as kept says the day itself.
    case = with_extensions(gather_case(student, as_of=today), reference)
    result = result_to_json(conclude(case, reference))
    if result["plan"] is None:
        raise PlanNotPossible(_why_not(result))
    document = case_to_json(case)
    current = StudyPlan.objects.current().filter(student=student).first()
    if current is not None and (current.case, current.result) == (document, result):
        return current
    plan = _store(student, by=by, case=document, result=result, after=current)
    record_planned_retake(student=student, today=today, **_retake_facts(plan))
    return plan


def _store(
    student: Student,
    *,
    by: User,
    case: dict[str, Any],
    result: dict[str, Any],
    after: StudyPlan | None,
) -> StudyPlan:
    StudyPlan.objects.current().filter(student=student).update(is_current=False)
    latest = student.plans.order_by("-version").first()
    return StudyPlan.objects.create(
        student=student,
        version=latest.version + 1 if latest else 1,
        as_of=date.fromisoformat(result["as_of"]),
        starts_on=date.fromisoformat(result["plan"]["starts_on"]),
        exam_on=date.fromisoformat(result["plan"]["exam_on"]),
        is_feasible=result["feasible"],
        case=case,
        result=result,
        created_by=by,
    )


def _retake_facts(plan: StudyPlan) -> dict[str, Any]:
    """What the record keeps of a plan, for the caseload and the holds."""
    return {
        "version": plan.version,
        "state": PlannedRetake.State.DRAFT,
        "starts_on": plan.starts_on,
        "exam_on": plan.exam_on,
        "is_feasible": plan.is_feasible,
        "short_by_days": short_by_days(plan.result),
    }


def short_by_days(result: dict[str, Any]) -> int | None:
    """How many days an infeasible case misses its nearest deadline by; None if feasible."""
    extensions = [
        remedy["value"]
        for remedy in result["remedies"]
        if remedy["kind"] == "extension" and remedy["value"] is not None
    ]
    return max(extensions, default=None)


def _why_not(result: dict[str, Any]) -> str:
    stops = [finding["text"] for finding in result["findings"] if finding["level"] == "stop"]
    return " ".join(stops) or "No plan can be made from the record as it stands."


@transaction.atomic
def propose_plan(*, plan: StudyPlan, message: str, today: date) -> PlanProposal:
    """Ask the dean to look at a plan. Asking twice is asking once; only the current one counts."""
    Student.objects.select_for_update().get(pk=plan.student_id)
    plan.refresh_from_db()
    if not plan.is_current:
        raise ValidationError("There is a newer plan. Propose that one instead.")
    proposal, _ = PlanProposal.objects.get_or_create(plan=plan, defaults={"message": message})
    facts = _retake_facts(plan) | {"state": PlannedRetake.State.PROPOSED}
    record_planned_retake(student=plan.student, today=today, **facts)
    return proposal
