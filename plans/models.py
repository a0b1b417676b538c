"""The plan as versions that are never edited, what was said about them and what became of them."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from students.models import PlannedRetake, Student


class StudyPlanQuerySet(models.QuerySet["StudyPlan"]):
    """Named reads of plans."""

    def current(self) -> Self:
        """The one version each student follows; none where a new fail has ended it."""
        in_force = PlannedRetake.objects.in_force().filter(
            student=OuterRef("student"), version=OuterRef("version")
        )
        return self.filter(Exists(in_force), is_current=True)

    def followed(self, current: StudyPlan) -> Self:
        """The current version and those it went on from: none that was undone, none of before."""
        return self.filter(
            student=current.student_id,
            began_on=current.began_on,
            version__lte=current.version,
            undone_at=None,
        )


class StudyPlan(models.Model):
    """One generated version of a student's retake plan: the case it saw and the result it gave.

    `case` and `result` are the contract's two documents. The database refuses to change them:
    a new truth is a new version. One that goes on from another covers only the days it may still
    shape: `starts_on` is the first of those, `began_on` the first day of them all.
    """

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="plans")
    version = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)
    as_of = models.DateField()
    began_on = models.DateField()
    starts_on = models.DateField()
    exam_on = models.DateField()
    is_feasible = models.BooleanField(null=True)
    case = models.JSONField()
    result = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, help_text="When the student went back from it.")

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
                condition=Q(exam_on__gte=F("starts_on")), name="study_plan_ends_with_exam"
            ),
            models.CheckConstraint(
                condition=Q(began_on__lte=F("starts_on")), name="study_plan_begins_first"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(is_current=False),
                name="study_plan_undone_is_not_current",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan {self.version}"

    @property
    def plan(self) -> dict[str, Any]:
        """The plan part of the result."""
        return self.result["plan"]

    @property
    def latest_safe(self) -> date | None:
        """The latest safe day to sit, as it was when this version was made."""
        window = self.result["sit_window"]
        latest_safe = window["latest_safe"] if window else None
        return date.fromisoformat(latest_safe) if latest_safe else None

    def day_number(self, day: date) -> int:
        """Which day of the plan a day is, counted from 1 over all versions since it began."""
        return (day - self.began_on).days + 1

    @property
    def number_of_days(self) -> int:
        """How many days there are from the first to the exam."""
        return self.day_number(self.exam_on)

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


class BlockLog(models.Model):
    """What became of one block of one day, in the student's word.

    The block is copied from the version it was read from, so that the word stays true whatever is
    planned later. All blocks of one day are read from one version.
    """

    class State(models.TextChoices):
        DONE = "done", "Done"
        PARTLY = "partly", "Partly"
        SKIPPED = "skipped", "Skipped"

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="block_logs")
    plan = models.ForeignKey(StudyPlan, on_delete=models.CASCADE, related_name="block_logs")
    on = models.DateField()
    position = models.PositiveSmallIntegerField(help_text="The block's place in its day, from 0.")
    activity = models.CharField(max_length=40)
    area = models.CharField(max_length=60, null=True, blank=True)
    minutes_planned = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(help_text="The minutes given to it.")
    state = models.CharField(max_length=10, choices=State)
    why_not = models.CharField(max_length=200, blank=True)
    logged_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["student", "on", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["student", "on", "position"],
                name="block_log_once",
                violation_error_message="This block is logged already.",
            ),
            models.CheckConstraint(
                condition=Q(state="done", minutes=F("minutes_planned"))
                | Q(state="partly", minutes__gt=0, minutes__lt=F("minutes_planned"))
                | Q(state="skipped", minutes=0),
                name="block_log_minutes_fit_its_state",
                violation_error_message="Done is all the minutes, partly some, skipped none.",
            ),
            models.CheckConstraint(
                condition=Q(minutes_planned__gt=0), name="block_log_of_some_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, {self.minutes} of {self.minutes_planned} minutes"

    @property
    def word(self) -> str:
        """What is said, short enough to be carried by a form: a page knows what it showed."""
        return f"{self.state}:{self.minutes}"


class HalvedDay(models.Model):
    """A hard day of which only the first half is asked. Nobody but the student is told."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="halved_days")
    on = models.DateField()
    halved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["student", "on"]
        constraints = [
            models.UniqueConstraint(fields=["student", "on"], name="halved_day_once"),
        ]

    def __str__(self) -> str:
        return f"Half of {self.on}"
