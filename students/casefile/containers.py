"""Lists and maps of the case file: many values of one kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from students.casefile.codecs import INVALID, Codec, Reading


@dataclass(frozen=True, slots=True)
class ListOf(Codec):
    """A list of one kind of thing, read as a tuple.

    With `is_distinct` a value that comes twice is read once; with `distinct_key` no two objects
    may share the value of that key.
    """

    item: Codec
    is_distinct: bool = False
    distinct_key: str | None = None
    is_null_when_empty: bool = False

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        if type(value) is not list:
            return reading.refuse(at, "Give a list, written [...]. It may be empty.")
        before = len(reading.errors)
        if self.distinct_key:
            self._refuse_repeats(value, self.distinct_key, at, reading)
        read = self.item.read
        items = tuple([read(item, f"{at}[{i}]", reading) for i, item in enumerate(value)])
        if self.is_distinct:
            items = tuple(dict.fromkeys(items))
        return items if len(reading.errors) == before else INVALID

    def write(self, value: tuple[Any, ...]) -> list[Any] | None:
        if self.is_null_when_empty and not value:
            return None
        return [self.item.write(item) for item in value]

    def _refuse_repeats(self, items: list[Any], key: str, at: str, reading: Reading) -> None:
        seen = set()
        for i, item in enumerate(items):
            mark = item.get(key) if type(item) is dict else None
            if type(mark) is not str:
                continue
            if mark in seen:
                reading.refuse(f"{at}[{i}].{key}", f"{mark} is listed twice: keep one.")
            seen.add(mark)


@dataclass(frozen=True, slots=True)
class MapOf(Codec):
    """An object whose keys are codes or words. A key without a value is left out."""

    key: Codec
    item: Codec

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        if type(value) is not dict:
            return reading.refuse(at, "Give an object, written {...}. It may be empty.")
        before = len(reading.errors)
        items = {}
        for key, item in value.items():
            where = f"{at}.{key}"
            self.key.read(key, where, reading)
            if item is not None:
                items[key] = self.item.read(item, where, reading)
        return items if len(reading.errors) == before else INVALID

    def write(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {key: self.item.write(item) for key, item in value.items()}
