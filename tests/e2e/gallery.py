"""The documents this run has found faultless, so that none is examined twice."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

# What differs between two people's copies of one page and can be no fault of it.
OF_ONE_COPY = re.compile(
    r"""
    \b[A-Za-z0-9]{64}\b                           # the token against forged requests
    | [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}   # an id
    | (?<=\bperson)\d+(?=@)                       # an address
    | \b\d\d:\d\d(:\d\d\.\d+\+00:00)?\b            # a time of day
    | \s(?=")                                     # what a script leaves of a class
    """,
    re.VERBOSE,
)


class Gallery:
    """Documents by what they say and how wide they are shown; all workers of a run share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(exist_ok=True)

    def has(self, document: str, width: int) -> bool:
        return self._frame(document, width).exists()

    def hang(self, document: str, width: int) -> None:
        self._frame(document, width).touch()

    def _frame(self, document: str, width: int) -> Path:
        shown = f"{width} {OF_ONE_COPY.sub('', document)}"
        return self._folder / hashlib.sha256(shown.encode()).hexdigest()
