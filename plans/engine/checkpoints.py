"""When practice exams are taken: every chain of days that the rules allow, and the best of them.

A chain starts with the baseline (or with a practice score of the last week), goes on every 7 to
16 days, and ends 3 to 7 days before the exam. Which days can follow which does not depend on the
exam date, so the chains are grown once, day by day, and read off for every exam date asked.
Why 7 to 16 days: often enough to adapt (seed 002: reassess early and often), far enough apart
that a form measures learning and not noise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from plans.engine.calendar import Calendar
from plans.engine.forms import Choice, FormShelf

EXAM_QUARTERS = 20  # 300 minutes: four sections of 75
SECTION_QUARTERS = 5
SECTIONS = 4
BASELINE_WITHIN = 3  # days with hours
MIN_GAP, MAX_GAP = 7, 16
CLOSE_GAP = 11  # for who skipped or ignored practice exams before
USUAL_GAP, USUAL_CLOSE_GAP = 14, 9
LAST_WITHIN, LAST_BEFORE = 7, 3  # days before the exam
BEST_LAST = 5
_TOO_WIDE = 10**6  # outweighs every preference


class Sitting(NamedTuple):
    """A practice exam in the calendar: its days, each with its quarter-hours."""

    parts: tuple[tuple[int, int], ...]

    @property
    def begins(self) -> int:
        return self.parts[0][0]

    @property
    def on(self) -> int:
        """The day it is dated: the last part's."""
        return self.parts[-1][0]


