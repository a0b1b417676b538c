"""Sittings of the exam and what their reports say."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from students.choices import AreaLevel, Outcome
from students.models.student import Student


class AttemptsOnRecord(models.Manager["Attempt"]):
    """The sittings that count: all but those withdrawn as reported by mistake."""

    def get_queryset(self) -> models.QuerySet["Attempt"]:
        return super().get_queryset().filter(withdrawn_on=None)

    def reported_fails(self) -> models.QuerySet["Attempt"]:
        """The fails whose result is out, the latest first."""
        return self.filter(outcome=Outcome.FAIL, reported_on__isnull=False).order_by("-sat_on")


class Attempt(models.Model):
    """One sitting of the exam; the failed one starts everything.

    One that was reported by mistake is withdrawn, with who and why: no reader of the record
    meets it again, while the hold and the history that came of it keep what they point to.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="attempts")
    sat_on = models.DateField("the day you sat the exam")
    reported_on = models.DateField("the day the result came", null=True, blank=True)
    outcome = models.CharField(
        max_length=10,
        choices=Outcome,
        null=True,
        blank=True,
    )
    three_digit = models.PositiveSmallIntegerField(
        "three-digit score",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
        help_text="Only if your report shows one. Many reports since 2022 do not.",
    )
    points_below = models.FloatField(
        "points below the standard",
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(999)],
        help_text="An estimate from the graph on the report is enough.",
    )
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="Who reported it or put it right last; nobody where it came with a case.",
    )
    withdrawn_on = models.DateField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    withdrawn_reason = models.TextField(blank=True, max_length=2000, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AttemptsOnRecord()
    everything = models.Manager["Attempt"]()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    withdrawn_on__isnull=True, withdrawn_by__isnull=True, withdrawn_reason=""
                )
                | (
                    Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="attempt_withdrawal_is_accounted_for",
                violation_error_message="Say who withdraws it, and why.",
            ),
            models.UniqueConstraint(
                fields=["student", "sat_on"],
                condition=Q(withdrawn_on__isnull=True),
                name="attempt_one_a_day",
                violation_error_message="There is already an attempt on this day.",
            ),
            models.CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(reported_on__gte=F("sat_on")),
                name="attempt_reported_after_sitting",
                violation_error_message="A result cannot come before the day of the exam.",
            ),
            models.CheckConstraint(
                condition=Q(three_digit__isnull=True) | Q(three_digit__gte=1, three_digit__lte=999),
                name="attempt_three_digit_on_scale",
                violation_error_message="A three-digit score is between 1 and 999.",
            ),
            models.CheckConstraint(
                condition=Q(points_below__isnull=True)
                | Q(points_below__gte=0, points_below__lte=999),
                name="attempt_points_below_on_scale",
                violation_error_message="Points below the standard are between 0 and 999.",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | Q(outcome__in=Outcome.values),
                name="attempt_outcome_known",
                violation_error_message="Choose one of the outcomes.",
            ),
        ]

    def __str__(self) -> str:
        return f"Attempt of {self.sat_on}"


class AttemptArea(models.Model):
    """What the official fail report says about one content area."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("students.ContentArea", on_delete=models.PROTECT, to_field="code")
    level = models.CharField(max_length=10)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "area"], name="attempt_area_once"),
            models.CheckConstraint(
                condition=Q(level__in=AreaLevel.values),
                name="attempt_area_level_known",
                violation_error_message="Choose lower, same or higher.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.level}"
