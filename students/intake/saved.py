"""One step of the draft as it was typed, right or wrong: nothing typed is ever thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.utils.datastructures import MultiValueDict

LONGEST_ANSWER = 10_000


@dataclass(frozen=True, slots=True)
class SavedStep:
    """What was typed into one step, when, and when the student last pressed save on it."""

    typed: Mapping[str, list[str]]
    saved_at: datetime
    is_complete: bool
    pressed_at: datetime | None = None

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The step as the draft stores it."""
        pressed_at = stored["pressed_at"]
        return cls(
            typed=stored["typed"],
            saved_at=datetime.fromisoformat(stored["saved_at"]),
            is_complete=stored["is_complete"],
            pressed_at=datetime.fromisoformat(pressed_at) if pressed_at else None,
        )

    def as_json(self) -> dict[str, Any]:
        """The step as the draft stores it."""
        return {
            "typed": dict(self.typed),
            "saved_at": self.saved_at.isoformat(),
            "is_complete": self.is_complete,
            "pressed_at": self.pressed_at.isoformat() if self.pressed_at else None,
        }

    def as_posted(self) -> MultiValueDict[str, str]:
        """The step as if its form had just been sent again."""
        return MultiValueDict(self.typed)


def typed_in(data: MultiValueDict[str, str], names: Iterable[str]) -> dict[str, list[str]]:
    """What a request says of these fields. The database takes no NUL, and no whole book."""
    return {
        name: [value.replace("\x00", "")[:LONGEST_ANSWER] for value in data.getlist(name)]
        for name in names
        if name in data
    }
