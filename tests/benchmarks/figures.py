"""Taking times, and the tables they end in."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

SMALL, LARGE = 1_000, int(os.environ.get("BENCH_STUDENTS", "100000"))
WARM_UP = 2


@dataclass
class Table:
    """Rows of figures under a title; the first column says what was measured."""

    title: str
    head: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The table as text: words to the left, figures to the right."""
        table = [self.head, *self.rows]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        return [
            "  ".join(
                cell.rjust(width) if place else cell.ljust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            for row in table
        ]


def milliseconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000


def medians(calls: Sequence[Callable[[], object]], rounds: int = 21) -> list[float]:
    """The median milliseconds of each call, taken in turns so that noise meets all alike."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, taken in zip(calls, times, strict=True):
            taken.append(milliseconds(call))
    return [median(taken[WARM_UP:]) for taken in times]


def say_ms(value: float) -> str:
    """Milliseconds with the digits that mean something."""
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.2g} ms"
