"""Flags about practice scores. Only scores that count for readiness are looked at."""

from __future__ import annotations

from students.rules.flags.facts import Facts, Inputs


def gate_not_met(it: Facts, days: float) -> Inputs | None:
    """The planned exam is close and the practice scores open the school's gate, nor has a dean.

    A gate whose minimum the school keeps to itself is neither met nor not met.
    """
    if not it.is_preparing or it.plan is None or it.is_gate_met is not False or it.is_gate_waived:
        return None
    if not it.is_within(it.plan.exam_on, days):
        return None
    score = it.scores[-1][1] if it.scores else None
    return {"exam_on": it.plan.exam_on, "score": score, "gate": it.gate_min, "limit": days}


def score_falling(it: Facts, points: float) -> Inputs | None:
    """The last score is lower than the one before, by more than chance would make it."""
    if not it.is_preparing or len(it.scores) < 2:
        return None
    (before_on, before), (score_on, score) = it.scores[-2:]
    if before - score < points:
        return None
    return {
        "score": score,
        "score_on": score_on,
        "before": before,
        "before_on": before_on,
        "limit": points,
    }


def score_flat(it: Facts, points: float, count: float) -> Inputs | None:
    """The last few scores lie close together and do not open the gate."""
    last = it.scores[-int(count) :]
    if not it.is_preparing or it.is_gate_met or len(last) < count:
        return None
    low, high = min(score for _, score in last), max(score for _, score in last)
    if high - low > points:
        return None
    return {
        "count": len(last),
        "low": low,
        "high": high,
        "from_on": last[0][0],
        "score_on": last[-1][0],
        "limit": points,
    }


def below_band(it: Facts) -> Inputs | None:
    """The last score's likely range ends below the low-pass band."""
    if not it.is_preparing or not it.scores or it.range_high is None or it.band_low is None:
        return None
    if it.range_high >= it.band_low:
        return None
    score_on, score = it.scores[-1]
    return {
        "score": score,
        "score_on": score_on,
        "low": it.range_low,
        "high": it.range_high,
        "band": it.band_low,
    }


def no_recent_score(it: Facts, days: float) -> Inputs | None:
    """No practice score for long: since the last one, or since the fail was reported.

    Of an exam without an outline no practice exam is known to count, so none is missed.
    """
    if not it.is_preparing or it.reported_on is None or not it.can_be_planned:
        return None
    score_on = it.scores[-1][0] if it.scores else None
    if it.days_since(max(it.reported_on, score_on or it.reported_on)) < days:
        return None
    return {"score_on": score_on, "reported_on": it.reported_on, "limit": days}
