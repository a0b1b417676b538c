"""How the forecasts did: chances of a pass given before a sitting, against what came of it.

Pure arithmetic. A group of few students is left out altogether: its share could tell on one of
them, and says nothing about the forecast either. What is told of all is told of the groups shown,
so that nobody can take the one from the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class Pair:
    """The chance of a pass that was forecast for a sitting, and whether it was one."""

    p_pass: float
    is_pass: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The sittings whose chance lay between two edges: how many passed, and how many should have.

    `expected` and `observed` are shares from 0 to 1.
    """

    low: float
    high: float
    count: int
    expected: float
    observed: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The groups large enough to show, and what holds of all the sittings in them.

    `brier` is the mean squared distance from chance to outcome: 0 is perfect, and 0.25 is what
    saying "one half" every time gets.
    """

    groups: tuple[Group, ...]
    fewest: int
    has_hidden: bool
    brier: float | None

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def expected(self) -> float:
        """How many of the sittings shown were expected to be passes."""
        return sum(group.count * group.expected for group in self.groups)

    @property
    def observed(self) -> int:
        """How many of the sittings shown were passes."""
        return sum(round(group.count * group.observed) for group in self.groups)


def calibrate(pairs: Iterable[Pair], *, fewest: int) -> Calibration:
    """The table of forecasts and outcomes; groups of fewer than `fewest` are not in it."""
    by_group: dict[int, list[Pair]] = {}
    for pair in pairs:
        by_group.setdefault(_group_of(pair.p_pass), []).append(pair)
    shown = {place: rows for place, rows in sorted(by_group.items()) if len(rows) >= fewest}
    return Calibration(
        groups=tuple(_summed(place, rows) for place, rows in shown.items()),
        fewest=fewest,
        has_hidden=len(shown) < len(by_group),
        brier=_brier([pair for rows in shown.values() for pair in rows]),
    )


def _group_of(chance: float) -> int:
    return sum(chance >= edge for edge in EDGES[1:-1])


def _summed(place: int, rows: Sequence[Pair]) -> Group:
    return Group(
        low=EDGES[place],
        high=EDGES[place + 1],
        count=len(rows),
        expected=fmean(row.p_pass for row in rows),
        observed=fmean(row.is_pass for row in rows),
    )


def _brier(rows: Sequence[Pair]) -> float | None:
    return fmean((row.p_pass - row.is_pass) ** 2 for row in rows) if rows else None
