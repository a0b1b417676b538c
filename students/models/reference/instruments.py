"""What a student can log: practice exams, their forms, and how to read a score."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from students.models.reference.base import DatedFactQuerySet, Edition, Term
from students.models.reference.constraints import in_order, one_in_force, within
from students.models.reference.exams import Scale


class Instrument(Term):
    """A kind of practice exam, with the scale its scores are on."""

    class Predictive(models.TextChoices):
        YES = "yes", "yes"
        PARTLY = "partly", "partly: shown, but never counted for readiness"
        NO = "no", "no"

    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="instruments")
    predictive = models.CharField(
        max_length=10,
        choices=Predictive,
        help_text="Whether a score says something about the real exam.",
    )
    items = models.PositiveSmallIntegerField("questions", null=True, blank=True)
    sections = models.PositiveSmallIntegerField(null=True, blank=True)
    section_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    price_usd = models.DecimalField(
        "price in US dollars", max_digits=7, decimal_places=2, null=True, blank=True
    )
    likely_range = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="Half-width: a score of 60 with 4 here is read as 56 to 64.",
    )

    class Meta(Term.Meta):
        verbose_name = "practice exam"
        constraints = [
            *Term.Meta.constraints,
            models.CheckConstraint(
                condition=Q(predictive__in=["yes", "partly", "no"]),
                name="%(class)s_predictive_known",
                violation_error_message="Choose yes, partly or no.",
            ),
            within("items", 1, 1000, "A practice exam has between 1 and 1000 questions."),
            within("sections", 1, 50, "A practice exam has between 1 and 50 sections."),
            within("section_minutes", 1, 600, "A section lasts between 1 and 600 minutes."),
            within("price_usd", 0, 10_000, "A price is not negative."),
            within("likely_range", 0, 100, "The half-width is between 0 and 100 points."),
        ]


class ExamFormQuerySet(DatedFactQuerySet["ExamForm"]):
    """Forms by when they were on sale."""

    def in_force(self, on: date) -> Self:
        """The forms on sale on a day: a form is in force from release until it is retired."""
        released = Q(released_on__isnull=True) | Q(released_on__lte=on)
        return (
            super().in_force(on).filter(released, Q(retired_on__isnull=True) | Q(retired_on__gt=on))
        )


class ExamForm(Edition):
    """One form of an instrument, and when it was on sale."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="forms")
    form = models.CharField(max_length=20, help_text="As printed on the report, such as 28.")
    released_on = models.DateField(
        null=True, blank=True, help_text="First day on sale. Empty: not known."
    )
    retired_on = models.DateField(
        null=True, blank=True, help_text="First day no longer on sale. Empty: still on sale."
    )

    objects = ExamFormQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Edition.Meta):
        verbose_name = "practice exam form"
        ordering = ["instrument__code", "form"]
        constraints = [
            *Edition.Meta.constraints,
            in_order(
                "released_on", "retired_on", "A form is retired after its release.", strict=True
            ),
            models.UniqueConstraint(
                fields=["instrument", "form"],
                name="%(class)s_once",
                violation_error_message="This form is already listed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id and self.instrument.name} form {self.form}"

    def is_in_force(self, on: date) -> bool:
        """Whether the form is on sale on a day."""
        released = self.released_on is None or self.released_on <= on
        on_sale = released and (self.retired_on is None or on < self.retired_on)
        return on_sale and super().is_in_force(on)


class DefaultGate(Edition):
    """The practice scores asked for before a sitting when the school has no gate of its own."""

    instruments = models.ManyToManyField(
        Instrument, related_name="gates", help_text="A score of any of these counts."
    )
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="+")
    minimum = models.DecimalField("lowest score that meets it", max_digits=6, decimal_places=1)
    distinct_forms = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1)],
        help_text="On how many different forms the score must be reached.",
    )
    max_age_days = models.PositiveSmallIntegerField(
        "days a score counts", null=True, blank=True, validators=[MinValueValidator(1)]
    )

    class Meta(Edition.Meta):
        constraints = [
            *Edition.Meta.constraints,
            within("distinct_forms", 1, 20, "A gate asks for between 1 and 20 forms."),
            within("max_age_days", 1, 3650, "A score counts for at least a day."),
            within("minimum", 0, 999, "The lowest score is between 0 and 999."),
            one_in_force(message="Another gate holds on some of these days. End it first."),
        ]

    def __str__(self) -> str:
        return f"{self.minimum} on {self.distinct_forms} forms"
