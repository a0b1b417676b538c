"""Where a practice exam fits: one day of five hours, or its four sections over several days.

Why 7 to 16 days between two: often enough to adapt (seed 002: reassess early and often), far
enough apart that a form measures learning and not noise.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plans.engine.calendar import Calendar

EXAM_QUARTERS = 20  # 300 minutes: four sections of 75
SECTION_QUARTERS = 5
SECTIONS = 4
BASELINE_WITHIN = 3  # days with hours
MIN_GAP, MAX_GAP = 7, 16


class Sitting(NamedTuple):
    """A practice exam in the calendar: its days, each with its quarter-hours."""

    begins: int
    on: int  # the day it is dated: the last part's
    parts: tuple[tuple[int, int], ...]


class Span(NamedTuple):
    """The days on which the next practice exam may be taken.

    `free_from` is the first day it may begin: not before the review of the one before.
    """

    first: int
    last: int
    free_from: int = 0


class Options(NamedTuple):
    """What a span offers: sittings inside it, and where to look on if none can be used."""

    inside: tuple[Sitting, ...]
    look_from: int
    may_split: bool


class Sittings:
    """Every practice exam the student's hours allow, each looked up once."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._after: dict[int, Options] = {}
        self._split: dict[int, Sitting | None] = {}

    def options_after(self, day: int) -> Options:
        """What may follow a practice exam dated on a day."""
        if day not in self._after:
            calendar = self.calendar
            last = calendar.last_within(day, MAX_GAP)
            span = Span(day + MIN_GAP, last, calendar.next_working[day] + 1)
            self._after[day] = self.options_in(span)
        return self._after[day]

    def options_in(self, span: Span) -> Options:
        """A span's days of five hours; only if it has none, sections over consecutive days."""
        quarters = self.calendar.quarters
        days = range(max(span.first, 0), min(span.last + 1, len(quarters)))
        has_long_day = any(quarters[day] >= EXAM_QUARTERS for day in days)
        free = range(max(days.start, span.free_from), days.stop)
        place = self.single if has_long_day else self.split
        inside = [s for day in free if (s := place(day)) and s.on <= span.last]
        return Options(tuple(inside), free.start, not has_long_day)

    def baselines(self) -> Options:
        """The first three days with hours; where none can begin a practice exam, look on."""
        days = self.calendar.first_working(BASELINE_WITHIN)
        has_long_day = any(self.calendar.quarters[day] >= EXAM_QUARTERS for day in days)
        place = self.single if has_long_day else self.split
        inside = [s for day in days if (s := place(day))]
        return Options(tuple(inside), days[-1] + 1 if days else len(self.calendar), True)

    def from_day(self, day: int, *, may_split: bool) -> Iterator[Sitting]:
        """The sittings that begin on or after a day, in the order they begin."""
        for begins in range(day, len(self.calendar)):
            sitting = self.single(begins) or (self.split(begins) if may_split else None)
            if sitting:
                yield sitting

    def single(self, day: int) -> Sitting | None:
        """A whole practice exam on one day."""
        if self.calendar.quarters[day] < EXAM_QUARTERS:
            return None
        return Sitting(day, day, ((day, EXAM_QUARTERS),))

    def split(self, day: int) -> Sitting | None:
        """A practice exam section by section over consecutive days with hours, from a day on."""
        if day not in self._split:
            self._split[day] = self._divided(day)
        return self._split[day]

    def _divided(self, day: int) -> Sitting | None:
        parts = tuple(self._sections(day))
        if sum(quarters for _, quarters in parts) < EXAM_QUARTERS:
            return None
        return Sitting(day, parts[-1][0], parts)

    def _sections(self, day: int) -> Iterator[tuple[int, int]]:
        left = SECTIONS
        while left and day < len(self.calendar):
            fit = min(self.calendar.quarters[day] // SECTION_QUARTERS, left)
            if not fit:
                return
            yield day, fit * SECTION_QUARTERS
            left -= fit
            day = self.calendar.next_working[day]
