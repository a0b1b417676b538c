"""What "why?" opens beside a reading of scores: the rule, what it was read from, the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advising.words import say_number, say_range
from students.dates.reading import policy_url
from students.models import DefaultGate, ReadinessScenario
from students.reference.sources import name_sources
from students.rules.policy import Situation
from students.rules.result import Readiness

LETTERS = "low and high are the likely range, a and b the low-pass band"


@dataclass(frozen=True, slots=True)
class WhyReading:
    """A rule in words, its inputs as (name, value), and where it can be read."""

    rule: str
    inputs: tuple[tuple[str, str], ...]
    source: str
    url: str = ""


def why_scenario(readiness: Readiness, *, today: date) -> WhyReading | None:
    """Why the latest counting score is read as it is; None where staff ended that reading."""
    rows = ReadinessScenario.objects.in_force(today)
    row = rows.filter(code=readiness.scenario.value).first()
    if row is None or readiness.range is None or readiness.band is None:
        return None
    inputs = (
        ("Likely range", say_range(readiness.range)),
        ("Low-pass band", "–".join(say_number(edge) for edge in readiness.band)),
    )
    return WhyReading(f"{row.rule}: {LETTERS}.", inputs, name_sources(row.source))


def why_gate(situation: Situation, *, today: date) -> WhyReading:
    """Whose gate is asked: the school's own, or the usual one where the school has none."""
    gate, policy = situation.gate, situation.policy
    inputs = [("Different forms", str(gate.distinct_forms))]
    if gate.min is not None:
        inputs.insert(0, ("At least", say_number(gate.min)))
    if gate.max_age_days is not None:
        inputs.append(("Not older than", f"{gate.max_age_days} days"))
    if policy is not None and policy.gate is not None:
        rule = f"{situation.policy_name} asks for these before a sitting."
        return WhyReading(rule, tuple(inputs), situation.policy_source, policy_url(situation))
    row = DefaultGate.objects.in_force(today).first()
    return WhyReading(
        "Your school has no gate on record, so the usual one is read.",
        tuple(inputs),
        name_sources(row.source) if row else "",
    )
