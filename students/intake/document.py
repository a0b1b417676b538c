"""Answers in words: what the student reads before submitting, and what a version keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, cast

from django import forms

from advising.words import say_day
from students.fields import HoursField
from students.models import IntakeVersion

NOT_ANSWERED = ("not answered",)
ON_SUBMIT = "Only you until you submit. After that your advisor and your dean."
SUBMITTED = "Your advisor and your dean see this now."


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its answer, a line for each thing said. `key` names it in its step."""

    key: str
    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One step: its title, who was told to see it, and its rows."""

    slug: str
    title: str
    readers: str
    rows: tuple[Row, ...]

    @property
    def readers_now(self) -> str:
        """Who sees it once it is submitted."""
        return self.readers.replace(ON_SUBMIT, SUBMITTED)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Section:
        """The section as a version keeps it."""
        rows = tuple(Row(row["key"], row["label"], tuple(row["words"])) for row in stored["rows"])
        return cls(stored["slug"], stored["title"], stored["readers"], rows)


@dataclass(frozen=True, slots=True)
class Change:
    """A question answered otherwise in a later version."""

    section: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def say(field: forms.Field, value: Any) -> tuple[str, ...]:
    """A field's answer in words, a line for each thing said; nothing for no answer."""
    if value is None or value is False or value in ("", []):
        return ()
    if isinstance(field, forms.MultipleChoiceField):
        names = _names(field)
        return tuple(names.get(code, code) for code in value)
    if isinstance(field, forms.ChoiceField):
        return (_names(field).get(value, value),)
    if isinstance(value, list):
        return (", ".join(value),)
    if isinstance(value, bool):
        return ("Yes",)
    if isinstance(value, date):
        return (say_day(value),)
    if isinstance(field, HoursField):
        return (f"{value:g} h",)
    return (f"{value:g}" if isinstance(value, float) else str(value),)


def changes(before: Sequence[Section], after: Sequence[Section]) -> list[Change]:
    """What a later version says otherwise than an earlier one, question by question."""
    old, new = _by_question(before), _by_question(after)
    return [
        Change(
            section=(new.get(key) or old[key])[0].title,
            label=(new.get(key) or old[key])[1].label,
            before=old[key][1].words if key in old else NOT_ANSWERED,
            after=new[key][1].words if key in new else NOT_ANSWERED,
        )
        for key in dict.fromkeys(chain(new, old))
        if key not in old or key not in new or old[key][1].words != new[key][1].words
    ]


def sections_of(version: IntakeVersion) -> list[Section]:
    """A submitted version, step by step."""
    return [Section.from_json(stored) for stored in version.answers["sections"]]


def _by_question(
    sections: Iterable[Section],
) -> dict[tuple[str, str], tuple[Section, Row]]:
    return {(section.slug, row.key): (section, row) for section in sections for row in section.rows}


def _names(field: forms.ChoiceField) -> dict[str, str]:
    choices = cast("Iterable[tuple[str, str]]", field.choices)
    return {str(code): str(name) for code, name in choices}