@dataclass(slots=True)
class Link:
    """A practice exam with the best chain that leads to it."""

    sitting: Sitting
    cost: int
    before: Link | None
    choice: Choice
    planned: dict[Choice, date] = field(default_factory=dict)

    def chain(self) -> list[Link]:
        """All practice exams up to this one, in order."""
        links: list[Link] = []
        link: Link | None = self
        while link is not None:
            links.append(link)
            link = link.before
        return links[::-1]


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which the next practice exam may be taken."""

    first: int
    last: int


class Chains:
    """Every practice exam that can be reached, by its day."""

    def __init__(
        self, calendar: Calendar, shelf: FormShelf, *, after_score: Span | None, is_close: bool
    ) -> None:
        """`after_score` is the first span when a recent score stands in for the baseline."""
        self._calendar = calendar
        self._shelf = shelf
        self._is_close = is_close
        self._links: dict[int, Link] = {}
        self._grown_to = 0
        self.has_baseline = after_score is None
        self._begin(after_score)

    def ending_before(self, exam: int) -> Link | None:
        """The last practice exam of the best chain for an exam day, or None if there is none.

        It lies 3 to 7 days before the exam, else on the nearest earlier day that has the hours
        for it; either way a day with hours follows for its review.
        """
        self._grow(exam - LAST_BEFORE)
        in_window = [
            link
            for day in range(exam - LAST_WITHIN, exam - LAST_BEFORE + 1)
            if (link := self._links.get(day)) and self._is_reviewed(day, exam)
        ]
        if in_window:
            return min(in_window, key=lambda link: link.cost + 4 * _off_best(exam, link))
        for day in range(exam - LAST_BEFORE, -1, -1):
            if self._is_reviewed(day, exam):
                if day in self._links:
                    return self._links[day]
                if self._calendar.quarters[day] >= EXAM_QUARTERS:
                    return None
        return None

    def first_day(self) -> int | None:
        """The first day a practice exam of this plan can be dated, None if there is none."""
        self._grow(len(self._calendar) - 1)
        return min(self._links, default=None)

    def _is_reviewed(self, day: int, exam: int) -> bool:
        return self._calendar.next_working[day] < exam

    def _begin(self, after_score: Span | None) -> None:
        if after_score is not None:
            self._follow(None, after_score, from_day=after_score.first - MIN_GAP)
            return
        days = self._calendar.first_working(BASELINE_WITHIN)
        has_long_day = any(self._calendar.quarters[day] >= EXAM_QUARTERS for day in days)
        options = [
            sitting
            for day in days
            if (sitting := self._single(day) if has_long_day else self._split(day))
            and self._can_take(sitting, {})
        ]
        if not options and days:
            first = self._first_that_can(days[-1] + 1, {}, may_split=True)
            options = [first] if first else []
        for sitting in options:
            self._offer(sitting, None, sitting.begins)

    def _grow(self, until: int) -> None:
        for day in range(self._grown_to, min(until + 1, len(self._calendar))):
            link = self._links.get(day)
            if link is not None:
                first = day + MIN_GAP
                span = Span(first, self._calendar.last_within(day, MAX_GAP))
                self._follow(link, span, from_day=day)
        self._grown_to = max(self._grown_to, min(until + 1, len(self._calendar)))

    def _follow(self, link: Link | None, span: Span, *, from_day: int) -> None:
        planned = link.planned if link else {}
        cost = link.cost if link else 0
        for sitting in self._next_sittings(span, planned):
            self._offer(sitting, link, cost + self._gap_cost(sitting.on - from_day))

    def _next_sittings(self, span: Span, planned: Mapping[Choice, date]) -> list[Sitting]:
        """What may come next: any day of the span that can hold one, else the first that can."""
        quarters = self._calendar.quarters
        days = range(max(span.first, 0), min(span.last + 1, len(quarters)))
        has_long_day = any(quarters[day] >= EXAM_QUARTERS for day in days)
        options: list[Sitting] = []
        for day in days:
            sitting = self._single(day) if has_long_day else self._split(day)
            if sitting and sitting.on <= span.last and self._can_take(sitting, planned):
                options.append(sitting)
        if options or span.first >= len(quarters):
            return options
        first = self._first_that_can(max(span.first, 0), planned, may_split=not has_long_day)
        return [first] if first else []

    def _first_that_can(
        self, day: int, planned: Mapping[Choice, date], *, may_split: bool
    ) -> Sitting | None:
        """The practice exam that ends soonest among those that begin on or after a day."""
        best: Sitting | None = None
        while day < len(self._calendar) and (best is None or day < best.on):
            sitting = self._single(day) or (self._split(day) if may_split else None)
            if sitting and (best is None or sitting.on < best.on):
                best = sitting if self._can_take(sitting, planned) else best
            day += 1
        return best

    def _offer(self, sitting: Sitting, before: Link | None, cost: int) -> None:
        """Keep the cheapest chain to each day; of two equal ones the one found first."""
        known = self._links.get(sitting.on)
        if known is not None and known.cost <= cost:
            return
        planned = before.planned if before else {}
        on = self._calendar.date_of(sitting.on)
        choice = self._pick(sitting, planned)
        if choice is not None:
            self._links[sitting.on] = Link(sitting, cost, before, choice, {**planned, choice: on})

    def _can_take(self, sitting: Sitting, planned: Mapping[Choice, date]) -> bool:
        return self._pick(sitting, planned) is not None

    def _pick(self, sitting: Sitting, planned: Mapping[Choice, date]) -> Choice | None:
        date_of = self._calendar.date_of
        return self._shelf.pick(planned, date_of(sitting.begins), date_of(sitting.on))

    def _gap_cost(self, gap: int) -> int:
        usual = USUAL_CLOSE_GAP if self._is_close else USUAL_GAP
        too_wide = self._is_close and gap > CLOSE_GAP
        return (gap - usual) ** 2 + too_wide * _TOO_WIDE

    def _single(self, day: int) -> Sitting | None:
        if self._calendar.quarters[day] < EXAM_QUARTERS:
            return None
        return Sitting(((day, EXAM_QUARTERS),))

    def _split(self, day: int) -> Sitting | None:
        """A practice exam section by section over days with hours, from a day on."""
        parts = tuple(self._sections(day))
        is_whole = sum(quarters for _, quarters in parts) == EXAM_QUARTERS
        return Sitting(parts) if is_whole else None

    def _sections(self, day: int) -> Iterator[tuple[int, int]]:
        left = SECTIONS
        while left and day < len(self._calendar):
            fit = min(self._calendar.quarters[day] // SECTION_QUARTERS, left)
            if not fit:
                return
            yield day, fit * SECTION_QUARTERS
            left -= fit
            day = self._calendar.next_working[day]


def _off_best(exam: int, link: Link) -> int:
    return (exam - BEST_LAST - link.sitting.on) ** 2
