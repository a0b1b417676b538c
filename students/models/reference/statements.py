"""Dates of the application year, leave rules, and facts that are statements."""

from django.core.validators import MinValueValidator
from django.db import models

from students.models.reference.base import Edition, Term
from students.models.reference.constraints import one_in_force, within


class CalendarDate(Edition):
    """A date of an application season, such as the match."""

    code = models.SlugField(max_length=60, help_text="The fixed word for it, such as match_day.")
    name = models.CharField(max_length=200)
    season = models.PositiveSmallIntegerField(help_text="The year the residency begins.")
    on = models.DateField("date")
    time = models.CharField(
        max_length=60, blank=True, help_text="With its time zone, such as 21:00 America/New_York."
    )

    class Meta(Edition.Meta):
        verbose_name = "application date"
        ordering = ["-season", "on"]
        constraints = [
            *Edition.Meta.constraints,
            within("season", 1992, 2100, "Enter the year with four digits."),
            one_in_force("code", "season", message="This date of the season is already listed."),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.season}"


class SmallGroupRule(Edition):
    """How few students a group may have before its numbers tell on one of them."""

    fewest = models.PositiveSmallIntegerField(
        "fewest in a group", help_text="The numbers of a smaller group are not shown."
    )

    class Meta(Edition.Meta):
        constraints = [
            *Edition.Meta.constraints,
            within("fewest", 2, 1000, "Between 2 and 1000."),
            one_in_force(message="Another rule holds on some of these days. End it first."),
        ]

    def __str__(self) -> str:
        return f"{self.fewest} or more"


class LeaveRule(Edition):
    """How long a leave may last before federal aid treats the student as withdrawn."""

    max_days = models.PositiveSmallIntegerField(
        "days at most", validators=[MinValueValidator(1)], help_text="All leaves together."
    )
    within_months = models.PositiveSmallIntegerField("in any so many months")
    sap_max_percent = models.PositiveSmallIntegerField(
        "longest course, percent",
        null=True,
        blank=True,
        help_text="Satisfactory academic progress: of the programme's published length.",
    )

    class Meta(Edition.Meta):
        constraints = [
            *Edition.Meta.constraints,
            within("max_days", 1, 3650, "Between 1 and 3650 days."),
            within("within_months", 1, 120, "Between 1 and 120 months."),
            within("sap_max_percent", 100, 500, "Between 100 and 500 percent."),
            one_in_force(message="Another rule holds on some of these days. End it first."),
        ]

    def __str__(self) -> str:
        return f"{self.max_days} days in {self.within_months} months"


class Fact(Edition):
    """A fact that is a statement: what a report shows, what must not be converted, what holds."""

    code = models.SlugField(max_length=60, help_text="The fixed word pages name it by.")
    subject = models.CharField(max_length=200, help_text="What it is about, as a heading.")
    statement = models.TextField(help_text="The fact, in plain words.")
    value = models.JSONField(
        default=dict, blank=True, help_text="Its numbers and lists, as JSON, if it has any."
    )

    class Meta(Edition.Meta):
        verbose_name = "statement"
        ordering = ["subject", "key"]
        constraints = [
            *Edition.Meta.constraints,
            one_in_force(
                "code",
                message="Another version of this fact holds on some of these days. End it first.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class SourceDocument(Term):
    """A document that rows name in short as their source, such as “seed 001”."""

    cited_as = models.CharField(
        max_length=60, unique=True, help_text="The short name rows use as their source."
    )
    author = models.CharField(max_length=200, blank=True)

    class Meta(Term.Meta):
        ordering = ["cited_as"]
