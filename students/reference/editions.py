"""Dated rows: which is meant, and over which stretches of days the same rows hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypedDict, TypeVar

from students.models.reference import DatedFact
from students.rules.reference import in_force

FactT = TypeVar("FactT", bound=DatedFact)


class Days(TypedDict):
    """A row's first and last day, as the plain values take them."""

    effective_from: date | None
    effective_to: date | None


class ReferenceDataMissing(Exception):
    """A table that the rules cannot do without has no row."""


def needed(rows: list[FactT]) -> list[FactT]:
    """The rows of a table that the rules cannot do without."""
    if not rows:
        raise ReferenceDataMissing("Reference data is missing: run `manage.py load_reference`.")
    return rows


def pick(rows: Iterable[FactT], on: date | None) -> FactT:
    """The row in force on a day, else the newest."""
    editions = needed(sorted(rows, key=lambda row: row.effective_from or date.min))
    return (on and in_force(editions, on)) or editions[-1]


def number(value: Decimal | None) -> float | None:
    """A column's decimal as the plain values have it."""
    return None if value is None else float(value)


def days(row: DatedFact) -> Days:
    """The days a row holds."""
    return {"effective_from": row.effective_from, "effective_to": row.effective_to}


def held(rows: Iterable[FactT], first: date | None, last: date | None) -> list[FactT]:
    """The rows in force throughout a stretch in which nothing begins or ends."""
    day = first or last
    return [
        row
        for row in rows
        if (row.is_in_force(day) if day else not (row.effective_from or row.effective_to))
    ]
