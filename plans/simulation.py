"""Made-up students whose true level is known, to see what the forecast is worth.

Each has a true level and a true pace, studies what a plan gives, and takes practice exams with
the error of real ones. The engine sees only the scores. Its forecast for the exam day is then
compared with the truth, and with two simpler ones (docs/forecast.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import log, pi, sqrt
from random import Random
from statistics import fmean

from plans.engine import conclude
from students.rules.case import (
    Attempt,
    Availability,
    Case,
    Outcome,
    Score,
    Student,
    Track,
    Wish,
)
from students.rules.reference import Reference

STARTS_ON = date(2026, 11, 23)
WEEK = {"mon": 8, "tue": 8, "wed": 8, "thu": 8, "fri": 8, "sat": 5, "sun": 0}
EPC_A_DAY = 0.115  # what the model expects of such a week, near enough for a made-up past
SCORE_SD = 4.0
PACE_SD = 0.35
DRIFT_SD_A_DAY = 0.14
INTERVAL_SDS = 1.28
# The first-taker formula (PMC8368818), carried to EPC at the unofficial 2.2 points each.
FIRST_TAKER_TOP, FIRST_TAKER_RATE, FIRST_TAKER_SD = 292.0, 0.987527, 10.2
PASS_POINTS, PASS_EPC, POINTS_PER_EPC = 196.0, 62.0, 2.2


@dataclass(frozen=True, slots=True)
class Trial:
    """One forecast and what came true: normal forecasts as mean and standard deviation."""

    truth: float
    result: float
    engine: tuple[float, float]
    last_score: tuple[float, float]
    first_taker: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Worth:
    """How often the 80% interval held the true level, and each forecast's mean log score."""

    coverage: float
    engine: float
    last_score: float
    first_taker: float


def simulate(students: int, seed: int, reference: Reference) -> Worth:
    """Forecast for so many made-up students; the same seed gives the same answer."""
    random = Random(seed)  # noqa: S311 -- made-up students, not secrets
    trials = list(_trials(students, random, reference))
    held = [
        abs(trial.truth - trial.engine[0]) <= INTERVAL_SDS * trial.engine[1] for trial in trials
    ]
    return Worth(
        coverage=fmean(held),
        engine=fmean(_log_score(t.engine, t.result) for t in trials),
        last_score=fmean(_log_score(t.last_score, t.result) for t in trials),
        first_taker=fmean(_log_score(t.first_taker, t.result) for t in trials),
    )


def _trials(students: int, random: Random, reference: Reference) -> Iterator[Trial]:
    for _ in range(students):
        level, pace = random.gauss(56, 5), max(random.gauss(1, PACE_SD), 0.2)
        taken = random.randint(1, 4)
        scores, now = [], STARTS_ON
        for i in range(taken):
            days = 14 if i else 0
            now += timedelta(days=days)
            level += pace * EPC_A_DAY * days + random.gauss(0, DRIFT_SD_A_DAY * sqrt(days))
            epc = round(min(max(level + random.gauss(0, SCORE_SD), 0), 100))
            scores.append(Score("cbssa", now, "epc", epc, form=str(26 + i)))
        yield _trial(random, reference, tuple(scores), level, pace)


def _trial(
    random: Random, reference: Reference, scores: tuple[Score, ...], level: float, pace: float
) -> Trial:
    now, last = scores[-1].taken_on, scores[-1].score
    days = 7 * random.randint(4, 10)
    exam_on = now + timedelta(days=days)
    result = conclude(_case(scores, now, exam_on), reference)
    if result.plan is None or result.plan.exam_on != exam_on:
        raise ValueError(f"no plan to {exam_on}")
    allocation, ending = result.plan.allocation, result.forecast[-1]
    expected = allocation.gain_epc * allocation.scale_hours / reference.learning.scale_hours
    truth = level + pace * expected + random.gauss(0, DRIFT_SD_A_DAY * sqrt(days))
    sd = (ending.high - ending.mean) / INTERVAL_SDS
    points = PASS_POINTS + POINTS_PER_EPC * (last - PASS_EPC)
    later = FIRST_TAKER_TOP - (FIRST_TAKER_TOP - points) * FIRST_TAKER_RATE**days
    return Trial(
        truth=truth,
        result=truth + random.gauss(0, SCORE_SD),
        engine=(ending.mean, sd),
        last_score=(last, SCORE_SD),
        first_taker=(
            PASS_EPC + (later - PASS_POINTS) / POINTS_PER_EPC,
            FIRST_TAKER_SD / POINTS_PER_EPC,
        ),
    )


def _case(scores: tuple[Score, ...], now: date, exam_on: date) -> Case:
    return Case(
        as_of=now,
        exam="step1",
        student=Student(Track.MD),
        attempts=(
            Attempt(
                STARTS_ON - timedelta(days=40),
                STARTS_ON - timedelta(days=12),
                Outcome.FAIL,
                three_digit=188,
            ),
        ),
        scores=scores,
        availability=Availability(STARTS_ON, WEEK),
        wish=Wish(exam_on=exam_on),
    )


def _log_score(forecast: tuple[float, float], result: float) -> float:
    """The log density of a result whose score has its own error."""
    mean, sd = forecast
    variance = sd**2 + SCORE_SD**2
    return -((result - mean) ** 2) / (2 * variance) - log(2 * pi * variance) / 2
