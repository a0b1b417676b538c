"""Objects of the case file as tables: each key once, read and written by the same row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from students.casefile.codecs import INVALID, Codec, Reading

Check = Callable[[dict[str, Any], str, Reading], None]
"""A rule between fields: the fields read so far (a bad one is absent), their path, the reading."""


OWN_DEFAULT: Final = object()
REQUIRED: Final = object()


@dataclass(frozen=True, slots=True)
class Field:
    """One key: how it is read, which attribute it fills, and what it is when left out or null."""

    codec: Codec
    attribute: str | None = None
    default: Any = OWN_DEFAULT


def required(codec: Codec, attribute: str | None = None) -> Field:
    """A key that must be given."""
    return Field(codec, attribute, REQUIRED)


class Record(Codec):
    """An object with fixed keys that becomes a frozen dataclass; an unknown key is an error."""

    def __init__(self, kind: type, fields: dict[str, Codec | Field], *checks: Check) -> None:
        self.kind = kind
        self.checks = checks
        self.fields = {
            key: field if isinstance(field, Field) else Field(field)
            for key, field in fields.items()
        }
        self._rows = tuple(
            (key, field.codec, field.attribute or key, field.default)
            for key, field in self.fields.items()
        )

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        if type(value) is not dict:
            return reading.refuse(at, "Give an object, written {...}.")
        before = len(reading.errors)
        prefix = f"{at}." if at else ""
        self._refuse_unknown_keys(value, prefix, reading)
        values: dict[str, Any] = {}
        for key, codec, attribute, default in self._rows:
            given = value.get(key)
            if given is not None:
                found = codec.read(given, prefix + key, reading)
                if found is not INVALID:
                    values[attribute] = found
            elif default is REQUIRED:
                reading.refuse(prefix + key, "This is needed: fill it in.")
            elif default is not OWN_DEFAULT:
                values[attribute] = default
        for check in self.checks:
            check(values, prefix, reading)
        return self.kind(**values) if len(reading.errors) == before else INVALID

    def write(self, value: Any) -> dict[str, Any]:
        return {
            key: None if (held := getattr(value, attribute)) is None else codec.write(held)
            for key, codec, attribute, _ in self._rows
        }

    def _refuse_unknown_keys(self, value: dict[str, Any], prefix: str, reading: Reading) -> None:
        for key in value:
            if key not in self.fields:
                known = ", ".join(self.fields)
                reading.refuse(prefix + key, f"Unknown key: remove it. Known are: {known}.")
