"""A gate nobody could pass, or that compares scores of different scales, is refused."""

from __future__ import annotations

from collections.abc import Iterator

from students.rules.case import Gate
from students.rules.dates import plural
from students.rules.policy_problems import Problem, error, warning
from students.rules.readiness import say_scale
from students.rules.reference import Reference

GATE = "gate"


def check_gate(gate: Gate, reference: Reference) -> Iterator[Problem]:
    """What keeps a gate from being met, or from meaning anything."""
    yield from _instruments(gate, reference)
    yield from _minimum(gate, reference)
    yield from _counts(gate, reference)


def _instruments(gate: Gate, reference: Reference) -> Iterator[Problem]:
    if not gate.instruments:
        yield error(GATE, "instruments", "Choose at least one practice exam.")
    for code in gate.instruments:
        instrument = reference.instruments.get(code)
        if instrument is None:
            yield error(GATE, "instruments", f"There is no practice exam “{code}”.")
        elif instrument.scale != gate.scale:
            said = (
                f"{instrument.name} is not scored in {say_scale(gate.scale or 'no scale')} but in"
                f" {say_scale(instrument.scale)}. Scores are never converted:"
                " choose that scale, or another exam."
            )
            yield error(GATE, "scale", said)


def _minimum(gate: Gate, reference: Reference) -> Iterator[Problem]:
    scale = reference.scales.get(gate.scale or "")
    for field in ("min", "conditional_min"):
        score = getattr(gate, field)
        if scale and score is not None and not scale.low <= score <= scale.high:
            said = f"The scale goes from {scale.low:g} to {scale.high:g}: no score is {score:g}."
            yield error(GATE, field, said)
    if gate.conditional_min is None:
        return
    if gate.min is None:
        said = "Give the full minimum too: a conditional one lies below it."
        yield error(GATE, "conditional_min", said)
    elif gate.conditional_min >= gate.min:
        said = f"A conditional minimum lies below the full one of {gate.min:g}."
        yield error(GATE, "conditional_min", said)


def _counts(gate: Gate, reference: Reference) -> Iterator[Problem]:
    forms, tries, age = gate.distinct_forms, gate.max_tries, gate.max_age_days
    if forms < 1:
        yield error(GATE, "distinct_forms", "A gate asks for at least one form.")
    if age == 0:
        said = (
            "A score would count on its own day only. Leave this empty if its age does not matter."
        )
        yield error(GATE, "max_age_days", said)
    if tries is not None and tries < forms:
        said = f"{plural(forms, 'form')} cannot be passed in {_tries(tries)}."
        yield error(GATE, "max_tries", said)
    known = [form for form in reference.forms if form.instrument in gate.instruments]
    numbered = {form.instrument for form in known} == set(gate.instruments)
    if known and numbered and forms > len(known):
        said = f"Only {plural(len(known), 'form')} of these exams are known."
        yield error(GATE, "distinct_forms", said)
    before = gate.min_days_before_sitting
    if age is not None and before is not None and age < before:
        said = (
            f"A score counts for {plural(age, 'day')} but must be shown {before} days before"
            " sitting: it will be too old on the day. Is it so?"
        )
        yield warning(GATE, "max_age_days", said)


def _tries(count: int) -> str:
    return f"{count} {'try' if count == 1 else 'tries'}"
