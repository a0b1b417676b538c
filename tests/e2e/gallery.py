"""The documents this run has found faultless, so that none is examined twice."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from playwright.sync_api import Page

# What differs between two people's copies of one page and can be no fault of it.
OF_ONE_COPY = re.compile(
    r"""
    \b[A-Za-z0-9]{64}\b                           # the token against forged requests
    | [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}   # an id
    | (?<=\bperson)\d+(?=@)                       # an address
    """,
    re.VERBOSE,
)


class Gallery:
    """Documents by what they say and how wide they are shown; all workers of a run share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(exist_ok=True)

    def has(self, page: Page) -> bool:
        return self._frame(page).exists()

    def hang(self, page: Page) -> None:
        self._frame(page).touch()

    def _frame(self, page: Page) -> Path:
        shown = f"{page.viewport_size}{OF_ONE_COPY.sub('', page.content())}"
        return self._folder / hashlib.sha256(shown.encode()).hexdigest()
