"""What a score chart shows: one scale, its scores, what they are held against, and the days ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """A practice score. One that does not count (untimed, repeated) is drawn hollow."""

    on: date
    score: float
    label: str
    likely_range: tuple[float, float] | None = None
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Band:
    """The scores between which a pass is possible but not likely yet."""

    low: float
    high: float
    label: str = "Passing band"


@dataclass(frozen=True, slots=True)
class Threshold:
    """A score the school asks for."""

    score: float
    label: str = "School gate"


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """Where the score is expected to be on a day, with an interval."""

    on: date
    mean: float
    low: float
    high: float


class MarkKind(StrEnum):
    """What a marked day is; its value ends the class name of its line."""

    EXAM = "exam"
    DEADLINE = "deadline"
    CHECKPOINT = "checkpoint"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that matters."""

    on: date
    label: str
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class ScoreHistory:
    """Everything on one chart. All of it is on one scale, named by `unit` ("EPC")."""

    unit: str
    today: date
    scores: tuple[ScorePoint, ...] = ()
    band: Band | None = None
    threshold: Threshold | None = None
    forecast: tuple[ForecastPoint, ...] = ()
    marks: tuple[Mark, ...] = ()
    title: str = "Practice scores and forecast"

    def days(self) -> list[date]:
        """Every day the chart must reach."""
        return [
            self.today,
            *(point.on for point in self.scores),
            *(expected.on for expected in self.forecast),
            *(mark.on for mark in self.marks),
        ]

    def values(self) -> list[float]:
        """Every score the chart must reach; [0, 100] if there is none."""
        return list(self._values()) or [0, 100]

    def _values(self) -> Iterator[float]:
        for point in self.scores:
            yield from (point.score, *(point.likely_range or ()))
        for expected in self.forecast:
            yield from (expected.low, expected.high)
        if self.band:
            yield from (self.band.low, self.band.high)
        if self.threshold:
            yield self.threshold.score
