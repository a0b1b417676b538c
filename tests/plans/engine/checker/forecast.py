"""What is always true of the level, the forecast and the learning model behind them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import erf, isclose, sqrt

from tests.plans.engine.checker.reading import latest_fail

INTERVAL = 1.28  # standard deviations to either side: 80% of a normal distribution


def starts_at_the_level(c):
    level, is_assumed = _level(c)
    first = c.document["forecast"][0]
    if not isclose(first["mean"], level, abs_tol=0.006):
        yield f"the forecast starts at {first['mean']}, the level is {level}"
    if date.fromisoformat(first["on"]) != c.starts_on:
        yield f"the forecast starts on {first['on']}"
    if is_assumed != any(f["code"] == "baseline_assumed" for f in c.document["findings"]):
        yield "the prior and its finding disagree"


def _level(c):
    """The EPC at the plan's start, and whether it is only assumed."""
    model, fail = c.reference.learning, latest_fail(c.case)
    index = c.document["readiness"]["score_index"]
    if index is not None:
        score = c.case.scores[index]
        if fail is None or score.taken_on >= fail.sat_on:
            return score.score, False
    below = fail.points_below if fail else None
    if below is None and fail and fail.three_digit is not None:
        standards = [
            row.value
            for row in c.reference.standards
            if row.exam == c.case.exam
            and (row.effective_from is None or row.effective_from <= fail.sat_on)
            and (row.effective_to is None or fail.sat_on <= row.effective_to)
        ]
        below = standards[0] - fail.three_digit if standards else None
    level = model.prior_level if below is None else 62 - below / 2.2
    return min(max(level, 0), 100), True


def is_as_sure_as_it_says(c):
    _, is_assumed = _level(c)
    most = 6 if is_assumed else 4
    deviations = [_deviation(row) for row in c.document["forecast"]]
    readings = [s for s in _since_the_fail(c) if s.scale == "epc"]
    if deviations[0] > most + 0.01:
        yield f"the forecast starts with a deviation of {deviations[0]}"
    if len(readings) == (not is_assumed) and not isclose(deviations[0], most, abs_tol=0.01):
        yield f"{deviations[0]} is not the deviation of a start from nothing else"
    if any(later < earlier - 0.01 for earlier, later in pairwise(deviations)):
        yield "the forecast gets surer without a score"


def _since_the_fail(c):
    fail = latest_fail(c.case)
    return [
        score
        for score in c.case.scores
        if c.reference.instruments[score.instrument].is_predictive
        and (fail is None or score.taken_on >= fail.sat_on)
    ]


def _deviation(row):
    return (row["high"] - row["mean"]) / INTERVAL


def never_expects_a_loss(c):
    means = [row["mean"] for row in c.document["forecast"]]
    if any(later < earlier - 0.001 for earlier, later in pairwise(means)):
        yield "the expected score falls"


def the_chance_to_pass_follows_the_curve(c):
    model = c.reference.learning
    for row in c.document["forecast"]:
        spread = sqrt(model.curve_spread**2 + _deviation(row) ** 2)
        chance = (1 + erf((row["mean"] - model.curve_cut) / spread / sqrt(2))) / 2
        if not isclose(chance, row["p_pass"], abs_tol=0.002) or row["official"]:
            yield f"p_pass of {row['on']} is {row['p_pass']}, not {chance}"


def the_pace_is_earned(c):
    usual, scale = c.reference.learning.scale_hours, c.plan["allocation"]["scale_hours"]
    if not usual / 2 - 1e-3 <= scale <= usual * 2 + 1e-3:
        yield f"{scale} scale hours are not within a factor of two"
    if len([s for s in _since_the_fail(c) if s in c.counting]) < 2 and scale != usual:
        yield f"{scale} scale hours without two scores"


def baselines_follow_the_students_results(c):
    scores = [score for score in c.case.scores if score.areas]
    own = [score for score in scores if score in c.counting and score in _since_the_fail(c)]
    if len(scores) != len(own) or len(own) > 1:
        return
    areas = c.plan["allocation"]["areas"]
    shifts = [_shift(c, row, own) for row in areas]
    centre = sum(row["weight"] * s for row, s in zip(areas, shifts, strict=True))
    level = _level(c)[0] / 100
    wanted = [level + shift - centre for shift in shifts]
    if min(wanted) < 0 or max(wanted) > c.plan["allocation"]["ceiling"]:
        return
    for row, baseline in zip(areas, wanted, strict=True):
        if not isclose(row["baseline"], baseline, abs_tol=1e-4):
            yield f"{row['area']} starts at {row['baseline']}, not {baseline}"


def _shift(c, row, scores):
    """How far an area's own result and the report move it, before the whole is re-centred."""
    fail = latest_fail(c.case)
    shift = {"lower": -0.07, "higher": 0.07}.get(fail.areas.get(row["area"]) if fail else None, 0)
    for score in scores:
        if row["area"] in score.areas:
            items = 200 * row["weight"]
            shift += (score.areas[row["area"]] - score.score) / 100 * items / (items + 20)
    return shift


CHECKS = (
    never_expects_a_loss,
    the_chance_to_pass_follows_the_curve,
    the_pace_is_earned,
)
FIRST_PLAN_CHECKS = (
    starts_at_the_level,
    is_as_sure_as_it_says,
    baselines_follow_the_students_results,
)
