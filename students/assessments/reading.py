"""What one practice exam says, in sentences: what changed, what it does and does not mean. Pure.

The numbers come from the rules; this module only puts them into words. A score is spoken of
as a range and never as a point, and is compared only with scores of its own instrument.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from advising.words import say_day, say_number, say_score
from students.rules.case import Case, Score
from students.rules.policy import situation_of
from students.rules.readiness import EPC, read_readiness
from students.rules.reference import Instrument, Reference
from students.rules.result import Readiness, Scenario
from students.score_chart import likely_range

Range = tuple[float, float]

PLACES = {
    Scenario.AT_RISK: "The whole range lies below the passing band, {band}.",
    Scenario.BORDERLINE: "The range starts below the passing band, {band}, and reaches into it.",
    Scenario.CLOSE: "The range starts inside the passing band, {band}.",
    Scenario.LIKELY_READY: "The whole range lies above the passing band, {band}.",
}
NEXT_STEPS = {
    Scenario.AT_RISK: (
        "Do not fix an exam date on this score. It says where the next weeks start: show it to"
        " your advisor and let the plan spend its hours on the weakest areas."
    ),
    Scenario.BORDERLINE: (
        "You are within reach of the band and not safely in it. Keep to the plan, and let the"
        " next unused form say whether the direction holds."
    ),
    Scenario.CLOSE: (
        "Keep to the plan and confirm this on another unused form before you rely on it."
    ),
    Scenario.LIKELY_READY: (
        "Take this to your dean or advisor: the exam date is a conversation to have now."
    ),
}


@dataclass(frozen=True, slots=True)
class EntryReading:
    """One entry of the log, read. `scenario` is None for a score that does not count."""

    score: Score
    scenario: Scenario | None
    likely: Range | None
    band: Range | None
    doubts: tuple[str, ...]
    changed: tuple[str, ...]
    says: tuple[str, ...]
    does_not_mean: tuple[str, ...]
    next_step: str
    warnings: tuple[str, ...]


def read_entry(case: Case, reference: Reference, score: Score) -> EntryReading:
    """Read one of the case's scores on its own, beside the exam of its kind before it."""
    instrument = reference.instruments[score.instrument]
    alone = replace(case, scores=(score,))
    readiness = read_readiness(alone, reference, situation_of(alone, reference).gate)
    is_counting = readiness.scenario is not Scenario.NOT_ENOUGH_DATA
    likely = likely_range(score, instrument)
    doubts = tuple(_doubts(score, instrument))
    return EntryReading(
        score=score,
        scenario=readiness.scenario if is_counting else None,
        likely=likely,
        band=readiness.band if is_counting else None,
        doubts=doubts,
        changed=tuple(_changes(score, _before(case, score), instrument)),
        says=tuple(_says(score, readiness, instrument)) if is_counting else doubts,
        does_not_mean=tuple(_does_not_mean(score, readiness)),
        next_step=NEXT_STEPS[readiness.scenario]
        if is_counting
        else _next_without_count(instrument),
        warnings=tuple(_warnings(case, reference, score)),
    )


def say_band(bounds: Range) -> str:
    """Two numbers as one: "62\N{EN DASH}68"."""
    return f"{say_number(bounds[0])}\N{EN DASH}{say_number(bounds[1])}"


def _doubts(score: Score, instrument: Instrument) -> Iterator[str]:
    """Why a score is kept and shown, and not counted for readiness."""
    if not instrument.is_predictive:
        yield (
            f"{instrument.name} says too little about passing to be counted: use it to find gaps."
        )
    elif score.scale != EPC:
        yield (
            f"Readiness is read on the EPC scale. {instrument.name} has a scale of its own, and"
            " nothing official says how the two compare."
        )
    if not score.first_use:
        yield "You had seen this form before, so the score is likely higher than a new form's."
    if not score.timed:
        yield "It was not timed, so it shows what you know, not how an exam day would go."


def _says(score: Score, readiness: Readiness, instrument: Instrument) -> Iterator[str]:
    low_high = say_band(readiness.range) if readiness.range else ""
    origin = "as your report prints it" if score.likely_range else "the usual spread of this exam"
    yield f"Read {say_score(score.score, score.scale)} as {low_high}: {origin}."
    if readiness.band:
        yield PLACES[readiness.scenario].format(band=say_band(readiness.band))
    if score.p_pass is not None:
        yield f"Your report prints a {score.p_pass:.0%} probability of passing."


def _before(case: Case, score: Score) -> Score | None:
    """The exam of the same kind taken last before this one; a reliable one if there is any."""
    earlier = [
        other
        for other in case.scores
        if (other.instrument, other.scale) == (score.instrument, score.scale)
        and other.taken_on < score.taken_on
    ]
    return max(earlier, key=lambda other: (_is_reliable(other), other.taken_on), default=None)


def _is_reliable(score: Score) -> bool:
    return score.timed and score.first_use


def _changes(score: Score, before: Score | None, instrument: Instrument) -> Iterator[str]:
    if before is None:
        yield f"This is the first {instrument.name} in your log: there is nothing to compare yet."
        return
    difference = score.score - before.score
    since = f"since {say_day(before.taken_on)} ({say_score(before.score, before.scale)})"
    if not difference:
        yield f"The same score as {say_day(before.taken_on)}."
        return
    direction = "up" if difference > 0 else "down"
    yield f"{say_number(abs(difference))} {direction} {since}."
    if not (_is_reliable(before) and _is_reliable(score)):
        yield "One of the two was a repeat or untimed, so they hardly compare."
        return
    ranges = likely_range(before, instrument), likely_range(score, instrument)
    if ranges[0] and ranges[1]:
        yield (
            "The two likely ranges overlap: some or all of this can be chance."
            if _overlap(ranges[0], ranges[1])
            else "The two likely ranges do not overlap: this is more than chance usually gives."
        )


def _overlap(first: Range, second: Range) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]


def _does_not_mean(score: Score, readiness: Readiness) -> Iterator[str]:
    if readiness.scenario is Scenario.LIKELY_READY:
        yield "It does not promise a pass: it was one good day, and the exam is another day."
    else:
        yield "It is not a result of the exam, and it does not fix what comes next."
    yield "It is one day's score. Two different forms on recent days say more than any one."
    yield (
        f"It cannot be turned into a score on another scale: nobody publishes how"
        f" {say_score(score.score, score.scale)} would read there."
    )


def _next_without_count(instrument: Instrument) -> str:
    if instrument.is_predictive:
        return "Use it to see your gaps. For a reading of readiness take an unused form, timed."
    return "Carry what you missed into your question log, and go on with the plan."


def _warnings(case: Case, reference: Reference, score: Score) -> Iterator[str]:
    """What was accepted and may still be a slip: a form not on sale, a form logged twice."""
    name = f"form {score.form}"
    for form in reference.forms:
        is_same = (form.instrument, form.form) == (score.instrument, score.form)
        if is_same and not form.is_on_sale(score.taken_on):
            yield f"On {say_day(score.taken_on)} {name} was not on sale. Check the form and the day."
    if score.form is None or not score.first_use:
        return
    earlier = [other for other in case.scores if _is_earlier_use(other, score)]
    if earlier:
        day = say_day(min(other.taken_on for other in earlier))
        yield (
            f"Your log already holds {name}, of {day}. If you had seen it then, change this entry"
            " to a repeat."
        )


def _is_earlier_use(other: Score, score: Score) -> bool:
    is_same = (other.instrument, other.form) == (score.instrument, score.form)
    return is_same and other.taken_on < score.taken_on
