"""A student's scores in the size of a word, for a row of a list."""

from __future__ import annotations

from collections.abc import Sequence

from advising.charts.scales import Scale
from advising.charts.svg import element, points, text
from advising.words import say_number

WIDTH, HEIGHT, EDGE = 96, 24, 4


def draw_sparkline(
    scores: Sequence[float], *, unit: str, band: tuple[float, float] | None = None
) -> str:
    """The scores, oldest first and evenly apart, over the passing band; empty without scores."""
    if not scores:
        return ""
    reach = (*scores, *(band or ()))
    low, high = min(reach), max(reach)
    y = Scale(low, high + (low == high), HEIGHT - EDGE, EDGE)
    x = Scale(min(0, len(scores) - 2), len(scores) - 1, EDGE, WIDTH - EDGE)
    places = [(x(place), y(score)) for place, score in enumerate(scores)]
    words = f"{', '.join(say_number(score) for score in scores)} {unit}, oldest first"
    return element(
        "svg",
        element("title", text(words)),
        *([_band(band, y)] if band else []),
        element("polyline", points=points(*places), class_="spark__line"),
        element("circle", cx=places[-1][0], cy=places[-1][1], r=2.5, class_="spark__latest"),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        class_="spark",
        role="img",
        aria_label=words,
    )


def _band(band: tuple[float, float], y: Scale) -> str:
    low, high = band
    return element(
        "rect", x=0, y=y(high), width=WIDTH, height=y(low) - y(high), class_="spark__band"
    )
