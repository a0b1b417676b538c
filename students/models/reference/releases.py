"""When scores come out, and the weeks in which they do not."""

from calendar import monthrange

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from students.models.reference.base import Edition
from students.models.reference.constraints import one_in_force, within

LEAP_YEAR = 2024


class Weekday(models.IntegerChoices):
    """Monday is 0, as in Python's dates."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class ScoreRelease(Edition):
    """When scores come out after a sitting."""

    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    typical_days = models.PositiveSmallIntegerField(
        help_text="Scores are usually out on the first such weekday this many days later."
    )
    allow_days = models.PositiveSmallIntegerField(
        "days to allow", help_text="Count on this many when a deadline depends on the score."
    )

    class Meta(Edition.Meta):
        verbose_name = "score release rule"
        constraints = [
            *Edition.Meta.constraints,
            within("weekday", 0, 6, "Choose a day of the week."),
            within("typical_days", 0, 365, "Between 0 and 365 days."),
            within("allow_days", 0, 365, "Between 0 and 365 days."),
            models.CheckConstraint(
                condition=Q(allow_days__gte=F("typical_days")),
                name="%(class)s_allow_at_least_typical",
                violation_error_message="Allow at least as many days as is typical.",
            ),
            one_in_force(message="Another release rule holds on some of these days. End it first."),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()}s, {self.typical_days} to {self.allow_days} days"


class QuietHoliday(Edition):
    """A holiday after which no scores come out: a fixed day, or the n-th weekday of a month."""

    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    month = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of a fixed holiday.")
    nth = models.PositiveSmallIntegerField(
        "which one", null=True, blank=True, help_text="4: the fourth such weekday of the month."
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday, null=True, blank=True)
    days = models.PositiveSmallIntegerField(
        "quiet days", default=7, help_text="How many days after the holiday nothing comes out."
    )

    class Meta(Edition.Meta):
        ordering = ["month", "day", "nth"]
        constraints = [
            *Edition.Meta.constraints,
            within("month", 1, 12, "A month is between 1 and 12."),
            within("day", 1, 31, "A day is between 1 and 31."),
            within("nth", 1, 5, "A month has at most five of a weekday."),
            within("weekday", 0, 6, "Choose a day of the week."),
            within("days", 1, 60, "Between 1 and 60 quiet days."),
            models.CheckConstraint(
                condition=Q(day__isnull=False, nth__isnull=True, weekday__isnull=True)
                | Q(day__isnull=True, nth__isnull=False, weekday__isnull=False),
                name="%(class)s_fixed_or_nth",
                violation_error_message=(
                    "Give either the day of the month, or which weekday of the month."
                ),
            ),
            one_in_force(
                "code",
                message="Another version of this holiday holds on some of these days."
                " End it first.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a day its month never has."""
        super().clean()
        has_month = self.month in range(1, 13)
        if self.day and has_month and self.day > monthrange(LEAP_YEAR, self.month)[1]:
            raise ValidationError({"day": "This month does not have that day."})
