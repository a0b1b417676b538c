"""A plan to one exam day before its blocks are written: its days, then its hours by area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from plans.engine.agenda import Agenda
from plans.engine.days import DayKind, DayPlan
from plans.engine.links import Link
from plans.engine.phases import Phases
from plans.engine.polish import MOST_AREAS, RETURN_WITHIN, StudyDay
from plans.engine.result import Day
from plans.engine.spread import Spread

LEAST_SHARE = 0.99  # a plan reaches at least 99%
SURE_SHARE = 0.991


@dataclass(frozen=True, slots=True)
class Route:
    """The practice exams on the way to an exam day and the phases they make.

    `is_followed` tells that they are those of the plan followed so far.
    """

    chain: tuple[Link, ...]
    phases: Phases
    is_followed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """The days of a plan to one exam day, before its hours are put into them.

    `kept` are the days that stand as the plan followed so far had them.
    """

    exam: int
    chain: tuple[Link, ...]
    phases: Phases
    days: DayPlan
    agenda: Agenda
    kept: Mapping[int, Day]

    @property
    def floor_quarters(self) -> int:
        """What each area gets at least: a visit for every full ten study days from rebuild on."""
        return self.agenda.returning_days // RETURN_WITHIN

    def places(self) -> list[int]:
        """How many areas each study day from rebuild on can hold."""
        return [min(day.quarters, MOST_AREAS) for day in self.agenda.study_days if day.must_return]

    def lets_return(self, areas: int) -> bool:
        """Whether any ten study days on end from rebuild on have a place for each area."""
        places = [
            min(day.quarters, MOST_AREAS) for day in self.agenda.study_days if day.must_return
        ]
        before = [0, *accumulate(places)]
        return all(
            later - sooner >= areas
            for sooner, later in zip(before, before[RETURN_WITHIN:], strict=False)
        )

    def ordinary_days(self) -> list[StudyDay]:
        """The days that could be left free: study and buffer days from the rebuild phase on."""
        return [
            day
            for day in self.agenda.study_days
            if day.must_return and self.days.kinds[day.day] in (DayKind.STUDY, DayKind.BUFFER)
        ]

    def smallest_days(self) -> list[int]:
        """The days that could be left free for the least loss: those with the least time for
        areas, the last one first."""
        ordinary = self.ordinary_days()
        least = min((day.quarters for day in ordinary), default=0)
        return [day.day for day in reversed(ordinary) if day.quarters == least]


@dataclass(frozen=True, slots=True)
class Layout:
    """A draft with its hours: by day and area, by area, and the EPC they bring.

    `ideal` is what the best split of the same hours would bring that lets every area return.
    """

    draft: Draft
    spread: Spread
    hours: tuple[float, ...]
    gain: float
    ideal: float

    @property
    def is_near_best(self) -> bool:
        """Whether the gain is surely 99% of the best split that lets every area return."""
        return self.gain >= SURE_SHARE * self.ideal

    @property
    def is_worth_its_hours(self) -> bool:
        """Whether it is at least 99%, as is always true of a plan."""
        return self.gain >= LEAST_SHARE * self.ideal

    def share_in_blocks(self, block: int) -> float:
        """How much of the practise phase is whole blocks of so many quarters on one area."""
        phases, rows = (
            self.draft.phases,
            zip(self.draft.agenda.study_days, self.spread.given, strict=True),
        )
        practise = [
            quarters
            for day, given in rows
            if phases.practise_from <= day.day < phases.taper_from
            for quarters in given.values()
        ]
        whole = sum(quarters // block * block for quarters in practise)
        return whole / sum(practise) if practise else 1.0
