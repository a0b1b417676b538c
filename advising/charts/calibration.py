"""Chances against outcomes: for each group a mark where it should be and one where it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from advising.charts.chart import Chart, KeyEntry
from advising.charts.scales import Scale, ticks
from advising.charts.svg import element, image, text

WIDE, NARROW = 680, 344
ROW, AXIS = 44, 44
STEP, NARROW_STEP = 20, 50  # percent
COLUMNS = ("Chance forecast", "Sittings", "Passes expected", "Passes", "Share passed")


@dataclass(frozen=True, slots=True)
class ChanceGroup:
    """Sittings with a like chance: their number, and the percent expected and seen to pass."""

    label: str
    count: int
    expected: float
    observed: float


def draw_calibration(groups: tuple[ChanceGroup, ...], *, key: str = "calibration") -> Chart:
    """The chart of forecasts and outcomes. `key` is unique on its page."""
    title = "Chance of a pass, forecast and seen"
    summary = _summarise(groups)
    return Chart(
        key=key,
        title=title,
        summary=summary,
        svg=_draw(groups, WIDE, f"{key}-wide", title, summary),
        svg_narrow=_draw(groups, NARROW, f"{key}-narrow", title, summary),
        entries=(
            KeyEntry("hollow", "What the forecasts expected"),
            KeyEntry("score", "What came"),
        ),
        columns=COLUMNS,
        rows=tuple(_row(group) for group in groups),
    )


def _summarise(groups: tuple[ChanceGroup, ...]) -> str:
    parts = [
        f"forecast {group.label}: {group.expected:.0f}% expected, {group.observed:.0f}% passed"
        for group in groups
    ]
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _row(group: ChanceGroup) -> tuple[str, ...]:
    return (
        group.label,
        f"{group.count:,}",
        f"{group.count * group.expected / 100:.1f}",
        f"{group.count * group.observed / 100:.0f}",
        f"{group.observed:.0f}%",
    )


def _draw(groups: tuple[ChanceGroup, ...], width: int, name: str, title: str, summary: str) -> str:
    x = Scale(0, 100, 14, width - 18)
    bottom = len(groups) * ROW
    step = STEP if width == WIDE else NARROW_STEP
    return image(
        *_axis(x, bottom, step),
        *(part for place, group in enumerate(groups) for part in _group(group, x, place * ROW)),
        name=name,
        title=title,
        description=summary,
        size=(width, bottom + AXIS),
    )


def _axis(x: Scale, bottom: float, step: int) -> Iterator[str]:
    for percent in ticks(x.low, x.high, step):
        yield element(
            "line", x1=x(percent), y1=0, x2=x(percent), y2=bottom + 4, class_="drawing__grid"
        )
        yield _words(f"{percent:g}%", x(percent), bottom + 18, "middle")
    yield _words("share that passes", x.end, bottom + 36, "end")


def _group(group: ChanceGroup, x: Scale, top: float) -> Iterator[str]:
    y = top + 30
    sittings = "1 sitting" if group.count == 1 else f"{group.count:,} sittings"
    yield _words(f"forecast {group.label}, {sittings}", x.start, top + 14, "start")
    places = sorted((x(group.expected), x(group.observed)))
    yield element("line", x1=places[0], y1=y, x2=places[1], y2=y, class_="drawing__range")
    for percent, kind in ((group.expected, " drawing__score--hollow"), (group.observed, "")):
        yield element("circle", cx=x(percent), cy=y, r=5, class_=f"drawing__score{kind}")


def _words(words: str, x: float, y: float, anchor: str) -> str:
    return element("text", text(words), x=x, y=y, text_anchor=anchor, class_="drawing__words")
