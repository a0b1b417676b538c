"""What sources report: pass rates, study durations, improvement, program directors."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from students.models.reference.base import Edition
from students.models.reference.constraints import calculated, in_order, one_in_force, within
from students.models.reference.exams import Exam

PERCENT = (MinValueValidator(0), MaxValueValidator(100))
PERCENT_MESSAGE = "A percent is between 0 and 100."


class StudyDuration(Edition):
    """What one source recommends after a failed three-digit score. Sources disagree; all show."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="+")
    from_score = models.PositiveSmallIntegerField(
        "from score", null=True, blank=True, help_text="Empty: every lower score too."
    )
    to_score = models.PositiveSmallIntegerField(
        "to score", null=True, blank=True, help_text="Empty: every higher score too."
    )
    weeks_min = models.PositiveSmallIntegerField("weeks at least", null=True, blank=True)
    weeks_max = models.PositiveSmallIntegerField("weeks at most", null=True, blank=True)
    action = models.CharField(
        max_length=200, blank=True, help_text="What the source asks for instead or as well."
    )

    class Meta(Edition.Meta):
        verbose_name = "recommended duration"
        ordering = ["source", F("from_score").asc(nulls_first=True)]
        constraints = [
            *Edition.Meta.constraints,
            in_order("from_score", "to_score", "The band ends below its start."),
            in_order("weeks_min", "weeks_max", "The most weeks are fewer than the least."),
            within("weeks_max", 1, 260, "Between 1 and 260 weeks."),
            models.CheckConstraint(
                condition=Q(weeks_min__isnull=False) | ~Q(action=""),
                name="%(class)s_says_something",
                violation_error_message="Give the weeks, or what the source asks for instead.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.from_score or 'any'} to {self.to_score or 'any'}"


class Improvement(Edition):
    """What is known of how scores move with study: a prior for the forecast, or a caution."""

    population = models.CharField(max_length=200, blank=True, help_text="Whom it describes.")
    statement = models.TextField(blank=True, help_text="What is reported, in our own words.")
    formula = models.CharField(max_length=200, blank=True)
    epc_per_month = models.DecimalField(
        "EPC points a month", max_digits=5, decimal_places=2, null=True, blank=True
    )
    three_digit_per_month = models.DecimalField(
        "three-digit points a month", max_digits=5, decimal_places=2, null=True, blank=True
    )
    error_sd = models.DecimalField(
        "error, standard deviation", max_digits=6, decimal_places=2, null=True, blank=True
    )
    mape = models.DecimalField(
        "error, mean percent", max_digits=5, decimal_places=2, null=True, blank=True
    )
    n = models.PositiveIntegerField("people studied", null=True, blank=True)
    use_for_repeaters = models.BooleanField(
        "may be used for a retake",
        null=True,
        blank=True,
        help_text="Unknown: the source is silent.",
    )

    class Meta(Edition.Meta):
        verbose_name = "finding on improvement"
        verbose_name_plural = "findings on improvement"
        constraints = [
            *Edition.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(population="") | ~Q(statement=""),
                name="%(class)s_says_something",
                violation_error_message="Say whom it describes or what is reported.",
            ),
            within("mape", 0, 100, PERCENT_MESSAGE),
        ]

    def __str__(self) -> str:
        return self.population or self.statement


class PassRate(Edition):
    """How many of a group passed in a year. Without its group and year a rate means nothing."""

    class Group(models.TextChoices):
        US_MD = "US MD", "US MD"
        DO = "DO", "DO"
        IMG = "IMG", "international"
        ALL = "all", "everyone"

    class Takers(models.TextChoices):
        ALL = "all", "all sittings"
        FIRST = "first", "first sitting"
        REPEAT = "repeat", "repeaters"

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="pass_rates")
    year = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=20, choices=Group)
    takers = models.CharField(max_length=20, choices=Takers)
    pct = models.DecimalField("percent passed", max_digits=4, decimal_places=1, validators=PERCENT)
    n = models.PositiveIntegerField("sittings counted", null=True, blank=True)

    class Meta(Edition.Meta):
        ordering = ["-year", "group", "takers"]
        constraints = [
            *Edition.Meta.constraints,
            within("year", 1992, 2100, "Enter the year with four digits."),
            within("pct", 0, 100, PERCENT_MESSAGE),
            models.CheckConstraint(
                condition=Q(
                    group__in=["US MD", "DO", "IMG", "all"],
                    takers__in=["all", "first", "repeat"],
                ),
                name="%(class)s_population_known",
                violation_error_message="Choose the group and whose sittings are counted.",
            ),
            one_in_force(
                "exam",
                "year",
                "group",
                "takers",
                message="This year's rate of the same people is already listed.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.get_group_display()}, {self.get_takers_display()}"


class ProgramDirectorAnswer(Edition):
    """Program directors of a specialty: do they consider someone who failed Step 1 once?"""

    year = models.PositiveSmallIntegerField("survey year")
    specialty = models.CharField(max_length=100)
    n = models.PositiveIntegerField("programs answering", null=True, blank=True)
    never_pct = models.DecimalField(
        "never, percent", max_digits=4, decimal_places=1, validators=PERCENT
    )
    seldom_pct = models.DecimalField(
        "seldom, percent", max_digits=4, decimal_places=1, validators=PERCENT
    )
    often_pct = models.DecimalField(
        "often, percent", max_digits=4, decimal_places=1, validators=PERCENT
    )

    class Meta(Edition.Meta):
        verbose_name = "program directors' answer"
        ordering = ["-year", "specialty"]
        constraints = [
            *Edition.Meta.constraints,
            within("year", 1992, 2100, "Enter the year with four digits."),
            within("never_pct", 0, 100, PERCENT_MESSAGE),
            within("seldom_pct", 0, 100, PERCENT_MESSAGE),
            within("often_pct", 0, 100, PERCENT_MESSAGE),
            # Published answers are rounded one by one, so their sum may be off by two.
            models.CheckConstraint(
                condition=Q(
                    never_pct__gte=calculated(
                        "seldom_pct", "often_pct", joiner="+", template="98 - (%(expressions)s)"
                    ),
                    never_pct__lte=calculated(
                        "seldom_pct", "often_pct", joiner="+", template="102 - (%(expressions)s)"
                    ),
                ),
                name="%(class)s_adds_up",
                violation_error_message="Never, seldom and often should add up to about 100.",
            ),
            one_in_force(
                "year", "specialty", message="This specialty's answers of that year are listed."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.specialty} {self.year}"


class ProgramDirectorFactor(Edition):
    """One of the things program directors weigh when they choose whom to interview, by rank."""

    year = models.PositiveSmallIntegerField("survey year")
    rank = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    factor = models.CharField(max_length=200)

    class Meta(Edition.Meta):
        verbose_name = "program directors' factor"
        ordering = ["-year", "rank"]
        constraints = [
            *Edition.Meta.constraints,
            within("year", 1992, 2100, "Enter the year with four digits."),
            within("rank", 1, 200, "The first rank is 1."),
            one_in_force(
                "year", "rank", message="Another factor already has this rank in that year."
            ),
        ]

    def __str__(self) -> str:
        return self.factor
