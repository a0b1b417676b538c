"""A school's rules on a failed exam, as dated data: exactly what a case file can say."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from advising.models import School, User
from students.choices import (
    DeadlineKind,
    DeadlineShape,
    NoteTopic,
    ResumeOn,
    RotationRule,
    TestingOnLeave,
)
from students.models.reference.base import ORDER_MESSAGE, STALE_AFTER, DatedFactQuerySet
from students.models.student import Student
from students.rules.policy_versions import overlapping
from students.rules.reference import is_in_force


class PolicyQuerySet(DatedFactQuerySet["Policy"]):
    """Versions of policies by the day they hold, by when they were checked and by whose they are."""

    def stale(self, today: date) -> Self:
        """Versions nobody has checked against their source for a year, or ever."""
        return super().stale(today) | self.filter(verified_on=None)

    def seen_by(self, keeper: User) -> Self:
        """What a member of staff may read: their school's own, and the library."""
        if keeper.is_superuser:
            return self.all()
        return self.filter(Q(school=None) | Q(school=keeper.school_id))

    def with_followers(self) -> Self:
        """Each with how many students its code governs."""
        students = Student.objects.filter(policy_code=OuterRef("code"), own_policy__isnull=True)
        count = students.values("policy_code").annotate(count=Count("*")).values("count")
        return self.annotate(followers=Coalesce(Subquery(count), 0))


class Policy(models.Model):
    """One version of a school's policy: in force from a day to a day, for some classes or all."""

    school = models.ForeignKey(
        School,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="policies",
        help_text="Empty for a published policy of another school, kept to copy from.",
    )
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=500, help_text="Where the policy can be read.")
    verified_on = models.DateField(null=True, blank=True)
    effective_from = models.DateField(
        "first day in force", null=True, blank=True, help_text="Empty: it has always held."
    )
    effective_to = models.DateField(
        "last day in force", null=True, blank=True, help_text="Empty: it still holds."
    )
    class_years = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        help_text="Graduation years it binds, separated by commas. Empty means every class.",
    )
    max_attempts = models.PositiveSmallIntegerField(
        "sittings in all",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Empty means the exam's own limit only.",
    )
    testing_on_leave = models.CharField(
        "sitting the exam on leave", max_length=10, choices=TestingOnLeave, default=TestingOnLeave.ALLOWED
    )
    policy_date = models.CharField(
        "date of the source", max_length=300, blank=True, help_text="As the source gives it."
    )
    is_truncated = models.BooleanField(
        "only partly seen",
        default=False,
        help_text="Only the beginning of the source was read: there may be more in it.",
    )
    edited_at = models.DateTimeField(
        "changed here at",
        null=True,
        blank=True,
        editable=False,
        help_text="Set when staff change the policy; updates of the system then leave it alone.",
    )

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["code", "effective_from", "pk"]
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True)
                | Q(effective_to__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="policy_effective_in_order",
                violation_error_message="The last day in force cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(max_attempts__isnull=True) | Q(max_attempts__gte=1),
                name="policy_allows_an_attempt",
                violation_error_message="A policy allows at least one attempt.",
            ),
            models.UniqueConstraint(
                fields=["code", "effective_from", "class_years"],
                nulls_distinct=False,
                name="policy_version_once",
                violation_error_message=(
                    "This version of the policy is already here, for the same classes and first day."
                ),
            ),
            ExclusionConstraint(
                name="policy_code_of_one_owner",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (Coalesce("school_id", Value(0)), RangeOperators.NOT_EQUAL),
                ],
                violation_error_message="Another school's policy has this code. Choose another.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse days and classes that another version of the policy already binds."""
        super().clean()
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValidationError({"effective_to": ORDER_MESSAGE})
        others = Policy.objects.filter(code=self.code).exclude(pk=self.pk)
        if other := overlapping(self, others):
            since = (
                f"from {other.effective_from}" if other.effective_from else "without a first day"
            )
            raise ValidationError(
                {
                    "effective_from": (
                        f"The version {since} binds the same classes on some of these days."
                        " End it first, or name other classes."
                    )
                }
            )

    def is_in_force(self, on: date) -> bool:
        """Whether this version holds on a day."""
        return is_in_force(self, on)

    def is_stale(self, today: date) -> bool:
        """Whether nobody has checked this version against its source for a year, or ever."""
        return self.verified_on is None or self.verified_on <= today - STALE_AFTER


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
                violation_error_message="Say what kind of leave these days are.",
            ),
            models.CheckConstraint(
                condition=Q(leave_min_days__isnull=True)
                | Q(leave_max_days__isnull=True)
                | Q(leave_max_days__gte=F("leave_min_days")),
                name="fail_clause_leave_in_order",
                violation_error_message="The longest leave cannot be shorter than the shortest.",
            ),
        ]

    def __str__(self) -> str:
        return f"Fail {self.number}"


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
                violation_error_message="The conditional minimum is below the minimum.",
            ),
            models.CheckConstraint(
                condition=Q(distinct_forms__gte=1),
                name="gate_asks_for_a_form",
                violation_error_message="A gate asks for at least one form.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gate of {self.policy}"
