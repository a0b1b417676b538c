"""Text to a JSON document, strictly: what could be read two ways is not read at all."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from students.casefile import CaseNotValid


def read_json(text: str | bytes) -> Any:
    """Decode a JSON document. Raises `CaseNotValid` where it is none, saying where it breaks."""
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
    except UnicodeDecodeError as error:
        raise CaseNotValid.from_text("This is not text in UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise CaseNotValid.from_text(f"This is not JSON: {error}.") from error


@contextmanager
def opened(name: str) -> Iterator[IO[bytes]]:
    """A file to read, or standard input for "-". Raises `CaseNotValid` if it cannot be opened."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        source = Path(name).open("rb")  # noqa: SIM115 -- closed below
    except OSError as error:
        raise CaseNotValid.from_text(f"Cannot read {name}: {error.strerror}.") from error
    with source:
        yield source


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return found
