"""The difference between two versions, from the dates down to the days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from advising.words import say_day
from plans.diff.days import Waiting, WeekChange, changed_weeks
from plans.diff.side import Side
from plans.diff.story import (
    changed_dates,
    changed_exams,
    changed_forecast,
    changed_hours,
    changed_phases,
)
from plans.document import Names
from plans.telling import Reader

NOTHING_WAITS: Waiting = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """Everything that differs, said in sentences, and every day that differs, by weeks."""

    dates: tuple[str, ...]
    exams: tuple[str, ...]
    hours: tuple[str, ...]
    phases: tuple[str, ...]
    forecast: tuple[str, ...]
    weeks: tuple[WeekChange, ...]
    exam_on: date
    days_compared: int

    @property
    def is_empty(self) -> bool:
        """Whether the versions say the same."""
        return not (self.sentences or self.weeks)

    @property
    def sentences(self) -> tuple[str, ...]:
        return (*self.dates, *self.exams, *self.hours, *self.phases, *self.forecast)

    @property
    def days_changed(self) -> int:
        return sum(len(week.days) for week in self.weeks)

    @property
    def exam_words(self) -> str:
        """Where the exam is now, moved or not."""
        moved = next((words for words in self.dates if words.startswith("The exam ")), "")
        return moved or f"The exam stays on {say_day(self.exam_on)}."

    @property
    def days_words(self) -> str:
        """How many of the days differ: "12 of 61 days change."."""
        if not self.days_changed:
            return "No day changes."
        verb = "changes" if self.days_changed == 1 else "change"
        return f"{self.days_changed} of {self.days_compared} days {verb}."


def compare(
    before: tuple[Mapping[str, Any], date],
    after: tuple[Mapping[str, Any], date],
    names: Names,
    waiting: Waiting = NOTHING_WAITS,
    reader: Reader = Reader.STUDENT,
) -> PlanDiff:
    """What is different in a version after another, each a result document and its first day.

    `waiting` is the work of past days that was not done, which the days ahead may take up.
    """
    old, new = _sides(before, after)
    return PlanDiff(
        dates=tuple(changed_dates(old, new, reader)),
        exams=tuple(changed_exams(old, new, names)),
        hours=tuple(changed_hours(old, new, names)),
        phases=tuple(changed_phases(old, new)),
        forecast=tuple(changed_forecast(old, new)),
        weeks=changed_weeks(old, new, names, waiting),
        exam_on=new.exam_on,
        days_compared=len(old.days.keys() | new.days.keys()),
    )


def _sides(
    before: tuple[Mapping[str, Any], date], after: tuple[Mapping[str, Any], date]
) -> tuple[Side, Side]:
    starts = [date.fromisoformat(result["plan"]["starts_on"]) for result, _ in (before, after)]
    since = max(starts) if before[1] == after[1] else min(starts)
    return Side(*before, since), Side(*after, since)
