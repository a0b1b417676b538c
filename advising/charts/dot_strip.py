"""A cohort at a glance: each student a dot, by readiness and by days to the deadline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from advising.charts.chart import Chart, KeyEntry
from advising.charts.scales import Scale, ticks
from advising.charts.svg import element, image, text

WIDE, NARROW = 680, 344
STEP = 9  # from dot to dot, in pixels
STACK = 7  # dots above each other before the rest becomes a number
HEADING, AXIS = 30, 40
COLUMNS = ("Readiness", "Students", "Deadline passed", "Within 30 days", "31 to 90 days", "Later")


@dataclass(frozen=True, slots=True)
class Dot:
    """A student: the days to the next deadline, negative once it has passed."""

    days: int


@dataclass(frozen=True, slots=True)
class DotGroup:
    """The students of one readiness scenario; `state` ends the class name of their colour."""

    label: str
    state: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class DotStrip:
    """A cohort's readiness against its deadlines, worst group first."""

    groups: tuple[DotGroup, ...]
    title: str = "Readiness by days to the next deadline"


def draw_dot_strip(strip: DotStrip, *, key: str = "dot-strip") -> Chart:
    """The chart of a cohort. `key` is unique on its page."""
    summary = _summarise(strip)
    return Chart(
        key=key,
        title=strip.title,
        summary=summary,
        svg=_draw(strip, WIDE, f"{key}-wide", summary),
        svg_narrow=_draw(strip, NARROW, f"{key}-narrow", summary),
        entries=(KeyEntry("dot", "One student. A number stands for those that do not fit."),),
        columns=COLUMNS,
        rows=tuple(_row(group) for group in strip.groups),
    )


def _summarise(strip: DotStrip) -> str:
    counts = [f"{group.label}: {len(group.dots)}" for group in strip.groups]
    passed = sum(dot.days < 0 for group in strip.groups for dot in group.dots)
    return f"Students by readiness: {', '.join(counts)}. Deadline passed: {passed}."


def _row(group: DotGroup) -> tuple[str, ...]:
    days = [dot.days for dot in group.dots]
    counts = (
        len(days),
        sum(day < 0 for day in days),
        sum(0 <= day <= 30 for day in days),
        sum(30 < day <= 90 for day in days),
        sum(day > 90 for day in days),
    )
    return (group.label, *map(str, counts))


def _draw(strip: DotStrip, width: int, name: str, summary: str) -> str:
    days = [dot.days for group in strip.groups for dot in group.dots] or [0]
    last = max(60, ceil(max(days) / 30) * 30)
    first = min(0, -ceil(-min(days) / 30) * 30)
    x = Scale(first, last, 12, width - 16)
    floors = list(accumulate(_height(group, x) for group in strip.groups))
    bottom = floors[-1] if floors else 0
    return image(
        *_axis(x, bottom, step=30 if (last - first) / 30 <= width / 55 else 60),
        *(
            part
            for group, floor in zip(strip.groups, floors, strict=True)
            for part in _group(group, x, floor)
        ),
        name=name,
        title=strip.title,
        description=summary,
        size=(width, bottom + AXIS),
    )


def _axis(x: Scale, bottom: float, *, step: int) -> Iterator[str]:
    for day in ticks(x.low, x.high, step):
        css = "drawing__mark--today" if day == 0 else "drawing__grid"
        yield element("line", x1=x(day), y1=0, x2=x(day), y2=bottom + 4, class_=css)
        yield _words("today" if day == 0 else str(day), x(day), bottom + 18, "middle")
    yield _words("days to the next deadline", x.end, bottom + 34, "end")


def _columns(group: DotGroup, x: Scale) -> Counter[int]:
    """How many dots stand at each place, places being one dot wide."""
    return Counter(round(x(dot.days) / STEP) for dot in group.dots)


def _height(group: DotGroup, x: Scale) -> int:
    tallest = max(_columns(group, x).values(), default=1)
    return HEADING + min(tallest, STACK) * STEP


def _group(group: DotGroup, x: Scale, floor: float) -> Iterator[str]:
    top = floor - _height(group, x)
    yield _words(f"{group.label}: {len(group.dots)}", x.start, top + 16, "start", "drawing__label")
    yield element("line", x1=x.start, y1=floor, x2=x.end, y2=floor, class_="drawing__grid")
    for column, count in sorted(_columns(group, x).items()):
        yield from _column(column * STEP, count, floor - STEP / 2, group.state)


def _column(x: float, count: int, floor: float, state: str) -> Iterator[str]:
    """Dots upwards from the floor; if they do not all fit, the top place says how many more."""
    fitting = count if count <= STACK else STACK - 1
    for place in range(fitting):
        y = floor - place * STEP
        yield element("circle", cx=x, cy=y, r=3.8, class_=f"drawing__dot drawing__dot--{state}")
    if count > fitting:
        y = floor - fitting * STEP + 3
        yield _words(f"+{count - fitting}", x, y, "middle", "drawing__more")


def _words(words: str, x: float, y: float, anchor: str, css: str = "drawing__words") -> str:
    return element("text", text(words), x=x, y=y, text_anchor=anchor, class_=css)
