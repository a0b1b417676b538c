"""Asking the dean to look at a plan."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.actions.retake import keep_retake
from plans.models import PlanProposal, StudyPlan
from students.models import Student


@transaction.atomic
def propose_plan(*, plan: StudyPlan, message: str, today: date) -> PlanProposal:
    """Ask the dean to look at a plan. Asking twice is asking once; only the current one counts."""
    Student.objects.select_for_update().get(pk=plan.student_id)
    plan.refresh_from_db()
    if not plan.is_current:
        raise ValidationError("There is a newer plan. Propose that one instead.")
    if not StudyPlan.objects.current().filter(pk=plan.pk).exists():
        raise ValidationError("There is a newer result. Make a plan from it, and propose that one.")
    proposal, _ = PlanProposal.objects.get_or_create(plan=plan, defaults={"message": message})
    keep_retake(plan, today=today)
    return proposal
