"""Student and the door to it, with the course of study they are on."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from advising.models import Role, School, User
from students.choices import RotationRule, Track

if TYPE_CHECKING:
    from datetime import date


class StudentQuerySet(models.QuerySet["Student"]):
    """Named reads of students."""

    def visible_to(self, user: User) -> Self:
        """The students whose counselling record this person may open: the only door to another's.

        A student opens their own, an advisor those they advise, a dean their school's. A
        committee member judges students and so opens none; staff keep rules, not records.
        """
        match user.role:
            case Role.STUDENT:
                return self.filter(user=user)
            case Role.ADVISOR:
                return self.filter(advisor=user, school=user.school_id)
            case Role.DEAN:
                return self.filter(school=user.school_id)
            case _:
                return self.none()


class Student(models.Model):
    """The advising record of one medical student preparing to retake a failed exam."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="student"
    )
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="students")
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="advisees",
        limit_choices_to={"role__in": [Role.ADVISOR, Role.DEAN]},
    )
    exam = models.ForeignKey(
        "students.Exam", on_delete=models.PROTECT, to_field="code", default="step1"
    )
    track = models.CharField(max_length=3, choices=Track, default=Track.MD)
    class_year = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1950), MaxValueValidator(2100)],
        help_text="The year the class graduates.",
    )
    states = ArrayField(
        models.CharField(max_length=2),
        default=list,
        blank=True,
        help_text="State boards the student cares about, such as AK.",
    )
    rotation_choice = models.CharField(
        max_length=20,
        choices=[(RotationRule.FINISH, "Finish it"), (RotationRule.WITHDRAW, "Withdraw from it")],
        null=True,
        blank=True,
    )
    policy_code = models.SlugField(
        max_length=60,
        null=True,
        blank=True,
        help_text="Which of the school's policies governs this student.",
    )
    own_policy = models.JSONField(
        null=True, blank=True, help_text="A policy that came with an imported case, taken as given."
    )
    permit_from = models.DateField(null=True, blank=True)
    permit_to = models.DateField(null=True, blank=True)
    causes = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    resources = ArrayField(models.SlugField(max_length=60), default=list, blank=True)
    wish_exam_on = models.DateField(null=True, blank=True)
    wish_probability = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StudentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["school", "class_year"], name="student_class")]
        constraints = [
            models.CheckConstraint(
                condition=Q(permit_from__isnull=True, permit_to__isnull=True)
                | Q(permit_to__gte=F("permit_from")),
                name="student_permit_is_a_period",
                violation_error_message="Give both days of the exam permit, the first one first.",
            ),
            models.CheckConstraint(
                condition=Q(wish_probability__isnull=True)
                | Q(wish_probability__gte=0, wish_probability__lte=1),
                name="student_wish_is_a_probability",
                violation_error_message="A probability is between 0 and 1.",
            ),
            models.CheckConstraint(
                condition=Q(track__in=Track.values),
                name="student_track_known",
                violation_error_message="Choose MD, DO or IMG.",
            ),
        ]

    def __str__(self) -> str:
        return self.user.name

    @property
    def reachable_advisor(self) -> User | None:
        """The advisor to write to: none once that person may not log in any more."""
        return self.advisor if self.advisor and self.advisor.is_active else None


class StudentEvent(models.Model):
    """A day of the student's course of study that a policy may count from."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="events")
    kind = models.ForeignKey("students.StudentEventKind", on_delete=models.PROTECT, to_field="code")
    happened_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["student", "kind"],
                name="student_event_once",
                violation_error_message="This event already has a date.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.happened_on}"


class Rotation(models.Model):
    """A clerkship block on the student's own schedule."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="rotations")
    name = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="rotation_ends_after_start",
                violation_error_message="A rotation cannot end before it starts.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def holds(self, day: date) -> bool:
        """Whether the rotation is in progress on a day."""
        return self.starts_on <= day <= self.ends_on
