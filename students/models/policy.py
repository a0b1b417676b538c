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
from advising.words import say_day
from students.choices import TestingOnLeave
from students.models.reference.base import ORDER_MESSAGE, STALE_AFTER, DatedFactQuerySet
from students.models.student import Student
from students.rules.policy_versions import overlapping
from students.rules.reference import is_in_force

OWNER_MESSAGE = "Another school's policy has this code. Choose another."


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
        "sitting the exam on leave",
        max_length=10,
        choices=TestingOnLeave,
        default=TestingOnLeave.ALLOWED,
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
                violation_error_message=OWNER_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse days and classes that another version of the policy already binds."""
        super().clean()
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValidationError({"effective_to": ORDER_MESSAGE})
        others = list(Policy.objects.filter(code=self.code).exclude(pk=self.pk))
        if any(other.school_id != self.school_id for other in others):
            raise ValidationError({"code": OWNER_MESSAGE})
        if other := overlapping(self, others):
            since = (
                f"from {say_day(other.effective_from)}"
                if other.effective_from
                else "without a first day"
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
