"""The plan as versions that are never edited, and what was said about them."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from students.models import Student


class StudyPlanQuerySet(models.QuerySet["StudyPlan"]):
    """Named reads of plans."""

    def current(self) -> Self:
        """The one version each student follows."""
        return self.filter(is_current=True)


class StudyPlan(models.Model):
    """One generated version of a student's retake plan: the case it saw and the result it gave.

    `case` and `result` are the contract's two documents. The database refuses to change them:
    a new truth is a new version.
    """

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="plans")
    version = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)
    as_of = models.DateField()
    starts_on = models.DateField()
    exam_on = models.DateField()
    is_feasible = models.BooleanField(null=True)
    case = models.JSONField()
    result = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = StudyPlanQuerySet.as_manager()

    class Meta:
        ordering = ["student", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["student", "version"], name="study_plan_version_once"),
            models.UniqueConstraint(
                fields=["student"], condition=Q(is_current=True), name="study_plan_one_current"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="study_plan_from_one"),
            models.CheckConstraint(
                condition=Q(exam_on__gte=models.F("starts_on")), name="study_plan_ends_with_exam"
            ),
        ]

    def __str__(self) -> str:
        return f"Plan {self.version}"

    @property
    def plan(self) -> dict[str, Any]:
        """The plan part of the result."""
        return self.result["plan"]

    def day_number(self, today: date) -> int:
        """Which day of the plan today is, counted from 1."""
        return (today - self.starts_on).days + 1

    def replaced_proposal(self) -> PlanProposal | None:
        """The last proposal that this version, not proposed itself, took the place of."""
        if PlanProposal.objects.filter(plan=self).exists():
            return None
        earlier = PlanProposal.objects.filter(
            plan__student=self.student_id, plan__version__lt=self.version
        )
        return earlier.select_related("plan").order_by("-plan__version").first()


class PlanProposal(models.Model):
    """The student asks the dean to look at one version. Asking twice is asking once."""

    plan = models.OneToOneField(
        StudyPlan, on_delete=models.CASCADE, primary_key=True, related_name="proposal"
    )
    message = models.TextField(blank=True, max_length=2000)
    proposed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Proposal of {self.plan}"
