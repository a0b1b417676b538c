"""The difference between two versions of an entry, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from advising.words import say_day, say_number
from students.assessments.entry import Entry

LABELS = {
    "instrument": "Exam",
    "form": "Form",
    "taken_on": "Day",
    "score": "Score",
    "p_pass": "Probability of passing",
    "range_low": "Likely range from",
    "range_high": "Likely range to",
    "band_low": "Low-pass band from",
    "band_high": "Low-pass band to",
    "is_timed": "Timed",
    "is_first_use": "First time with this form",
}
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs: what is saved, and what was typed."""

    label: str
    saved: str
    typed: str


def changes_between(saved: Entry, typed: Entry, *, areas: Mapping[str, str]) -> list[Change]:
    """Every value that differs; `areas` names the content areas by code."""
    return [*_plain_changes(saved, typed), *_area_changes(saved, typed, areas)]


def _plain_changes(saved: Entry, typed: Entry) -> Iterator[Change]:
    for name, label in LABELS.items():
        old, new = getattr(saved, name), getattr(typed, name)
        if old != new:
            yield Change(label, _say(name, old), _say(name, new))


def _area_changes(saved: Entry, typed: Entry, names: Mapping[str, str]) -> Iterator[Change]:
    for code in sorted(saved.areas.keys() | typed.areas.keys()):
        old, new = saved.areas.get(code), typed.areas.get(code)
        if old != new:
            yield Change(names.get(code, code), _say(code, old), _say(code, new))


def _say(name: str, value: Any) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return say_day(value)
    if name == "p_pass":
        return f"{say_number(value * 100)}%"
    return say_number(value) if isinstance(value, int | float) else str(value)
