"""How often an exam may be sat, and what state boards accept."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from students.models.reference.base import Edition
from students.models.reference.constraints import one_in_force, within
from students.models.reference.exams import Exam


class AttemptRule(Edition):
    """A rule on how often and when an exam may be sat. Only its kind's numbers are set."""

    class Kind(models.TextChoices):
        MAX_ATTEMPTS = "max_attempts", "sittings in all"
        WINDOW = "window", "sittings in any so many months"
        SPACING = "spacing", "distance of one sitting from earlier ones"
        ELIGIBILITY = "eligibility", "length of the eligibility period"
        TIME_LIMIT = "time_limit", "years to pass everything"
        NO_RETAKE = "no_retake", "a passed exam is not sat again"

    code = models.SlugField(max_length=60, help_text="The rule's fixed word, as results name it.")
    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="attempt_rules")
    kind = models.CharField(max_length=20, choices=Kind)
    limit = models.PositiveSmallIntegerField("sittings allowed", null=True, blank=True)
    counts_incomplete = models.BooleanField(
        "a sitting begun and not finished counts", null=True, blank=True
    )
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    attempt = models.PositiveSmallIntegerField(
        "which sitting", null=True, blank=True, help_text="4: the rule is about the fourth."
    )
    months_after_first = models.PositiveSmallIntegerField(null=True, blank=True)
    months_after_latest = models.PositiveSmallIntegerField(null=True, blank=True)
    extensions = models.PositiveSmallIntegerField("extensions possible", null=True, blank=True)
    extension_months = models.PositiveSmallIntegerField(null=True, blank=True)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    standing = models.CharField(
        max_length=200, blank=True, help_text="What sort of rule, where it does not bind."
    )

    class Meta(Edition.Meta):
        ordering = ["exam__code", "code", F("effective_from").asc(nulls_first=True)]
        constraints = [
            *Edition.Meta.constraints,
            within("limit", 1, 50, "A limit is between 1 and 50 sittings."),
            models.CheckConstraint(
                condition=(Q(kind="max_attempts", limit__isnull=False))
                | Q(kind="window", limit__isnull=False, months__isnull=False)
                | Q(
                    kind="spacing",
                    attempt__isnull=False,
                    months_after_first__isnull=False,
                    months_after_latest__isnull=False,
                )
                | Q(kind="eligibility", months__isnull=False)
                | Q(kind="time_limit", years__isnull=False)
                | Q(kind="no_retake"),
                name="%(class)s_kind_has_its_numbers",
                violation_error_message=(
                    "Fill in the numbers of this kind: sittings in all needs the sittings"
                    " allowed; a window needs sittings and months; a distance needs which"
                    " sitting and both months; an eligibility period needs months; a time"
                    " limit needs years."
                ),
            ),
            one_in_force(
                "exam",
                "code",
                message="Another version of this rule holds on some of these days. End it first.",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class StateBoardLimit(Edition):
    """How many sittings a state's licensing board accepts; always to be verified with it."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="state_limits")
    state = models.CharField(
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", "Use the two capital letters, such as AK.")],
    )
    name = models.CharField("state or territory", max_length=60)
    is_known = models.BooleanField(
        "known", default=True, help_text="Not ticked: nobody has found this board's rule yet."
    )
    limit = models.PositiveSmallIntegerField(
        "sittings accepted",
        null=True,
        blank=True,
        help_text="Empty and known: this board sets no limit of its own.",
    )
    verify = models.BooleanField(
        "show “verify with the board”", default=True, help_text="These limits change unannounced."
    )

    class Meta(Edition.Meta):
        ordering = ["state", F("effective_from").asc(nulls_first=True)]
        constraints = [
            *Edition.Meta.constraints,
            within("limit", 1, 50, "A limit is between 1 and 50 sittings."),
            models.CheckConstraint(
                condition=Q(is_known=True) | Q(limit__isnull=True),
                name="%(class)s_unknown_has_no_limit",
                violation_error_message="A limit is either known or left empty.",
            ),
            one_in_force(
                "exam",
                "state",
                message="Another limit of this state holds on some of these days. End it first.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
