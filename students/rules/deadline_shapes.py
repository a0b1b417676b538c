"""What each shape of deadline needs before a day can be worked out, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from students.rules.case import DeadlineShape

SPAN_UNITS: Final = {
    DeadlineShape.DAYS_AFTER: "days",
    DeadlineShape.WEEKS_AFTER: "weeks",
    DeadlineShape.MONTHS_AFTER: "months",
}
NO_EVENT = "Choose the event it is counted from."


def missing_of(shape: DeadlineShape, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The fields a deadline of this shape still lacks, each with what to do about it."""
    if shape in SPAN_UNITS:
        if not given["event"]:
            yield "event", NO_EVENT
        if given["n"] is None:
            yield "n", f"Say how many {SPAN_UNITS[shape]}."
    elif shape is DeadlineShape.ON_DATE:
        if given["date"] is None:
            yield "date", "Give the day."
    elif shape is DeadlineShape.BEFORE_BLOCK:
        if not _is_within(given["block"], 1, None):
            yield "block", "Say before which block: 1 is the first that starts after the result."
    else:
        yield from _missing_of_month_day(given)


def _missing_of_month_day(given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    if not _is_within(given["month"], 1, 12):
        yield "month", "Give the month as a number from 1 to 12."
    if not _is_within(given["day"], 1, 31):
        yield "day", "Give the day of the month, from 1 to 31."
    if not given["year_event"]:
        yield "year_event", NO_EVENT


def _is_within(number: object, low: int, high: int | None) -> bool:
    return isinstance(number, int) and low <= number and (high is None or number <= high)
