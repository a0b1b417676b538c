"""When the student can study."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from students.models.student import Student
from students.rules.case import WEEKDAYS


def _within_a_day(weekday: str) -> models.CheckConstraint:
    hours = f"hours_{weekday}"
    return models.CheckConstraint(
        condition=Q(**{f"{hours}__isnull": True}) | Q(**{f"{hours}__gte": 0, f"{hours}__lte": 16}),
        name=f"availability_{hours}_within_a_day",
        violation_error_message="Give between 0 and 16 hours a day.",
    )


class HoursField(models.FloatField):
    """Hours of one weekday, 0 to 16."""

    default_validators = [MinValueValidator(0), MaxValueValidator(16)]


class Availability(models.Model):
    """The hours a week holds for study and the days it does not."""

    student = models.OneToOneField(
        Student, on_delete=models.CASCADE, primary_key=True, related_name="availability"
    )
    starts_on = models.DateField("first day you can study", null=True, blank=True)
    hours_mon = HoursField("Monday", null=True, blank=True)
    hours_tue = HoursField("Tuesday", null=True, blank=True)
    hours_wed = HoursField("Wednesday", null=True, blank=True)
    hours_thu = HoursField("Thursday", null=True, blank=True)
    hours_fri = HoursField("Friday", null=True, blank=True)
    hours_sat = HoursField("Saturday", null=True, blank=True)
    hours_sun = HoursField("Sunday", null=True, blank=True)
    days_off = ArrayField(models.DateField(), default=list, blank=True)

    class Meta:
        verbose_name_plural = "availability"
        constraints = [_within_a_day(weekday) for weekday in WEEKDAYS]

    def __str__(self) -> str:
        return f"{self.hours_per_week:g} h a week"

    @property
    def hours_per_week(self) -> float:
        return sum(getattr(self, f"hours_{weekday}") or 0 for weekday in WEEKDAYS)


class BlockedPeriod(models.Model):
    """Days the student cannot study, and why if they wish to say."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="blocked")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.TextField(
        null=True,
        blank=True,
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="blocked_ends_after_start",
                violation_error_message="The last day cannot be before the first.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} to {self.ends_on}"
