"""What the practice scores say: the scenario of the latest one, and the gate clause by clause.

Scores are never converted: a threshold is compared with scores on its own scale only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from students.rules.case import Case, Gate, Score
from students.rules.dates import plural, words_for
from students.rules.gates import gate_scale
from students.rules.reference import Reference
from students.rules.result import GateClause, GateReading, Readiness, Scenario

EPC = "epc"
_UNITS = {EPC: "EPC", "comsae": "COMSAE", "comlex": "COMLEX", "three_digit": "points"}


def read_readiness(case: Case, reference: Reference, gate: Gate) -> Readiness:
    """The scenario of the most recent counting score, and where the gate stands today."""
    index = latest_counting(case, reference)
    gate_reading = read_gate(case, reference, gate)
    if index is None:
        band = _reference_band(case, reference)
        return Readiness(Scenario.NOT_ENOUGH_DATA, None, None, band, stale=False, gate=gate_reading)
    score = case.scores[index]
    likely = score.likely_range or _own_range(score, reference)
    band = score.low_pass_band or _reference_band(case, reference)
    age = case.as_of - score.taken_on
    return Readiness(
        scenario=_scenario(likely, band) if band else Scenario.NOT_ENOUGH_DATA,
        score_index=index,
        range=likely,
        band=band,
        stale=age > timedelta(days=reference.readiness.recent_days),
        gate=gate_reading,
    )


def counts(score: Score, reference: Reference) -> bool:
    """Whether a score can be read for readiness: predictive, on EPC, timed, a form not seen."""
    is_reliable = score.scale == EPC and score.timed and score.first_use
    return is_reliable and reference.instruments[score.instrument].is_predictive


def latest_counting(case: Case, reference: Reference) -> int | None:
    """The index of the most recent counting score; the higher form number wins a tie."""
    counting = (i for i, score in enumerate(case.scores) if counts(score, reference))
    return max(
        counting,
        key=lambda i: (case.scores[i].taken_on, _form_number(case.scores[i])),
        default=None,
    )


def read_gate(case: Case, reference: Reference, gate: Gate) -> GateReading:
    """Each condition of a gate, as of the case's day.

    Only timed first uses of the gate's instruments on its own scale pass it. A score between
    the conditional and the full minimum does so with conditions. What only a person can judge
    is listed without an answer and holds nothing up.
    """
    usable = [s for s in case.scores if _is_for(gate, s) and s.timed and s.first_use]
    scale = gate_scale(gate, reference)
    if gate.min is None or scale is None:
        what = "minimum score" if scale else "practice exam and its scale"
        unknown = GateClause(f"the {what}, which the school sets", None)
        return GateReading(None, conditional=False, clauses=(unknown, *_for_people(gate, None)))
    least = gate.min if gate.conditional_min is None else gate.conditional_min
    passing = _passing(case, gate, usable, least)
    is_met = _distinct_forms(passing, reference) >= gate.distinct_forms
    whole = _passing(case, gate, usable, gate.min)
    fully_met = _distinct_forms(whole, reference) >= gate.distinct_forms
    return GateReading(
        met=is_met,
        conditional=is_met and not fully_met,
        clauses=(
            *_score_clauses(reference, gate, usable, passing),
            *_for_people(gate, _shown_on(gate, passing, reference)),
        ),
    )


def say_scale(code: str) -> str:
    """A scale as it follows a score in a sentence: 62 EPC, 200 points."""
    return _UNITS.get(code, code.replace("_", " "))


def gate_tries(case: Case, gate: Gate) -> int:
    """How often the gate's instruments have been tried, in whatever conditions."""
    return sum(_is_for(gate, score) for score in case.scores)


def _scenario(likely: tuple[float, float], band: tuple[float, float]) -> Scenario:
    """NBME's four readings of a likely range against the low-pass band."""
    low, high = likely
    if high < band[0]:
        return Scenario.AT_RISK
    if low < band[0]:
        return Scenario.BORDERLINE
    return Scenario.CLOSE if low <= band[1] else Scenario.LIKELY_READY


def _own_range(score: Score, reference: Reference) -> tuple[float, float]:
    width = reference.instruments[score.instrument].likely_range
    width = reference.readiness.likely_range if width is None else width
    return (score.score - width, score.score + width)


def _reference_band(case: Case, reference: Reference) -> tuple[float, float] | None:
    band = reference.band(EPC, case.as_of)
    return (band.low, band.high) if band else None


def _form_number(score: Score) -> int:
    return int(score.form) if score.form and score.form.isdecimal() else -1


def _is_for(gate: Gate, score: Score) -> bool:
    return score.instrument in gate.instruments and score.scale == (gate.scale or score.scale)


def _passing(case: Case, gate: Gate, scores: Sequence[Score], least: float) -> list[Score]:
    oldest = case.as_of - timedelta(days=gate.max_age_days or 0)
    return [
        score
        for score in scores
        if score.score >= least and (gate.max_age_days is None or score.taken_on >= oldest)
    ]


def _distinct_forms(scores: Sequence[Score], reference: Reference) -> int:
    """Different forms. A school-run exam has none and is a new one each day; of an instrument
    that is sold by form, an entry without its form may be any, so it adds nothing to a named one.
    """
    sold_by_form = {row.instrument for row in reference.forms}
    named = {(score.instrument, score.form.strip()) for score in scores if score.form}
    instruments = {instrument for instrument, _ in named}
    unnamed = {
        (score.instrument, None if score.instrument in sold_by_form else score.taken_on)
        for score in scores
        if not score.form
        and not (score.instrument in sold_by_form and score.instrument in instruments)
    }
    return len(named) + len(unnamed)


def _score_clauses(
    reference: Reference, gate: Gate, usable: Sequence[Score], passing: Sequence[Score]
) -> Iterator[GateClause]:
    least = gate.min if gate.conditional_min is None else gate.conditional_min
    names = " or ".join(reference.instruments[code].name for code in gate.instruments)
    reached = any(least is not None and score.score >= least for score in usable)
    conditionally = "" if least == gate.min else f" ({least:g} with conditions)"
    unit = say_scale(gate_scale(gate, reference) or "")
    yield GateClause(f"{gate.min:g} {unit} or more on {names}{conditionally}", reached)
    if gate.max_age_days is not None:
        yield GateClause(f"taken in the last {plural(gate.max_age_days, 'day')}", bool(passing))
    if gate.distinct_forms > 1:
        forms = _distinct_forms(passing, reference)
        yield GateClause(
            f"on {gate.distinct_forms} different forms ({min(forms, gate.distinct_forms)} so far)",
            forms >= gate.distinct_forms,
        )


def _shown_on(gate: Gate, passing: Sequence[Score], reference: Reference) -> date | None:
    """The day of the passing score that made the different forms enough; of the last one so far."""
    in_turn = sorted(passing, key=lambda score: score.taken_on)
    for count, score in enumerate(in_turn, start=1):
        if _distinct_forms(in_turn[:count], reference) >= gate.distinct_forms:
            return score.taken_on
    return in_turn[-1].taken_on if in_turn else None


def _for_people(gate: Gate, shown_on: date | None) -> Iterator[GateClause]:
    """What depends on the exam date or on a person's judgement."""
    if gate.min_days_before_sitting is not None:
        days = plural(gate.min_days_before_sitting, "day")
        text = f"shown at least {days} before the sitting"
        if shown_on:
            first = shown_on + timedelta(days=gate.min_days_before_sitting)
            text += f", so not before {words_for(first)}"
        yield GateClause(text, None)
    for extra in gate.extra:
        yield GateClause(extra, None)
