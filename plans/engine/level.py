"""Where the student stands: the level at the plan's start and the baseline of each area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from plans.engine.facts import Facts
from plans.engine.learning import FULL_SCORE, Learner
from students.rules.case import Attempt, Case, Level, Score
from students.rules.reference import LearningModel, Outline, Reference

_USUAL_ITEMS = 200
_RECENTRING_STEPS = 60


@dataclass(frozen=True, slots=True)
class StartLevel:
    """The expected EPC at the plan's start, its standard deviation, and whether it is assumed."""

    epc: float
    sd: float
    is_assumed: bool


def start_level(case: Case, facts: Facts, reference: Reference) -> StartLevel:
    """The latest counting score since the fail, else a prior from the distance to the standard.

    The prior serves planning only: it is no reading of readiness.
    """
    model = reference.learning
    if facts.current is not None:
        return StartLevel(facts.current.score, model.level_sd_from_score, is_assumed=False)
    distance = _points_below(case, facts.fail, reference)
    level = model.prior_level
    if distance is not None:
        level = model.prior_pass_level - distance / model.points_per_epc
    return StartLevel(
        min(max(level, 0.0), float(FULL_SCORE)), model.level_sd_from_prior, is_assumed=True
    )


def _points_below(case: Case, fail: Attempt | None, reference: Reference) -> float | None:
    """How far the fail lay below the standard of its day, in points of the report."""
    if fail is None or fail.points_below is not None:
        return fail.points_below if fail else None
    standard = reference.standard(case.exam, fail.sat_on)
    if fail.three_digit is None or standard is None:
        return None
    return standard.value - fail.three_digit


def build_learner(
    outline: Outline, level: StartLevel, facts: Facts, reference: Reference
) -> Learner:
    """The learning model of this student for an exam's outline, at the model's own pace."""
    weights = outline.weights()
    shifts = [
        _own_shift(code, weight, facts.counting, reference)
        + _report_shift(code, facts.fail, reference.learning)
        for code, weight in weights.items()
    ]
    ceiling = reference.learning.ceiling
    return Learner(
        areas=tuple(weights),
        weights=tuple(weights.values()),
        baselines=_recentred(tuple(weights.values()), shifts, level.epc / FULL_SCORE, ceiling),
        ceiling=ceiling,
        scale_hours=reference.learning.scale_hours,
    )


def _own_shift(area: str, weight: float, scores: Sequence[Score], reference: Reference) -> float:
    """How far the student's own results put an area above or below the rest.

    Each result counts by its items against a prior of a few items, so a handful of lucky
    questions moves little.
    """
    results = [
        (_items(score, reference) * weight, (score.areas[area] - score.score) / FULL_SCORE)
        for score in scores
        if area in score.areas
    ]
    items = fsum(count for count, _ in results)
    return fsum(count * shift for count, shift in results) / (items + reference.learning.item_prior)


def _items(score: Score, reference: Reference) -> int:
    return reference.instruments[score.instrument].items or _USUAL_ITEMS


def _report_shift(area: str, fail: Attempt | None, model: LearningModel) -> float:
    signs = {Level.LOWER: -1, Level.HIGHER: 1}
    level = fail.areas.get(area) if fail else None
    return model.report_level_shift * signs.get(level, 0) if level else 0.0


def _recentred(
    weights: Sequence[float], shifts: Sequence[float], level: float, ceiling: float
) -> tuple[float, ...]:
    """Baselines with these differences, weighted mean at the level, each from 0 to the ceiling."""
    if level >= ceiling:
        return (level,) * len(weights)
    centre = fsum(w * s for w, s in zip(weights, shifts, strict=True))
    baselines = [level + shift - centre for shift in shifts]
    for _ in range(_RECENTRING_STEPS):
        baselines = [min(max(baseline, 0.0), ceiling) for baseline in baselines]
        missing = level - fsum(w * b for w, b in zip(weights, baselines, strict=True))
        free = [i for i, b in enumerate(baselines) if (b < ceiling if missing > 0 else b > 0)]
        if abs(missing) < 1e-12 or not free:
            break
        step = missing / fsum(weights[i] for i in free)
        for i in free:
            baselines[i] += step
    return tuple(baselines)
