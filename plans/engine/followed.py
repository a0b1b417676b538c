"""The followed plan in a planner's own days, where 0 is the first day a new version may shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from plans.engine.agenda import Activity, Fixed
from plans.engine.calendar import Calendar
from plans.engine.days import DayKind, DayPlan
from plans.engine.phases import PhaseName, Phases
from plans.engine.result import Block, Day
from plans.engine.sittings import Sitting
from plans.engine.underway import Underway
from students.rules.case import Case

_MINUTES_PER_QUARTER = 15
_LOCKED = (DayKind.PRACTICE_EXAM, DayKind.REVIEW)


@dataclass(frozen=True, slots=True)
class Followed:
    """What the followed plan has for the days to come.

    `keeps_kinds` tells that its days may stand as they are, `keeps_blocks` that what is in them
    may. `owes_review` tells that a practice exam was taken and not yet reviewed, `age` how many
    days ago the first version began.
    """

    exam: int
    phases: Phases
    days: Mapping[int, Day]
    keeps_kinds: bool
    keeps_blocks: bool
    owes_review: bool
    age: int

    @property
    def is_ahead(self) -> bool:
        """Whether its exam is still to come and every day until then is known."""
        return self.exam > 0 and all(day in self.days for day in range(self.exam))

    @property
    def stands(self) -> bool:
        """Whether its days can stay: the hours are the same, and a review follows what was taken."""
        kinds = (item.kind for _, item in sorted(self.days.items()))
        first = next((kind for kind in kinds if kind in _LOCKED), None)
        return self.keeps_kinds and (first is DayKind.REVIEW) == self.owes_review

    def sittings(self) -> tuple[Sitting, ...]:
        """The practice exams still planned."""
        found: list[Sitting] = []
        parts: list[tuple[int, int]] = []
        for day, item in sorted(self.days.items()):
            if item.kind is DayKind.PRACTICE_EXAM:
                parts.append((day, quarters_of(item)))
            elif item.kind is DayKind.REVIEW and parts:
                found.append(Sitting(parts[0][0], parts[-1][0], tuple(parts)))
                parts = []
        return tuple(found)

    def day_plan(self) -> DayPlan:
        """Its days as they are."""
        days = [self.days[day] for day in range(self.exam)]
        return DayPlan(
            kinds=[*(day.kind for day in days), DayKind.EXAM],
            quarters=[*(quarters_of(day) for day in days), 0],
            locked={i for i, day in enumerate(days) if day.kind in _LOCKED},
        )

    def same_day(self, day: int, kind: DayKind, quarters: int) -> Day | None:
        """The day as it was planned, if a new version has it of the same kind and length."""
        known = self.days.get(day)
        is_same = known and known.kind is kind and quarters_of(known) == quarters
        return known if is_same and self.keeps_kinds else None


def quarters_of(day: Day) -> int:
    """The planned quarter-hours of a day."""
    return day.minutes // _MINUTES_PER_QUARTER


def fixed_in(day: Day) -> list[Fixed]:
    """A day's work that belongs to no area."""
    return [
        Fixed(block.minutes // _MINUTES_PER_QUARTER, block.activity, block.why)
        for block in day.blocks
        if block.area is None
    ]


def is_timed(day: Day, block: int) -> bool:
    """Whether a day asks its questions in blocks of so many quarter-hours."""
    return all(
        item.minutes == block * _MINUTES_PER_QUARTER
        for item in day.blocks
        if item.activity is Activity.QUESTIONS
    )


def areas_in(blocks: Sequence[Block], areas: Sequence[str]) -> dict[int, int] | None:
    """The quarter-hours of each area; None where the outline no longer has one of them."""
    index = {code: i for i, code in enumerate(areas)}
    given: dict[int, int] = {}
    for block in blocks:
        if block.area is None:
            continue
        if block.area not in index:
            return None
        area = index[block.area]
        given[area] = given.get(area, 0) + block.minutes // _MINUTES_PER_QUARTER
    return given


def followed_on(
    underway: Underway, case: Case, calendar: Calendar, *, last_score: int | None
) -> Followed:
    """The followed plan on a calendar. `last_score` is the day of the latest practice exam."""
    exam = calendar.index_of(underway.exam_on)
    starts = {name: calendar.index_of(on) for name, on in underway.phases.items()}
    return Followed(
        exam=exam,
        phases=_phases(starts, exam),
        days={calendar.index_of(on): day for on, day in underway.days.items()},
        keeps_kinds=underway.gives_the_same_days(case),
        keeps_blocks=underway.uses_the_same_resources(case),
        owes_review=last_score is not None and _is_unreviewed(case, calendar, last_score),
        age=(calendar.starts_on - underway.began_on).days,
    )


def _phases(starts: Mapping[PhaseName, int], exam: int) -> Phases:
    """Its phases on the days to come: one that began before begins on day 0, or is over."""
    taper = starts.get(PhaseName.TAPER, exam)
    practise = starts.get(PhaseName.PRACTISE, taper)
    rebuild = starts.get(PhaseName.REBUILD, practise)
    diagnose = starts.get(PhaseName.DIAGNOSE, rebuild)
    return Phases(max(diagnose, 0), max(rebuild, 0), max(practise, 0), max(taper, 0), exam)


def _is_unreviewed(case: Case, calendar: Calendar, last_score: int) -> bool:
    """Whether no day with hours lies between the latest practice exam and day 0."""
    if last_score >= 0:
        return False
    between = (calendar.starts_on + timedelta(days=day) for day in range(last_score + 1, 0))
    return not any(case.availability.hours_on(on) for on in between)
