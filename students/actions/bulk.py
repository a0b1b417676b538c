"""What work on very many rows at once needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def many_rows_at_once() -> Iterator[None]:
    """Let nobody look for reference cycles while many rows are made.

    Rows have none, and looking through hundreds of thousands of them again and again takes
    as long as making them.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
