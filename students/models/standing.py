"""Where each student stands: what the plan says of the retake, and the row the caseload lists."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from advising.models import Role, School, User
from students.choices import (
    DeadlineKind,
    HoldState,
    Outcome,
    ResumeOn,
    Scenario,
    StandingDateKind,
)
from students.models.attempts import Attempt
from students.models.student import Student
from students.rules.clauses import slug_of


class PlannedRetakeQuerySet(models.QuerySet["PlannedRetake"]):
    """Named reads of planned retakes."""

    def in_force(self) -> Self:
        """Those that knew of the latest fail on record, where no sitting was passed.

        A new fail or a pass ends them until it is withdrawn.
        """
        attempts = Attempt.objects.filter(student=OuterRef("student"))
        fails = Attempt.objects.reported_fails().filter(student=OuterRef("student"))
        known = self.annotate(latest_fail_on=Subquery(fails.values("sat_on")[:1]))
        return known.filter(
            Q(latest_fail_on=None) | Q(fail__sat_on__gte=F("latest_fail_on")),
            ~Exists(attempts.filter(outcome=Outcome.PASS)),
        )


class PlannedRetake(models.Model):
    """What the last plan says of the retake; kept on the record by whoever makes plans.

    `fail` is the latest fail that the plan knew of. It is in force until there is a later one, or
    a pass.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PROPOSED = "proposed", "Proposed to the dean"

    student = models.OneToOneField(
        Student, on_delete=models.CASCADE, primary_key=True, related_name="planned_retake"
    )
    fail = models.ForeignKey(Attempt, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    starts_on = models.DateField()
    exam_on = models.DateField()
    is_feasible = models.BooleanField(null=True)
    short_by_days = models.PositiveIntegerField(null=True)
    latest_safe_on = models.DateField(
        null=True, help_text="The latest safe day to sit that the plan was made for."
    )
    logged_on = models.DateField(
        null=True, help_text="The last day the student said how the plan goes."
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = PlannedRetakeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(exam_on__gte=F("starts_on")),
                name="planned_retake_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"Plan {self.version}: exam {self.exam_on}"


class StandingQuerySet(models.QuerySet["Standing"]):
    """Named reads of standings."""

    def visible_to(self, user: User) -> Self:
        """The standings of the students this person may open.

        The same rule as for students, said on the standing's own columns where it has them, so
        that a list of a whole school is read from its index.
        """
        if user.role == Role.DEAN:
            return self.filter(school=user.school_id)
        return self.filter(student__in=Student.objects.visible_to(user))


class Standing(models.Model):
    """The one cached row a student has in the caseload: always what the rules say of the record.

    `urgency` sorts the list, most urgent first; `reasons` holds each flag with the inputs its
    words need, so that words are made when shown and never go stale overnight.
    """

    student = models.OneToOneField(
        Student, on_delete=models.CASCADE, primary_key=True, related_name="standing"
    )
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    as_of = models.DateField(help_text="The day the rules were asked about.")
    computed_at = models.DateTimeField(auto_now=True)
    urgency = models.PositiveSmallIntegerField()
    sort_on = models.DateField(help_text="The next deadline, or the end of time without one.")
    flags = ArrayField(models.CharField(max_length=40), default=list)
    reasons = models.JSONField(default=list)
    scenario = models.CharField(max_length=20, choices=Scenario)
    score = models.FloatField(null=True, help_text="The counting practice score, EPC.")
    score_on = models.DateField(null=True)
    range_low = models.FloatField(null=True)
    range_high = models.FloatField(null=True)
    gate_min = models.FloatField(help_text="The score that counts as ready, EPC.")
    distance = models.FloatField(
        null=True, help_text="EPC still missing to the score that counts as ready; 0 when reached."
    )
    trend = ArrayField(
        models.FloatField(), default=list, help_text="Counting scores, oldest first."
    )
    attempts_used = models.PositiveSmallIntegerField()
    attempts_left = models.PositiveSmallIntegerField(null=True)
    deadline_on = models.DateField(null=True)
    deadline_kind = models.CharField(max_length=10, choices=DeadlineKind, blank=True)
    deadline_clause = models.CharField(max_length=60, blank=True)
    latest_safe = models.DateField(null=True)
    latest_typical = models.DateField(null=True)
    hold_state = models.CharField(max_length=20, choices=HoldState, blank=True)
    hold_starts_on = models.DateField(null=True)
    hold_resumes_on = models.CharField(max_length=10, choices=ResumeOn, blank=True)
    policy_name = models.TextField(help_text="Whose clauses the reasons name.")
    exam_on = models.DateField(null=True, help_text="The exam day of the current plan.")
    active_on = models.DateField(
        null=True, help_text="The last day the student did something here."
    )

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "standings"
        indexes = [
            # A long list and its filters are read from this one alone, in the list's order.
            models.Index(
                fields=["school", "-urgency", "sort_on", "student"],
                include=["flags", "scenario", "exam_on"],
                name="standing_caseload",
            ),
            models.Index(fields=["school", "sort_on", "student"], name="standing_by_deadline"),
            models.Index(
                "school",
                F("distance").desc(nulls_last=True),
                "student",
                name="standing_by_distance",
            ),
            models.Index(fields=["school", "as_of"], name="standing_age"),
            GinIndex(fields=["flags"], name="standing_flags"),
        ]

    def __str__(self) -> str:
        return f"Standing of student {self.student_id}"

    @property
    def deadline_key(self) -> str:
        """The next deadline's anchor among the student's dates."""
        return slug_of(self.deadline_clause)


class StandingDateQuerySet(models.QuerySet["StandingDate"]):
    """Named reads of the dates in standings."""

    def visible_to(self, user: User) -> Self:
        """The dates of the students this person may open, said as for standings."""
        if user.role == Role.DEAN:
            return self.filter(school=user.school_id)
        return self.filter(student__in=Student.objects.visible_to(user))

    def ahead(self) -> Self:
        """The days that still ask for something: known, and not kept yet."""
        return self.filter(is_open=True, due_on__isnull=False)


class StandingDate(models.Model):
    """One day of a student's standing, cached with it: always what the rules say of the record.

    A calendar of a whole school is read from here, and a day that moved is known by what stood
    here before. Without `due_on` the day is asked for and not known yet.
    """

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="dates")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=StandingDateKind)
    clause = models.CharField(max_length=60, blank=True, help_text="As the rules name it.")
    due_on = models.DateField(null=True)
    is_open = models.BooleanField(default=True, help_text="Whether it still asks for something.")

    objects = StandingDateQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "student", "pk"]
        indexes = [
            models.Index(
                fields=["school", "due_on", "student"],
                condition=Q(is_open=True, due_on__isnull=False),
                include=["kind"],
                name="standing_date_calendar",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["student", "kind", "clause"], name="standing_date_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on}"
