"""The score chart: a case's practice scores against time, each kind on a scale of its own. Pure.

Shared by the student's log and the dean's file of the student.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from advising.charts import (
    Band,
    Chart,
    ForecastPoint,
    Mark,
    MarkKind,
    ScoreHistory,
    ScorePoint,
    Threshold,
    draw_score_chart,
)
from advising.words import SCALE_NAMES
from students.rules.case import Case, Gate, Score
from students.rules.gates import gate_scale
from students.rules.policy import situation_of
from students.rules.readiness import counts
from students.rules.reference import Instrument, Reference

Range = tuple[float, float]


def score_charts(
    case: Case,
    reference: Reference,
    *,
    exam_on: date | None,
    forecast: tuple[ForecastPoint, ...] = (),
) -> list[Chart]:
    """The charts of a case: first the gate's scale, then each instrument with scores on another.

    A score of another instrument is never drawn beside the gate's, because nothing says how
    the two compare; it gets a chart of its own once there are two to see a direction in.
    """
    situation = situation_of(case, reference)
    gate = situation.gate
    is_schools_own = bool(situation.policy and situation.policy.gate)
    own = gate_scale(gate, reference) or reference.readiness.default_gate.scale or ""
    on_gate_scale = [score for score in case.scores if score.scale == own]
    main = ScoreHistory(
        unit=SCALE_NAMES.get(own, own),
        today=case.as_of,
        scores=tuple(_points(on_gate_scale, reference)),
        band=_band(own, case, reference),
        threshold=_threshold(gate, is_schools_own=is_schools_own),
        forecast=forecast,
        marks=(Mark(exam_on, "Exam", MarkKind.EXAM),) if exam_on else (),
        title="Practice scores" if not forecast else "Practice scores and forecast",
    )
    others = [
        ScoreHistory(
            unit=SCALE_NAMES.get(scale, scale),
            today=case.as_of,
            scores=tuple(_points(scores, reference)),
            band=_band(scale, case, reference),
            title=reference.instruments[instrument].name,
        )
        for (instrument, scale), scores in _by_instrument(case.scores)
        if scale != own and len(scores) > 1
    ]
    return [
        draw_score_chart(history, key=f"scores-{place}")
        for place, history in enumerate([main, *others])
    ]


def likely_range(score: Score, instrument: Instrument) -> Range | None:
    """The range printed on the report, else the instrument's own half-width around the score."""
    if score.likely_range or instrument.likely_range is None:
        return score.likely_range
    return score.score - instrument.likely_range, score.score + instrument.likely_range


def say_exam(score: Score, instrument: Instrument) -> str:
    """A practice exam by name: "NBME CBSSA form 28"."""
    return f"{instrument.name} form {score.form}" if score.form else instrument.name


def _by_instrument(
    scores: Iterable[Score],
) -> Iterator[tuple[tuple[str, str], list[Score]]]:
    groups: dict[tuple[str, str], list[Score]] = {}
    for score in scores:
        groups.setdefault((score.instrument, score.scale), []).append(score)
    yield from sorted(groups.items())


def _points(scores: Iterable[Score], reference: Reference) -> Iterator[ScorePoint]:
    for score in sorted(scores, key=lambda score: score.taken_on):
        instrument = reference.instruments[score.instrument]
        is_reliable = score.timed and score.first_use
        yield ScorePoint(
            on=score.taken_on,
            score=score.score,
            label=say_exam(score, instrument),
            likely_range=likely_range(score, instrument),
            counts=counts(score, reference) if instrument.is_predictive else is_reliable,
        )


def _band(scale: str, case: Case, reference: Reference) -> Band | None:
    band = reference.band(scale, case.as_of)
    return Band(band.low, band.high) if band else None


def _threshold(gate: Gate, *, is_schools_own: bool) -> Threshold | None:
    if gate.min is None:
        return None
    return Threshold(gate.min, "School gate" if is_schools_own else "Usual gate")
