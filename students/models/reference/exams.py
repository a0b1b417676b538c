"""The exams: how each is reported, passed, cut into blocks and scaled."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from advising.words import say_day
from students.choices import Track
from students.models.reference.base import Edition, Term
from students.models.reference.constraints import calculated, in_order, one_in_force, within


class Scale(Term):
    """A scale scores are read on. Scores of two scales are never converted into each other."""

    low = models.DecimalField("lowest score", max_digits=6, decimal_places=1)
    high = models.DecimalField("highest score", max_digits=6, decimal_places=1)

    class Meta(Term.Meta):
        verbose_name = "score scale"
        constraints = [
            *Term.Meta.constraints,
            in_order("low", "high", "The highest score must be above the lowest.", strict=True),
        ]


class Exam(Term):
    """A licensing exam a student can fail and retake."""

    class Reporting(models.TextChoices):
        PASS_FAIL = "pass_fail", "pass or fail"
        NUMERIC = "numeric", "a number"

    reporting = models.CharField(max_length=20, choices=Reporting, help_text="What is reported.")
    reporting_since = models.DateField(
        null=True, blank=True, help_text="First sitting day reported this way."
    )
    tracks = ArrayField(
        models.CharField(max_length=3, choices=Track),
        verbose_name="who sits it",
        default=list,
        blank=True,
        help_text="The tracks with commas, such as MD, DO, IMG. Empty: nobody is asked about it.",
    )

    class Meta(Term.Meta):
        constraints = [
            *Term.Meta.constraints,
            models.CheckConstraint(
                condition=Q(reporting__in=["pass_fail", "numeric"]),
                name="%(class)s_reporting_known",
                violation_error_message="An exam reports pass or fail, or a number.",
            ),
            models.CheckConstraint(
                condition=Q(tracks__contained_by=Track.values),
                name="%(class)s_tracks_known",
                violation_error_message="Use MD, DO and IMG, with commas between them.",
            ),
        ]


class PassingStandard(Edition):
    """The lowest score that passes an exam, on its own scale, for sittings between two days."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="standards")
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(
        "passing score",
        validators=[MinValueValidator(1), MaxValueValidator(999)],
        help_text="The lowest score that passes.",
    )

    class Meta(Edition.Meta):
        ordering = ["exam__code", "scale__code", F("effective_from").asc(nulls_first=True)]
        constraints = [
            *Edition.Meta.constraints,
            within("value", 1, 999, "A passing score is between 1 and 999."),
            one_in_force(
                "exam",
                "scale",
                message="Another passing standard of this exam and scale holds on some of these"
                " days. End it first.",
            ),
        ]

    def __str__(self) -> str:
        since = f" from {say_day(self.effective_from)}" if self.effective_from else ""
        return f"{self.exam_id and self.exam.name} {self.value}{since}"


class ExamFormat(Edition):
    """How an exam day is cut into blocks, for sittings between two days."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="formats")
    blocks = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    block_minutes = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    items_per_block = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1)], help_text="At most this many questions in a block."
    )
    items_max = models.PositiveSmallIntegerField(
        "questions at most", validators=[MinValueValidator(1)]
    )
    break_minutes = models.PositiveSmallIntegerField(help_text="Break time in all.")
    tutorial_minutes = models.PositiveSmallIntegerField()
    hours = models.DecimalField("hours in all", max_digits=3, decimal_places=1)

    class Meta(Edition.Meta):
        ordering = ["exam__code", F("effective_from").asc(nulls_first=True)]
        constraints = [
            *Edition.Meta.constraints,
            within("blocks", 1, 99, "An exam day has between 1 and 99 blocks."),
            within("block_minutes", 1, 600, "A block lasts between 1 and 600 minutes."),
            within("items_per_block", 1, 200, "A block has between 1 and 200 questions."),
            within("hours", 0.5, 24, "An exam day lasts between half an hour and 24 hours."),
            models.CheckConstraint(
                condition=Q(items_max__lte=calculated("blocks", "items_per_block", joiner="*")),
                name="%(class)s_items_fit_blocks",
                violation_error_message="The blocks do not hold that many questions.",
            ),
            models.CheckConstraint(
                condition=Q(
                    hours__gte=calculated(
                        calculated("blocks", "block_minutes", joiner="*"),
                        "break_minutes",
                        "tutorial_minutes",
                        joiner="+",
                        template="(%(expressions)s) / 60.0",
                    )
                ),
                name="%(class)s_minutes_fit_hours",
                violation_error_message="Blocks, breaks and tutorial are longer than the exam day.",
            ),
            one_in_force(
                "exam",
                message="Another format of this exam holds on some of these days. End it first.",
            ),
        ]

    def __str__(self) -> str:
        shape = f"{self.blocks} x {self.block_minutes} min"
        since = f" from {say_day(self.effective_from)}" if self.effective_from else ""
        return f"{self.exam_id and self.exam.name} {shape}{since}"


class Fee(Edition):
    """What something about an exam costs, in US dollars. Without an amount: known to cost."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="fees")
    what = models.CharField(max_length=200)
    usd = models.DecimalField(
        "US dollars",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="Empty: there is a fee, but its amount is not known.",
    )
    year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of the price list.")

    class Meta(Edition.Meta):
        ordering = ["what", "-year"]
        constraints = [
            *Edition.Meta.constraints,
            within("usd", 0, 100_000, "A fee is not negative."),
            within("year", 1992, 2100, "Enter the year with four digits."),
            models.UniqueConstraint(
                fields=["exam", "what", "year"],
                name="%(class)s_once_a_year",
                nulls_distinct=False,
                violation_error_message="This fee of that year is already listed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.year or ''}".strip()
