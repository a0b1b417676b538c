"""One entry of the score ledger as plain values, and what is wrong with it. Pure.

The names of the values are the names of the record's fields and of the form's, so that a
refusal lands beside the field it is about.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from students.rules.reference import Scale

if TYPE_CHECKING:
    from students.models import SelfAssessment

AREA_FIELD = "area_"
NOT_A_PERCENT = "Enter a percent between 0 and 100."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a student says of one practice exam, on the scale its own report prints.

    `is_first_use` None leaves it to the log: a form that is already there is a repeat.
    """

    instrument: str
    taken_on: date
    score: float
    form: str | None = None
    p_pass: float | None = None
    range_low: float | None = None
    range_high: float | None = None
    band_low: float | None = None
    band_high: float | None = None
    is_timed: bool = True
    is_first_use: bool | None = None
    areas: Mapping[str, float] = field(default_factory=dict)


def entry_of(assessment: SelfAssessment) -> Entry:
    """The entry as it is logged."""
    return Entry(
        instrument=assessment.instrument_id,
        taken_on=assessment.taken_on,
        score=assessment.score,
        form=assessment.form,
        p_pass=assessment.p_pass,
        range_low=assessment.range_low,
        range_high=assessment.range_high,
        band_low=assessment.band_low,
        band_high=assessment.band_high,
        is_timed=assessment.is_timed,
        is_first_use=assessment.is_first_use,
        areas={row.area_id: row.percent for row in assessment.areas.all()},
    )


def problems_in(
    entry: Entry, *, scale: Scale, scale_name: str, areas: Container[str], today: date
) -> dict[str, str]:
    """Every reason to refuse an entry, by the field it is about; empty when there is none."""
    problems = _problems_with_numbers(entry, scale, scale_name) | _problems_with_pairs(entry)
    if entry.taken_on > today:
        problems["taken_on"] = "Enter a day that is not in the future."
    if entry.p_pass is not None and not 0 <= entry.p_pass <= 1:
        problems["p_pass"] = NOT_A_PERCENT
    for code, percent in entry.areas.items():
        if code not in areas:
            problems[AREA_FIELD + code] = f"The exam outline has no area “{code}”."
        elif not 0 <= percent <= 100:
            problems[AREA_FIELD + code] = NOT_A_PERCENT
    return problems


def _problems_with_numbers(entry: Entry, scale: Scale, scale_name: str) -> dict[str, str]:
    """Nothing on a report can be off the report's own scale."""
    limits = f"{scale_name} goes from {scale.low:g} to {scale.high:g}: enter what the report shows."
    numbers = {
        name: getattr(entry, name)
        for name in ("score", "range_low", "range_high", "band_low", "band_high")
    }
    return {
        name: limits
        for name, value in numbers.items()
        if value is not None and not scale.low <= value <= scale.high
    }


def _problems_with_pairs(entry: Entry) -> dict[str, str]:
    """A range has two ends, the lower one first, and the likely range holds the score."""
    problems = {}
    for low_name, high_name, what in (
        ("range_low", "range_high", "likely range"),
        ("band_low", "band_high", "low-pass band"),
    ):
        low, high = getattr(entry, low_name), getattr(entry, high_name)
        if (low is None) != (high is None):
            missing = low_name if low is None else high_name
            problems[missing] = f"Enter both ends of the {what}, or neither."
        elif low is not None and low > high:
            problems[high_name] = f"The {what} ends before it begins."
    low, high = entry.range_low, entry.range_high
    if low is not None and high is not None and low <= high and not low <= entry.score <= high:
        problems["range_low"] = (
            f"The likely range must hold the score: {entry.score:g} is not between"
            f" {low:g} and {high:g}."
        )
    return problems
