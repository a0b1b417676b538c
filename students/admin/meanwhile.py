"""Two people at one row: whoever saves second is asked before writing over the first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.db import models
from django.utils.functional import cached_property

from advising.forms import see_anew
from advising.words import say_day

# The row as the page showed it: a name that no field has.
SEEN_ROW: Final = "_seen_row"
OUR_OWN: Final = ("id", "edited_at")  # kept by the system, typed by nobody
OTHER_PARTS: Final = "Its parts below were changed, too: open it in another window to compare them."


class HoldableForm(forms.ModelForm):
    """A form that can be shown again as it was typed, without saving it and without an error."""

    is_held = False

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_held


class SeenForm(HoldableForm):
    """A row's form that carries a mark of the row as it was shown, and of its `parts`.

    Sent after somebody changed the row it says so, keeps what was typed, and saves it if it is
    sent once more.
    """

    parts: ClassVar[Sequence[str]] = ()

    @cached_property
    def _now(self) -> str:
        """Asked for before what was typed goes into the row."""
        return mark_of(self.instance, self.parts) if self.instance.pk else ""

    @property
    def seen(self) -> str:
        """The mark for the page."""
        return str(self.data.get(SEEN_ROW, "")) if self.is_bound else self._now

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        is_old = self.seen and not self.is_held and self.seen != self._now
        if is_old and (problem := self._problem()):
            self.add_error(None, problem)
            see_anew(self, {SEEN_ROW: self._now})
        return cleaned

    def _problem(self) -> str:
        """What was changed meanwhile; nothing where this form would change nothing of it."""
        has_other_parts = self.seen.partition(".")[2] != self._now.partition(".")[2]
        says = [
            f"{self.fields[name].label or name}: {_say(self.instance, name)}"
            for name in self.changed_data
        ]
        if not says and not has_other_parts:
            return ""
        return " ".join(
            [
                "Somebody changed this after you opened the page. Nothing is saved yet.",
                *([f"It says now: {'; '.join(says)}."] if says else []),
                *([OTHER_PARTS] if has_other_parts else []),
                "To keep what you typed instead, save once more.",
            ]
        )


def mark_of(row: models.Model, parts: Sequence[str] = ()) -> str:
    """A mark of what a row says, a dot, and a mark of its parts: others as soon as one changes."""
    return ".".join((_hash(list(_values(row))), _hash(list(_values_of_parts(row, parts)))))


def _values(row: models.Model) -> Iterator[tuple[str, str]]:
    for field in row._meta.concrete_fields:
        if field.name not in OUR_OWN:
            yield field.name, str(field.value_from_object(row))
    for link in row._meta.many_to_many:
        linked = getattr(row, link.name).values_list("pk", flat=True)
        yield link.name, str(sorted(linked))


def _values_of_parts(row: models.Model, parts: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    for name in parts:
        link: Any = row._meta.get_field(name)
        rows = link.related_model.objects.filter(**{link.field.name: row})
        yield (name, *rows.order_by("pk").values_list())


def _hash(values: list[Any]) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


def _say(row: models.Model, name: str) -> str:
    """What a column holds now, in words."""
    field: Any = row._meta.get_field(name)
    if field.many_to_many:
        listed = ", ".join(map(str, getattr(row, name).all()))
        return f"“{listed}”" if listed else "nothing"
    value = getattr(row, f"get_{name}_display")() if field.choices else getattr(row, name)
    if value is None or value in ("", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    return say_day(value) if isinstance(value, date) else f"“{value}”"
