"""Half of a hard day. Pure."""

from __future__ import annotations

from collections.abc import Sequence

QUARTER = 15  # minutes: blocks are multiples of it


def first_half(minutes: Sequence[int]) -> tuple[int, ...]:
    """How much of each block the first half of a day holds, in the day's own order.

    Half is rounded up to a quarter-hour; the block in the middle is cut, those after it are 0.
    """
    left = (sum(minutes) // QUARTER + 1) // 2 * QUARTER
    kept: list[int] = []
    for block in minutes:
        kept.append(min(block, left))
        left -= kept[-1]
    return tuple(kept)
