"""A stored finding as one reader reads it: the words, and the rule, inputs and source behind them.

A result keeps a finding's words and not its facts. The words come from a template, so the template
gives the facts back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any, Final

from plans.engine.finding_codes import ENGINE_FINDINGS
from plans.telling.readers import FINDINGS, REASONS, REMEDIES, Reader
from plans.telling.rules import ABOUT_DAYS, INPUTS, RULES
from students.rules.finding_codes import RULE_FINDINGS

_TEMPLATES: Final = {code: row.text for code, row in {**RULE_FINDINGS, **ENGINE_FINDINGS}.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding for one reader. `inputs` are (name, value) pairs."""

    code: str
    level: str
    text: str
    rule: str
    inputs: tuple[tuple[str, str], ...]
    source: str
    is_about_days: bool


def tell(row: Mapping[str, Any], reader: Reader) -> Told:
    """A finding of a result document in the reader's words, with what is behind it."""
    code, facts = row["code"], facts_of(row)
    return Told(
        code=code,
        level=row["level"],
        text=row["text"] if reader is Reader.STUDENT else _for_advisor(row, facts),
        rule=RULES.get(code, ""),
        inputs=tuple((INPUTS[name], value) for name, value in facts.items() if name in INPUTS),
        source=row["source"],
        is_about_days=code in ABOUT_DAYS,
    )


def facts_of(row: Mapping[str, Any]) -> dict[str, str]:
    """The facts in a finding's words; none where the words are of another day's template."""
    pattern = _pattern(row["code"])
    found = pattern.fullmatch(row["text"]) if pattern else None
    return found.groupdict() if found else {}


def tell_remedy(row: Mapping[str, Any], reader: Reader) -> dict[str, Any]:
    """A remedy of a result document in the reader's words."""
    text = row["text"]
    if reader is Reader.ADVISOR:
        for said, told in REMEDIES.items():
            text = text.replace(said, told)
    return {**row, "text": text}


def _for_advisor(row: Mapping[str, Any], facts: Mapping[str, str]) -> str:
    template = FINDINGS.get(row["code"])
    if template is None or (not facts and "{" in template):
        return str(row["text"])
    return template.format(**{name: REASONS.get(value, value) for name, value in facts.items()})


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    """What reads a finding's words back; None for a code that is no longer used."""
    if code not in _TEMPLATES:
        return None
    parts = []
    for literal, name, _, _ in Formatter().parse(_TEMPLATES[code]):
        parts.append(re.escape(literal))
        if name:
            parts.append(f"(?P<{name}>.+?)")
    return re.compile("".join(parts), re.DOTALL)
