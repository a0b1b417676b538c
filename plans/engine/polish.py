"""Bring a spread of hours back to its targets without moving a visit that must stay.

Handing out a day at a time leaves small debts at the end. They are settled here by moving time
between areas that meet on a day, and by dropping visits that nobody waits for.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

MOST_AREAS = 4  # a day
RETURN_WITHIN = 10  # study days: from rebuild on, at most nine in a row without an area

Given = list[dict[int, int]]


class StudyDay(NamedTuple):
    """A day with minutes that is not a practice exam; `week` numbers calendar weeks.

    `quarters` is what the day has for areas; `must_return` marks days from the rebuild phase on.
    """

    day: int
    quarters: int
    week: int
    must_return: bool


def polish(
    given: Given, days: Sequence[StudyDay], targets: Sequence[int], *, keep: Collection[int] = ()
) -> None:
    """Settle what areas got too much or too little; the visits of `keep` all stay."""
    debts = list(targets)
    for day in given:
        for area, quarters in day.items():
            debts[area] -= quarters
    _move_within_days(given, debts)
    if any(debts):
        _drop_spare_visits(given, days, debts, keep)
        _move_within_days(given, debts)


def _move_within_days(given: Given, debts: list[int]) -> None:
    """Move time from areas that have too much to those that have too little, day by day."""
    for day in given:
        for giver in [area for area in day if debts[area] < 0]:
            for taker in day:
                quarters = min(-debts[giver], debts[taker], day[giver] - 1)
                if quarters > 0:
                    _move(day, giver, taker, quarters, debts)


def _drop_spare_visits(
    given: Given, days: Sequence[StudyDay], debts: list[int], keep: Collection[int]
) -> None:
    """Drop visits of areas with too much time where the visits around them are close enough."""
    first = next((i for i, day in enumerate(days) if day.must_return), len(days))
    for area, debt in enumerate(list(debts)):
        if debt >= 0 or area in keep:
            continue
        before = first - 1
        visits = [i for i, day in enumerate(given) if area in day]
        for i, position in enumerate(visits):
            following = visits[i + 1] if i + 1 < len(visits) else len(days)
            day = given[position]
            is_spare = position < first or following - before <= RETURN_WITHIN
            if is_spare and day[area] <= -debts[area] and len(day) > 1:
                taker = max(day, key=lambda other: (other != area, debts[other], -other))
                _move(day, area, taker, day[area], debts)
                del day[area]
            elif position >= first:
                before = position


def _move(day: dict[int, int], giver: int, taker: int, quarters: int, debts: list[int]) -> None:
    day[giver] -= quarters
    day[taker] += quarters
    debts[giver] += quarters
    debts[taker] -= quarters
