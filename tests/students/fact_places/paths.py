"""Paths into the list of facts, and the places of whole items."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

Path = tuple[Any, ...]
Place = tuple[Path, str, str, str]
Names = dict[str, str]

DAYS = {"effective_from": "effective_from", "effective_to": "effective_to"}
SOURCED = {"source": "source", "confidence": "confidence", "note": "note"}


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every scalar of a document with the keys and indexes that lead to it."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(inner, (*path, key))
    else:
        yield path, value


def fields(item: Any, path: Path, model: str, name: str, names: Names) -> Iterator[Place]:
    """The places of one item's leaves, by the first key below the item."""
    for leaf, _ in leaves(item):
        yield (*path, *leaf), model, name, names.get(str(leaf[0]), str(leaf[0]))


def rows(
    items: list[Any], path: Path, model: str, name: Callable[[Any], str], /, **names: str
) -> Iterator[Place]:
    """The places of a list of items, each a row."""
    for index, item in enumerate(items):
        yield from fields(item, (*path, index), model, name(item), SOURCED | names)


def year_or(day: date | None, otherwise: str) -> str:
    return str(day.year) if day else otherwise


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def statement(
    code: str, item: dict[str, Any], *, section: str = "", **names: str
) -> Iterator[Place]:
    """A section kept as one Fact: its numbers and lists under `value`, unless named."""
    for leaf, _ in leaves(item):
        field = names.get(leaf[0], leaf[0] if leaf[0] in SOURCED else f"value.{leaf[0]}")
        yield (section or code, *leaf), "fact", code, field
