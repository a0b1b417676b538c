"""What is always true of a plan's numbers: hours, gains, forecast and exam day."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from math import exp, isclose

from tests.plans.engine.best_split import best_gain


def allocation_agrees_with_the_blocks(c):
    minutes = Counter()
    for day in c.days:
        for block in day.blocks:
            minutes[block["area"]] += block["minutes"]
    for row in c.plan["allocation"]["areas"]:
        if not isclose(row["hours"] * 60, minutes[row["area"]], abs_tol=1e-6):
            yield f"{row['area']} has {row['hours']} hours and {minutes[row['area']]} minutes"
    if not isclose(c.plan["hours_total"] * 60, sum(minutes.values()), abs_tol=1e-6):
        yield "hours_total is not the sum of all minutes"


def allocation_follows_the_model(c):
    allocation = c.plan["allocation"]
    scale, ceiling = allocation["scale_hours"], allocation["ceiling"]
    areas = allocation["areas"]
    outline = c.reference.outline(c.case.exam, c.case.as_of)
    middle = {area.code: area.low + area.high for area in outline.areas}
    if [row["area"] for row in areas] != list(middle):
        yield "areas are not those of the outline"
    for row in areas:
        if not isclose(row["weight"], middle[row["area"]] / sum(middle.values()), abs_tol=1e-4):
            yield f"{row['area']} weighs {row['weight']}"
        gain = _gain(row, row["hours"], scale, ceiling)
        if not isclose(gain, row["gain_epc"], abs_tol=1e-3):
            yield f"{row['area']} gains {row['gain_epc']}, not {gain}"
    if not isclose(sum(r["gain_epc"] for r in areas), allocation["gain_epc"], abs_tol=1e-3):
        yield "gains do not add up"
    level = sum(row["weight"] * row["baseline"] for row in areas) * 100
    start = c.document["forecast"][0]["mean"]
    if not isclose(level, start, abs_tol=0.05):
        yield f"baselines average {level}, the forecast starts at {start}"


def _gain(row, hours, scale, ceiling):
    rate = scale * row["weight"]
    return 100 * row["weight"] * max(ceiling - row["baseline"], 0) * (1 - exp(-hours / rate))


def allocation_is_near_the_bound(c):
    allocation = c.plan["allocation"]
    hours = sum(row["hours"] for row in allocation["areas"])
    study = [day for day in c.study_days() if day.on >= c.rebuild_from]
    bound = best_gain(allocation, hours, 0)
    if not isclose(bound, allocation["bound_gain_epc"], rel_tol=1e-3, abs_tol=1e-4):
        yield f"bound_gain_epc is {allocation['bound_gain_epc']}, not {bound}"
    best = best_gain(allocation, hours, len(study) // 10 / 4)
    if allocation["gain_epc"] < 0.99 * best - 1e-9:
        yield f"gains {allocation['gain_epc']} of {best} EPC"


def exam_day_is_possible(c):
    facts = c.document
    opens_on = date.fromisoformat(facts["sit_window"]["opens_on"])
    weeks = facts["duration"]["min_weeks"]
    if c.exam_on.weekday() == 6 or c.is_away(c.exam_on):
        yield f"the exam day {c.exam_on} is a Sunday or a day away"
    if c.exam_on < opens_on or c.exam_on < c.began_on + timedelta(weeks=weeks):
        yield f"the exam day {c.exam_on} is too early"
    if c.exam_on > max(c.starts_on, opens_on) + timedelta(weeks=52):
        yield f"the exam day {c.exam_on} is more than 52 weeks away"
    latest = facts["sit_window"]["latest_safe"]
    is_late = latest is not None and c.exam_on > date.fromisoformat(latest)
    if is_late != (c.plan["why_exam_on"] == "past_deadline"):
        yield f"{c.plan['why_exam_on']} on {c.exam_on} with {latest}"


def forecast_is_consistent(c):
    rows = c.document["forecast"]
    dates = [date.fromisoformat(row["on"]) for row in rows]
    if dates[-1] != c.exam_on or any((b - a).days > 7 or a >= b for a, b in pairwise(dates)):
        yield "forecast rows are not weekly up to the exam"
    for row in rows:
        if not isclose(row["high"] - row["mean"], row["mean"] - row["low"], abs_tol=0.03):
            yield f"the interval of {row['on']} is lopsided"
        if not 0 <= row["p_pass"] <= 1:
            yield f"p_pass of {row['on']} is {row['p_pass']}"
    gained = rows[-1]["mean"] - rows[0]["mean"]
    if not isclose(gained, c.plan["allocation"]["gain_epc"], abs_tol=0.02):
        yield f"the forecast gains {gained}"


def feasible_means_ready(c):
    ready = _ready(c, c.document["forecast"][-1])
    why, feasible = c.plan["why_exam_on"], c.document["feasible"]
    on_reserve = any(f["code"] == "date_on_reserve" for f in c.document["findings"])
    if why == "earliest_ready" and not (feasible and (ready or on_reserve)):
        yield "earliest_ready without being ready"
    if why in ("last_candidate", "past_deadline") and feasible:
        yield f"{why} although feasible"
    if why == "last_candidate" and ready:
        yield "the last candidate is ready and infeasible"
    if bool(c.document["remedies"]) == bool(feasible):
        yield "remedies and feasible disagree"


def _ready(c, row):
    ready_epc = c.reference.learning.ready_epc
    gate = getattr(c.case.policy, "gate", None)
    if gate is not None and gate.scale == "epc" and gate.min is not None:
        ready_epc = gate.min
    target = c.case.wish.target_probability
    return row["mean"] >= ready_epc and (target is None or row["p_pass"] >= target)


CHECKS = (
    allocation_agrees_with_the_blocks,
    allocation_follows_the_model,
    allocation_is_near_the_bound,
    exam_day_is_possible,
    forecast_is_consistent,
    feasible_means_ready,
)
