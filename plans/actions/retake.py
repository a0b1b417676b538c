"""What the record keeps of the current plan, for the caseload and the holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from plans.models import PlanProposal, StudyPlan
from students.actions.retakes import record_planned_retake
from students.models import PlannedRetake


def keep_retake(plan: StudyPlan, *, today: date) -> PlannedRetake:
    """Keep the current plan's facts on the record: its exam day, and whether it is proposed."""
    is_proposed = PlanProposal.objects.filter(plan=plan).exists()
    return record_planned_retake(
        student=plan.student,
        today=today,
        fail_on=_fail_on(plan.case),
        version=plan.version,
        state=PlannedRetake.State.PROPOSED if is_proposed else PlannedRetake.State.DRAFT,
        starts_on=plan.starts_on,
        exam_on=plan.exam_on,
        is_feasible=plan.is_feasible,
        short_by_days=short_by_days(plan.result),
        latest_safe_on=plan.latest_safe,
    )


def _fail_on(case: dict[str, Any]) -> date | None:
    """The sitting day of the latest fail a case knows of."""
    fails = (row for row in case["attempts"] if row["outcome"] == "fail" and row["reported_on"])
    return max((date.fromisoformat(row["sat_on"]) for row in fails), default=None)


def short_by_days(result: dict[str, Any]) -> int | None:
    """How many days an infeasible case misses its nearest deadline by; None if feasible."""
    extensions = [
        remedy["value"]
        for remedy in result["remedies"]
        if remedy["kind"] == "extension" and remedy["value"] is not None
    ]
    return max(extensions, default=None)
