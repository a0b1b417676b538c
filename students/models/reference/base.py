"""What every reference row has: a source, how far to trust it, and the days it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, ClassVar, Self, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

FactT = TypeVar("FactT", bound=models.Model, covariant=True)

STALE_AFTER = timedelta(days=365)
ORDER_MESSAGE = "The last day cannot be before the first day."


class Confidence(models.TextChoices):
    """How far a fact can be trusted."""

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


class DatedFactQuerySet(models.QuerySet[FactT]):
    """Reference rows by the day they hold and the day they were checked."""

    def in_force(self, on: date) -> Self:
        """The rows whose first and last day hold this day, both included."""
        begun = Q(effective_from__isnull=True) | Q(effective_from__lte=on)
        not_over = Q(effective_to__isnull=True) | Q(effective_to__gte=on)
        return self.filter(begun, not_over)

    def stale(self, today: date) -> Self:
        """The rows nobody has checked against their source for a year."""
        return self.filter(verified_on__lte=today - STALE_AFTER)

    def get_by_natural_key(self, name: str) -> Any:
        """The row a fixture means by its fixed name."""
        model: Any = self.model
        return self.get(**{model.NATURAL_KEY: name})


class DatedFact(models.Model):
    """One fact about an exam, a school year or the system's own assumptions.

    Facts are never constants of the code: each row says where it comes from, how sure that
    is, when somebody last looked, and from which day to which day it holds.
    """

    NATURAL_KEY: ClassVar[str]

    source = models.CharField(
        max_length=500,
        help_text="Where the fact comes from: a web address, or the document's name.",
    )
    source_note = models.TextField(
        blank=True, help_text="What to know about the source: its wording, its gaps, its doubts."
    )
    note = models.TextField(blank=True, help_text="What to know about the fact itself.")
    confidence = models.CharField(
        max_length=1,
        choices=Confidence,
        help_text=(
            "High: the official page, or two independent sources. Medium: one secondary source"
            " quoting the official one. Low: opinion, commercial or modelled. If sources disagree,"
            " choose the lower and say why in the source note."
        ),
    )
    verified_on = models.DateField(
        help_text="The day somebody last compared this row with its source."
    )
    effective_from = models.DateField(
        "first day in force", null=True, blank=True, help_text="Empty: it has always held."
    )
    effective_to = models.DateField(
        "last day in force",
        null=True,
        blank=True,
        help_text="Empty: it still holds. To retire a fact, end it here rather than delete it.",
    )
    edited_at = models.DateTimeField(
        "changed here at",
        null=True,
        blank=True,
        editable=False,
        help_text="Set when staff change the row; updates of the system then leave it alone.",
    )

    objects = DatedFactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(effective_from__isnull=True)
                | Q(effective_to__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="%(class)s_dates_in_order",
                violation_error_message=ORDER_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=Confidence.values),
                name="%(class)s_confidence_known",
                violation_error_message="Confidence is high (H), medium (M) or low (L).",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="%(class)s_has_source",
                violation_error_message="Say where the fact comes from.",
            ),
        ]

    def natural_key(self) -> tuple[str]:
        return (getattr(self, self.NATURAL_KEY),)

    def clean(self) -> None:
        """Put the commonest slip beside its field, before the database has to refuse it."""
        super().clean()
        if self.effective_from and self.effective_to and self.effective_to < self.effective_from:
            raise ValidationError({"effective_to": ORDER_MESSAGE})

    def is_in_force(self, on: date) -> bool:
        """Whether this row holds on a day."""
        begun = self.effective_from is None or self.effective_from <= on
        return begun and (self.effective_to is None or on <= self.effective_to)

    def is_stale(self, today: date) -> bool:
        """Whether nobody has checked this row against its source for a year."""
        return self.verified_on <= today - STALE_AFTER


class Term(DatedFact):
    """A word of the shared vocabulary: a fact that records and case files name by its code."""

    NATURAL_KEY = "code"

    code = models.SlugField(
        max_length=60,
        unique=True,
        help_text="The fixed word for it in case files and imports, such as cbssa.",
    )
    name = models.CharField(max_length=200, help_text="What people read.")

    class Meta(DatedFact.Meta):
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Edition(DatedFact):
    """One version of a fact; another version of the same fact holds on other days."""

    NATURAL_KEY = "key"

    key = models.CharField(
        "row name",
        max_length=100,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9_.-]+$",
                "Use small letters, digits, dots, hyphens and underscores, such as step1-2022.",
            )
        ],
        help_text="A fixed name for this row, such as step1-2022. Imports find the row by it.",
    )

    class Meta(DatedFact.Meta):
        abstract = True
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


def spans(rows: Iterable[DatedFact]) -> Iterator[tuple[date | None, date | None]]:
    """The stretches of days between which rows begin and end, in order, gaps included.

    Within one stretch the same rows are in force on every day.
    """
    day = timedelta(days=1)
    rows = tuple(rows)
    starts = {row.effective_from for row in rows if row.effective_from}
    starts |= {row.effective_to + day for row in rows if row.effective_to}
    edges: list[date | None] = [None, *sorted(starts), None]
    for first, following in pairwise(edges):
        yield first, following - day if following else None
