"""The score ledger: practice exams as they were taken, each on its own scale."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from students.models.student import Student

PROBABILITY = [MinValueValidator(0), MaxValueValidator(1)]
PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


def report_path(assessment: "SelfAssessment", filename: str) -> str:
    """Where an attached report is kept: by the entry's public id, never the person's file name."""
    suffix = filename.rsplit(".", 1)[-1].lower()
    return f"reports/{assessment.public_id}.{suffix}"


class SelfAssessment(models.Model):
    """A practice exam taken and logged, on its own scale and never converted to another."""

    class Evidence(models.TextChoices):
        SELF_REPORTED = "self_reported", "Self-reported"
        ATTACHED = "attached", "Report attached"
        VERIFIED = "verified", "Verified by staff"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="assessments")
    submission_key = models.UUIDField(
        default=uuid.uuid4,
        editable=False,
        help_text="One a shown form, so that a double click logs one exam.",
    )
    instrument = models.ForeignKey(
        "students.Instrument", on_delete=models.PROTECT, to_field="code", related_name="+"
    )
    form = models.TextField(
        null=True,
        blank=True,
    )
    taken_on = models.DateField("day you took it")
    scale = models.SlugField(max_length=20)
    score = models.FloatField()
    p_pass = models.FloatField(
        "printed probability of passing", null=True, blank=True, validators=PROBABILITY
    )
    range_low = models.FloatField("likely range, low", null=True, blank=True)
    range_high = models.FloatField("likely range, high", null=True, blank=True)
    band_low = models.FloatField("low-pass band, low", null=True, blank=True)
    band_high = models.FloatField("low-pass band, high", null=True, blank=True)
    is_timed = models.BooleanField("timed, in exam conditions", default=True)
    is_first_use = models.BooleanField("first time with this form", default=True)
    evidence = models.CharField(max_length=20, choices=Evidence, default=Evidence.SELF_REPORTED)
    report = models.FileField(upload_to=report_path, null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["student", "-taken_on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["student", "submission_key"], name="assessment_submitted_once"
            ),
            models.CheckConstraint(
                condition=Q(p_pass__isnull=True) | Q(p_pass__gte=0, p_pass__lte=1),
                name="assessment_p_pass_is_a_probability",
                violation_error_message="A probability is between 0 and 1.",
            ),
            models.CheckConstraint(
                condition=Q(range_low__isnull=True, range_high__isnull=True)
                | Q(range_low__lte=F("score"), range_high__gte=F("score")),
                name="assessment_range_holds_score",
                violation_error_message="The likely range must hold the score.",
            ),
            models.CheckConstraint(
                condition=Q(band_low__isnull=True, band_high__isnull=True)
                | Q(band_low__lte=F("band_high")),
                name="assessment_band_in_order",
                violation_error_message="The low-pass band begins with its lower end.",
            ),
            models.CheckConstraint(
                condition=~Q(evidence="verified") | Q(verified_at__isnull=False),
                name="assessment_verified_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} {self.form or ''} {self.taken_on}".replace("  ", " ")


class AssessmentArea(models.Model):
    """The percent correct in one content area of one practice exam."""

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("students.ContentArea", on_delete=models.PROTECT, to_field="code")
    percent = models.FloatField(validators=PERCENT)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "area"], name="assessment_area_once"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100),
                name="assessment_area_is_a_percent",
                violation_error_message="A percent is between 0 and 100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.percent:g}%"


class MissedTopic(models.Model):
    """A topic and how many questions on it were missed. Often enough, it earns an hour."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="missed_topics")
    topic = models.TextField()
    misses = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["student", "topic"], name="missed_topic_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic} ({self.misses})"
