"""How a practice score is read, and the assumptions of the forecast."""

from django.db import models

from students.models.reference.base import Edition, Term
from students.models.reference.constraints import in_order, one_in_force, within
from students.models.reference.exams import Scale

OVERLAP = "Another version holds on some of these days. End it first."


class ReadinessBand(Edition):
    """The low-pass band of a scale. The band printed on a student's own report wins over it."""

    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="bands")
    low = models.DecimalField("lower edge", max_digits=6, decimal_places=1)
    high = models.DecimalField("upper edge", max_digits=6, decimal_places=1)

    class Meta(Edition.Meta):
        verbose_name = "low-pass band"
        constraints = [
            *Edition.Meta.constraints,
            in_order("low", "high", "The upper edge is below the lower edge."),
            one_in_force(
                "scale",
                message="Another band of this scale holds on some of these days. End it first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scale_id and self.scale.name} {self.low} to {self.high}"


class ReadinessScenario(Term):
    """A reading of a practice score's likely range against the low-pass band."""

    rule = models.CharField(
        max_length=100,
        help_text="In words: low and high are the likely range, a and b the low-pass band.",
    )
    meaning = models.TextField(help_text="What it means, as the student reads it.")
    position = models.PositiveSmallIntegerField(help_text="From the furthest away to the nearest.")

    class Meta(Term.Meta):
        ordering = ["position", "code"]


class ReadinessSettings(Edition):
    """How practice scores are taken together: how recent, how many, how exact."""

    recent_days = models.PositiveSmallIntegerField(
        help_text="A score older than this many days no longer describes the student."
    )
    distinct_forms = models.PositiveSmallIntegerField(
        help_text="How many different forms reassure."
    )
    likely_range = models.DecimalField(
        max_digits=4,
        decimal_places=1,
        help_text="Half-width used when a report prints no range of its own.",
    )

    class Meta(Edition.Meta):
        verbose_name_plural = "readiness settings"
        constraints = [
            *Edition.Meta.constraints,
            within("recent_days", 1, 365, "A score stays recent for 1 to 365 days."),
            within("distinct_forms", 1, 20, "Between 1 and 20 forms."),
            within("likely_range", 0, 100, "The half-width is between 0 and 100 points."),
            one_in_force(message=OVERLAP),
        ]


class ReadinessPoint(Edition):
    """A published point: the probability of passing at one score."""

    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=6, decimal_places=1)
    p_pass = models.DecimalField("probability of passing", max_digits=4, decimal_places=3)

    class Meta(Edition.Meta):
        verbose_name = "published probability"
        verbose_name_plural = "published probabilities"
        constraints = [
            *Edition.Meta.constraints,
            within("p_pass", 0, 1, "A probability is between 0 and 1."),
            one_in_force(
                "scale",
                "score",
                message="Another point at this score holds on some of these days. End it first.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.p_pass} at {self.score}"


class ForecastCurve(Edition):
    """The unofficial curve from a score to a probability of passing; always shown as unofficial."""

    form = models.CharField("formula", max_length=200)
    cut = models.DecimalField(
        max_digits=5, decimal_places=2, help_text="The score at which the probability is one half."
    )
    spread = models.DecimalField(
        max_digits=5, decimal_places=2, help_text="Standard deviation, in points of the scale."
    )

    class Meta(Edition.Meta):
        verbose_name = "probability curve"
        constraints = [
            *Edition.Meta.constraints,
            within("cut", 0, 100, "The cut is between 0 and 100 EPC."),
            within("spread", 0.1, 50, "The spread is between 0.1 and 50 EPC."),
            one_in_force(message=OVERLAP),
        ]

    def __str__(self) -> str:
        return f"cut {self.cut}, spread {self.spread}"


class LearningModel(Edition):
    """The assumed curve from hours of study to share of questions answered correctly."""

    ceiling = models.DecimalField(
        max_digits=4, decimal_places=3, help_text="The share nobody is assumed to pass, 0 to 1."
    )
    scale_hours = models.DecimalField(
        max_digits=7, decimal_places=1, help_text="T: more hours mean slower learning."
    )
    calibrated_on = models.TextField(help_text="What the hours were set to agree with.")
    ready_epc = models.DecimalField("level that counts as ready", max_digits=4, decimal_places=1)
    item_prior = models.DecimalField(
        max_digits=5, decimal_places=1, help_text="Questions of prior belief in an area's level."
    )
    report_level_shift = models.DecimalField(
        max_digits=4, decimal_places=3, help_text="What lower or higher on the fail report moves."
    )
    level_sd_from_score = models.DecimalField(
        "spread of a level from a score", max_digits=4, decimal_places=1
    )
    level_sd_from_prior = models.DecimalField(
        "spread of a level without a score", max_digits=4, decimal_places=1
    )

    class Meta(Edition.Meta):
        constraints = [
            *Edition.Meta.constraints,
            within("ceiling", 0.5, 1, "The ceiling is a share between 0.5 and 1."),
            within("scale_hours", 1, 100_000, "The hours must be positive."),
            within("ready_epc", 0, 100, "An EPC level is between 0 and 100."),
            within("item_prior", 0, 1000, "The prior is not negative."),
            within("report_level_shift", 0, 0.5, "The shift is a share between 0 and 0.5."),
            within("level_sd_from_score", 0.1, 50, "The spread is between 0.1 and 50 EPC."),
            within("level_sd_from_prior", 0.1, 50, "The spread is between 0.1 and 50 EPC."),
            one_in_force(message=OVERLAP),
        ]


class LevelPrior(Edition):
    """The level assumed for planning when a student has no practice score; never a reading."""

    form = models.CharField("formula", max_length=200)
    pass_level = models.DecimalField("EPC at the passing standard", max_digits=4, decimal_places=1)
    points_per_epc = models.DecimalField(
        "three-digit points an EPC point", max_digits=4, decimal_places=2
    )
    without_distance = models.DecimalField(
        "EPC when the distance is unknown", max_digits=4, decimal_places=1
    )
    use = models.CharField(max_length=200, help_text="What it may be used for.")

    class Meta(Edition.Meta):
        verbose_name = "assumed starting level"
        constraints = [
            *Edition.Meta.constraints,
            within("pass_level", 0, 100, "An EPC level is between 0 and 100."),
            within("points_per_epc", 0.1, 20, "Between 0.1 and 20 points an EPC point."),
            within("without_distance", 0, 100, "An EPC level is between 0 and 100."),
            one_in_force(message=OVERLAP),
        ]
