"""From values and days to places on the drawing, and which of them get a tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor

STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200)
WEEKS = (1, 2, 4, 8, 13, 26, 52)
SMALLEST_SPAN = 20


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from [low, high] to [start, end] in pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class DayScale:
    """A straight line from a span of days to [start, end] in pixels."""

    first: date
    last: date
    start: float
    end: float

    def __call__(self, day: date) -> float:
        days = (self.last - self.first).days
        return self.start + (day - self.first).days / days * (self.end - self.start)


def round_bounds(values: Sequence[float], *, at_most: int) -> tuple[int, int, int]:
    """The lowest and highest tick around the values, and the step between ticks.

    The step is the smallest that needs at most `at_most` steps. A span under 20 is widened to
    20 first, so that a chart does not make a point or two look like a cliff.
    """
    low, high = min(values), max(values)
    air = max(0, (SMALLEST_SPAN - (high - low)) / 2)
    for step in STEPS:
        bottom, top = floor((low - air) / step) * step, ceil((high + air) / step) * step
        if (top - bottom) / step <= at_most:
            break
    return bottom, top, step


def spread_days(days: Sequence[date]) -> tuple[date, date]:
    """The first and last day of an axis: the given ones with a little air on both sides."""
    first, last = min(days), max(days)
    air = timedelta(days=max(3, (last - first).days // 20))
    return first - air, last + air


def ticks(low: float, high: float, step: int) -> list[int]:
    """The multiples of a step from low to high, both included."""
    return list(range(ceil(low / step) * step, floor(high) + 1, step))


def monday_ticks(first: date, last: date, *, at_most: int) -> list[date]:
    """Mondays that get a tick: every 1, 2, 4, 8... weeks, as few as fit."""
    monday = first + timedelta(days=-first.weekday() % 7)
    mondays = [monday + timedelta(weeks=week) for week in range((last - monday).days // 7 + 1)]
    every = next((weeks for weeks in WEEKS if len(mondays) <= weeks * at_most), WEEKS[-1])
    return mondays[::every]
