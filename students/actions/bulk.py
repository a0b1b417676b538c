"""What work on very many rows at once needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def many_rows_at_once() -> Iterator[None]:
    """Leave the search for reference cycles until the rows of a chunk are done with.

    Searching again and again while they are made takes as long as making them.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
