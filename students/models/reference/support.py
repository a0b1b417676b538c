"""What helps a person look back and be looked after: causes, questions, screening, crisis lines."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from students.models.reference.base import Term
from students.models.reference.constraints import calculated, in_order, within

DIGITS = RegexValidator(r"^[0-9]+$", "Enter digits only, such as 988.")


class StudentEventKind(Term):
    """A day in a student's course that policies count from, such as matriculation."""

    position = models.PositiveSmallIntegerField(help_text="In the order they happen.")

    class Meta(Term.Meta):
        verbose_name = "student event"
        ordering = ["position", "code"]


class RootCause(Term):
    """A reason an attempt went wrong, as the student sees it. It changes the next plan."""

    description = models.TextField(help_text="What it means, said kindly.")
    effect = models.TextField(help_text="What the plan does about it, so that it is no surprise.")
    position = models.PositiveSmallIntegerField(help_text="Order in which causes are offered.")

    class Meta(Term.Meta):
        ordering = ["position", "code"]


class ReflectionQuestion(Term):
    """A question the student looks back with. An answer can raise root causes."""

    raises = models.ManyToManyField(
        RootCause,
        related_name="questions",
        blank=True,
        help_text="The causes to offer when the answer points that way.",
    )
    position = models.PositiveSmallIntegerField(help_text="Order in which questions are asked.")

    class Meta(Term.Meta):
        ordering = ["position", "code"]


class ScreeningTool(Term):
    """A short self-rating whose result can suggest talking to somebody."""

    class Scoring(models.TextChoices):
        MEAN = "mean", "mean of the items"
        SUM = "sum", "sum of the items"

    items = models.PositiveSmallIntegerField("questions")
    item_low = models.SmallIntegerField("lowest answer")
    item_high = models.SmallIntegerField("highest answer")
    score = models.CharField("score is the", max_length=10, choices=Scoring)
    notable_at = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        help_text="From this score on, offer a conversation. It is never a diagnosis.",
    )
    terms = models.CharField("terms of use", max_length=300, help_text="What the licence allows.")

    class Meta(Term.Meta):
        constraints = [
            *Term.Meta.constraints,
            in_order("item_low", "item_high", "The highest answer must be above.", strict=True),
            within("items", 1, 100, "A tool has between 1 and 100 questions."),
            models.CheckConstraint(
                condition=Q(
                    score="mean",
                    notable_at__gte=F("item_low"),
                    notable_at__lte=F("item_high"),
                )
                | Q(
                    score="sum",
                    notable_at__gte=calculated("item_low", "items", joiner="*"),
                    notable_at__lte=calculated("item_high", "items", joiner="*"),
                ),
                name="%(class)s_notable_in_reach",
                violation_error_message="No answers can reach this score.",
            ),
        ]


class CrisisLine(Term):
    """Where to turn at once. Shown on every student page; that it was opened is never logged."""

    how = models.CharField(max_length=200, help_text="What to do, such as: call or text 988.")
    call_number = models.CharField(
        max_length=20, blank=True, validators=[DIGITS], help_text="What a phone calls, such as 988."
    )
    text_number = models.CharField(
        max_length=20, blank=True, validators=[DIGITS], help_text="What a phone sends a text to."
    )
    url = models.URLField("web address", blank=True)
    position = models.PositiveSmallIntegerField(help_text="Order in which lines are shown.")

    class Meta(Term.Meta):
        verbose_name = "crisis line"
        ordering = ["position", "code"]
