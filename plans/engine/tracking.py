"""What a student's own scores say about how fast they learn and how sure the level is.

A Kalman filter over two numbers: the level in EPC, and the growth as a multiple of the learning
model's (1 for the model's own). Between two scores the level grows with the hours the student
gave; each score then corrects both. The forecast itself starts at the latest counting score, so
the filter's answer is used for two things only: the pace (the model's scale hours, within a
factor of two) and the uncertainty around that score. docs/forecast.md has the model in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt
from typing import NamedTuple

from plans.engine.allocate import best_gain
from plans.engine.facts import Facts, study_starts_on
from plans.engine.forecast import DRIFT_VARIANCE
from plans.engine.learning import Learner
from plans.engine.level import StartLevel
from students.rules.case import Case, Score
from students.rules.readiness import EPC, counts
from students.rules.reference import Reference

GROWTH_SD = 0.35  # before any score tells, as a share of the model's growth
SLOWEST, FASTEST = 0.5, 2.0
AREA_SHARE = 0.75  # of the hours given; the rest goes to practice exams, reviews and buffers
LOOSE_BIAS = 3.0  # EPC an untimed or repeated form reads too high
LOOSE_FACTOR = 2.0  # ... and how much wider its error is
FEWEST_SCORES = 2  # counting ones, before the pace moves


@dataclass(frozen=True, slots=True)
class Track:
    """The pace and the uncertainty a student's scores leave: growth 2 learns twice as fast.

    `apart` is how much more the variance is, up to twice, of a start that stands apart from the
    other scores.
    """

    growth: float
    growth_sd: float
    sd: float
    apart: float


class Reading(NamedTuple):
    """A score as the filter sees it."""

    taken_on: date
    epc: float
    sd: float
    is_loose: bool


def track_scores(
    case: Case, facts: Facts, reference: Reference, level: StartLevel, learner: Learner
) -> Track:
    """Follow the scores since the latest fail, oldest first."""
    readings = list(_readings(case, facts, reference))
    state, on = _State(level.epc, level.sd**2), None
    if not level.is_assumed:
        first = next(row for row in readings if not row.is_loose)
        state, on = _State(first.epc, level.sd**2), first.taken_on
        readings = readings[readings.index(first) + 1 :]
    for reading in readings:
        if on is not None:
            hours = _hours_between(case, facts, on, reading.taken_on)
            gain = best_gain(learner, hours * AREA_SHARE)
            state.grow(gain, (reading.taken_on - on).days)
        state.see(reading.epc, reading.sd)
        on = reading.taken_on
    moves = len(facts.counting) >= FEWEST_SCORES
    around = state.level_variance + (level.epc - state.level) ** 2
    return Track(
        growth=min(max(state.growth, SLOWEST), FASTEST) if moves else 1.0,
        growth_sd=sqrt(state.growth_variance) if moves else GROWTH_SD,
        sd=min(level.sd, sqrt(around)),
        apart=min(max(around - level.sd**2, 0.0), level.sd**2),
    )


@dataclass(slots=True)
class _State:
    """Level and growth with their covariance."""

    level: float
    level_variance: float
    growth: float = 1.0
    growth_variance: float = GROWTH_SD**2
    covariance: float = 0.0

    def grow(self, gain: float, days: int) -> None:
        """Let time and hours pass; `gain` is what the model expects of them."""
        self.level += self.growth * gain
        self.level_variance += (
            2 * gain * self.covariance + gain**2 * self.growth_variance + DRIFT_VARIANCE * days
        )
        self.covariance += gain * self.growth_variance

    def see(self, epc: float, sd: float) -> None:
        """Correct both by a score."""
        surprise = epc - self.level
        total = self.level_variance + sd**2
        level_weight, growth_weight = self.level_variance / total, self.covariance / total
        self.level += level_weight * surprise
        self.growth += growth_weight * surprise
        self.growth_variance -= growth_weight * self.covariance
        self.covariance *= 1 - level_weight
        self.level_variance *= 1 - level_weight


def _readings(case: Case, facts: Facts, reference: Reference) -> Iterator[Reading]:
    """Every predictive score on the EPC scale since the fail; loose ones count for less."""
    since = facts.fail.sat_on if facts.fail else date.min
    rows = [
        score
        for score in case.scores
        if score.scale == EPC
        and reference.instruments[score.instrument].is_predictive
        and score.taken_on >= since
    ]
    for score in sorted(rows, key=lambda row: (row.taken_on, row.form or "")):
        sd = _half_range(score, reference)
        if counts(score, reference):
            yield Reading(score.taken_on, score.score, sd, is_loose=False)
        else:
            epc = score.score - LOOSE_BIAS
            yield Reading(score.taken_on, epc, sd * LOOSE_FACTOR, is_loose=True)


def _half_range(score: Score, reference: Reference) -> float:
    """Half the likely range, which holds two thirds of retests: about one standard deviation."""
    if score.likely_range is not None:
        low, high = score.likely_range
        return max((high - low) / 2, 1.0)
    width = reference.instruments[score.instrument].likely_range
    return reference.readiness.likely_range if width is None else width


def _hours_between(case: Case, facts: Facts, first: date, last: date) -> float:
    """The hours the student gave from one day until before another."""
    day = max(first, study_starts_on(case, facts.rotations))
    hours = 0.0
    while day < last:
        hours += case.availability.hours_on(day)
        day += timedelta(days=1)
    return hours


def paced(learner: Learner, growth: float) -> Learner:
    """The learner who needs so many times fewer hours for the same gain."""
    return replace(learner, scale_hours=learner.scale_hours / growth)
