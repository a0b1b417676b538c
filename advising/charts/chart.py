"""What every chart hands to its template: two drawings, the words and the numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One line of a chart's key. `sample` ends the class name of its small sample."""

    sample: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart.

    `svg` suits a column or a sheet of paper, `svg_narrow` a phone: text in a drawing shrinks
    with it, so a phone needs one of its own. `summary` says what the drawing shows, and `rows`
    hold its numbers under `columns`.
    """

    key: str
    title: str
    summary: str
    svg: str
    svg_narrow: str
    entries: tuple[KeyEntry, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
