"""The parts of a policy: its clauses, deadlines and gate, and what it says in words only."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from students.choices import DeadlineKind, DeadlineShape, NoteTopic, ResumeOn, RotationRule
from students.models.policy import Policy
from students.rules import case
from students.rules.deadline_shapes import missing_of

LEAVE_KIND_MESSAGE = "Say what kind of leave these days are."
LEAVE_ORDER_MESSAGE = "The longest leave cannot be shorter than the shortest."
CONDITIONAL_MESSAGE = "The conditional minimum is below the minimum."


class FailClause(models.Model):
    """What a policy says for a student's k-th fail; the last clause serves all later ones."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="on_fail")
    number = models.PositiveSmallIntegerField(
        "for fail number", validators=[MinValueValidator(1)], help_text="1 is the first fail."
    )
    rotation = models.CharField("the current rotation", max_length=20, choices=RotationRule)
    resume_on = models.CharField("released by", max_length=10, choices=ResumeOn)
    standing = models.CharField(
        max_length=60,
        null=True,
        blank=True,
        help_text="The academic standing it gives, such as academic_warning.",
    )
    text = models.TextField("what it says, in short", blank=True)
    meetings = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    documents = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    approver = models.CharField(
        max_length=100,
        null=True,
        blank=True,
    )
    leave_kind = models.CharField(max_length=60, blank=True)
    leave_min_days = models.PositiveSmallIntegerField(null=True, blank=True)
    leave_max_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "number"],
                name="fail_clause_once",
                violation_error_message="There is already a clause for this fail.",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="fail_clause_from_one",
                violation_error_message="Fails are counted from 1.",
            ),
            models.CheckConstraint(
                condition=~Q(leave_kind="")
                | Q(leave_min_days__isnull=True, leave_max_days__isnull=True),
                name="fail_clause_leave_has_a_kind",
                violation_error_message=LEAVE_KIND_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(leave_min_days__isnull=True)
                | Q(leave_max_days__isnull=True)
                | Q(leave_max_days__gte=F("leave_min_days")),
                name="fail_clause_leave_in_order",
                violation_error_message=LEAVE_ORDER_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return f"Fail {self.number}"

    def clean(self) -> None:
        """Put what is wrong with the leave beside its field."""
        super().clean()
        least, most = self.leave_min_days, self.leave_max_days
        if not self.leave_kind and (least is not None or most is not None):
            raise ValidationError({"leave_kind": LEAVE_KIND_MESSAGE})
        if least is not None and most is not None and most < least:
            raise ValidationError({"leave_max_days": LEAVE_ORDER_MESSAGE})


class PolicyNote(models.Model):
    """Something a policy says, or leaves unsaid, that no rule computes: kept in words and shown."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="notes")
    fail_number = models.PositiveSmallIntegerField(
        "for fail number",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Empty: not about one fail.",
    )
    topic = models.CharField("about", max_length=20, choices=NoteTopic)
    text = models.TextField("what it says")

    class Meta:
        ordering = [F("fail_number").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fail_number__isnull=True) | Q(fail_number__gte=1),
                name="policy_note_fail_from_one",
                violation_error_message="Fails are counted from 1.",
            ),
            models.CheckConstraint(
                condition=Q(topic__in=NoteTopic.values),
                name="policy_note_topic_known",
                violation_error_message="Choose one of the topics.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.text}"


AFTER_EVENT = [DeadlineShape.DAYS_AFTER, DeadlineShape.WEEKS_AFTER, DeadlineShape.MONTHS_AFTER]

SHAPE_IS_WHOLE = (
    Q(shape__in=AFTER_EVENT, n__isnull=False) & ~Q(event="")
    | Q(shape=DeadlineShape.ON_DATE, date__isnull=False)
    | Q(shape=DeadlineShape.MONTH_DAY, month__range=(1, 12), day__range=(1, 31)) & ~Q(year_event="")
    | Q(shape=DeadlineShape.BEFORE_BLOCK, block__gte=1)
)


class PolicyDeadline(models.Model):
    """One deadline: of the clause with its `fail_number`, or (without one) whatever the attempt."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="deadlines")
    fail_number = models.PositiveSmallIntegerField(
        "for fail number",
        null=True,
        blank=True,
        help_text="Empty: it holds whatever the attempt.",
    )
    number = models.PositiveSmallIntegerField(default=1, help_text="Its place in the list.")
    kind = models.CharField(max_length=10, choices=DeadlineKind)
    shape = models.CharField(max_length=20, choices=DeadlineShape)
    event = models.CharField(max_length=30, blank=True)
    n = models.PositiveSmallIntegerField("how many", null=True, blank=True)
    date = models.DateField(null=True, blank=True)
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    year_event = models.CharField("in the year of", max_length=30, blank=True)
    year_plus = models.SmallIntegerField("plus years", default=0)
    block = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["fail_number", "number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=SHAPE_IS_WHOLE,
                name="policy_deadline_shape_is_whole",
                violation_error_message=(
                    "Give what this shape needs: an event and how many; a date; "
                    "a month, a day and an event; or a block counted from 1."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_shape_display()}"

    def clean(self) -> None:
        """Say field by field what the shape still needs."""
        super().clean()
        if self.shape:
            lacking = missing_of(case.DeadlineShape(self.shape), vars(self))
            if messages := dict(lacking):
                raise ValidationError(messages)


class PolicyGate(models.Model):
    """The practice scores this policy asks for before a student may sit."""

    policy = models.OneToOneField(
        Policy, on_delete=models.CASCADE, primary_key=True, related_name="gate"
    )
    instruments = ArrayField(models.SlugField(max_length=30))
    scale = models.SlugField(max_length=20)
    min = models.FloatField("minimum", null=True, blank=True)
    conditional_min = models.FloatField("conditional minimum", null=True, blank=True)
    distinct_forms = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1)])
    max_age_days = models.PositiveSmallIntegerField(null=True, blank=True)
    min_days_before_sitting = models.PositiveSmallIntegerField(null=True, blank=True)
    max_tries = models.PositiveSmallIntegerField(null=True, blank=True)
    extra = ArrayField(
        models.CharField(max_length=300),
        default=list,
        blank=True,
        help_text="Conditions a person must judge; shown, never computed.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(conditional_min__isnull=True) | Q(conditional_min__lte=F("min")),
                name="gate_conditional_below_min",
                violation_error_message=CONDITIONAL_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(distinct_forms__gte=1),
                name="gate_asks_for_a_form",
                violation_error_message="A gate asks for at least one form.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gate of {self.policy}"

    def clean(self) -> None:
        """Put the commonest slip beside its field."""
        super().clean()
        least, conditional = self.min, self.conditional_min
        if least is not None and conditional is not None and conditional > least:
            raise ValidationError({"conditional_min": CONDITIONAL_MESSAGE})
