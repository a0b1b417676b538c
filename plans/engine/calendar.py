"""The student's own days: what hours they give, day by day, in whole quarter-hours.

Days count from 0, the plan's first day. Everything the plan later puts into a day stays inside
what this calendar allows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from plans.engine.allocate import QUARTERS_PER_HOUR
from students.rules.case import WEEKDAYS, Availability, Period

DAYS_IN_WEEK = 7
_ROUNDING = 1e-9  # a weekday's hours may come out of a division: 8.000000000000001 is 8


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days from the plan's start on, by index.

    `quarters` is what a day can hold (0 on days away), `away` marks days off and blocked days,
    `weekly` the quarters by weekday. `present_before[i]` counts the days before i that are not
    away; `next_working[i]` is the first later day with hours (or the end of the calendar).
    """

    starts_on: date
    weekly: tuple[int, ...]
    quarters: tuple[int, ...]
    away: tuple[bool, ...]
    present_before: tuple[int, ...]
    next_working: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.quarters)

    def date_of(self, day: int) -> date:
        """The date of a day's index."""
        return self.starts_on + timedelta(days=day)

    def index_of(self, on: date) -> int:
        """A date's index; negative before the plan starts."""
        return (on - self.starts_on).days

    def weekday(self, day: int) -> int:
        """Monday is 0."""
        return (self.starts_on.weekday() + day) % DAYS_IN_WEEK

    def first_working(self, count: int) -> list[int]:
        """The first days with hours, at most `count` of them."""
        days: list[int] = []
        day = 0 if self.quarters and self.quarters[0] else self.next_working[0]
        while len(days) < count and day < len(self):
            days.append(day)
            day = self.next_working[day]
        return days

    def last_within(self, day: int, present_days: int) -> int:
        """The last day at most so many days later, days away not counted."""
        allowed = self.present_before[day + 1] + present_days
        return bisect_right(self.present_before, allowed) - 2


def quarters_in(hours: float) -> int:
    """The whole quarter-hours in some hours: blocks are multiples of 15 minutes."""
    return int(hours * QUARTERS_PER_HOUR + _ROUNDING)


def build_calendar(availability: Availability, starts_on: date, length: int) -> Calendar:
    """The first `length` days of a student's calendar."""
    weekly = tuple(quarters_in(availability.hours.get(name, 0)) for name in WEEKDAYS)
    away = away_days(availability.days_off, availability.blocked, starts_on, length)
    first = starts_on.weekday()
    quarters = tuple(0 if away[i] else weekly[(first + i) % DAYS_IN_WEEK] for i in range(length))
    present_before = [0]
    for is_away in away:
        present_before.append(present_before[-1] + (not is_away))
    next_working = [length] * length
    for i in range(length - 2, -1, -1):
        next_working[i] = i + 1 if quarters[i + 1] else next_working[i + 1]
    return Calendar(starts_on, weekly, quarters, away, tuple(present_before), tuple(next_working))


def away_days(
    days_off: Iterable[date], periods: Iterable[Period], starts_on: date, length: int
) -> tuple[bool, ...]:
    """Which of the days a student is away: off, blocked or on a rotation."""
    away = [False] * length
    for on in days_off:
        i = (on - starts_on).days
        if 0 <= i < length:
            away[i] = True
    for period in periods:
        first = max((period.starts_on - starts_on).days, 0)
        last = min((period.ends_on - starts_on).days, length - 1)
        for i in range(first, last + 1):
            away[i] = True
    return tuple(away)
