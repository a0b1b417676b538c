"""What each flag says to a dean: made when shown, from the inputs that raised it and today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from advising.caseload.flag_sentences import SENTENCES
from advising.caseload.flag_words import INPUT_NAMES, WORDS
from advising.caseload.phrases import DEADLINE_VERBS, RELEASE_GROUNDS
from advising.states import State
from advising.words import say_day, say_number
from students.rules.clauses import say_clause
from students.rules.flags import Flag, Reason


@dataclass(frozen=True, slots=True)
class ShownFlag:
    """A flag as a page shows it, with the rule, inputs and source behind its "why?"."""

    flag: Flag
    label: str
    state: State
    sentence: str
    rule: str
    inputs: tuple[tuple[str, str], ...]
    source: str


def show_flags(
    reasons: Iterable[Mapping[str, Any]], *, policy: str, today: date
) -> tuple[ShownFlag, ...]:
    """A standing's stored reasons in words. `policy` names whose clauses they are."""
    return tuple(_show(Reason.from_json(row), policy, today) for row in reasons)


def _show(reason: Reason, policy: str, today: date) -> ShownFlag:
    words, inputs = WORDS[reason.flag], reason.inputs
    return ShownFlag(
        flag=reason.flag,
        label=words.label,
        state=words.state,
        sentence=SENTENCES[reason.flag](inputs, today),
        rule=words.rule.format_map({name: _say(name, value) for name, value in inputs.items()}),
        inputs=tuple(
            (INPUT_NAMES[name], _say(name, value))
            for name, value in inputs.items()
            if name in INPUT_NAMES and value is not None
        ),
        source=_source(inputs, policy),
    )


def _source(inputs: Mapping[str, Any], policy: str) -> str:
    """Where the deciding rule or number comes from."""
    sources = []
    if inputs.get("clause"):
        sources.append(f"{policy}, {say_clause(inputs['clause'])}")
    if "limit" in inputs:
        sources.append(f"the school's choice of {say_number(inputs['limit'])}, in reference data")
    return "; ".join(sources)


_SAY: Mapping[str, Callable[[Any], str]] = {
    "kind": lambda kind: DEADLINE_VERBS[kind],
    "clause": say_clause,
    "ground": lambda ground: RELEASE_GROUNDS[ground],
}


def _say(name: str, value: Any) -> str:
    if name in _SAY:
        return _SAY[name](value) if value else ""
    if isinstance(value, date):
        return say_day(value)
    return say_number(value) if isinstance(value, int | float) else str(value)
