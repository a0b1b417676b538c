"""Draws scores against time: the band, the gate, the scores with their ranges, the forecast, the days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from advising.charts.chart import Chart
from advising.charts.scales import (
    DayScale,
    Scale,
    monday_ticks,
    round_bounds,
    spread_days,
    ticks,
)
from advising.charts.score_history import Mark, MarkKind, ScoreHistory, ScorePoint
from advising.charts.score_words import COLUMNS, key_entries, summarise, table_rows
from advising.charts.svg import element, image, points, text
from advising.words import say_number

WIDE = (680, 340)
NARROW = (344, 320)
LEFT, RIGHT, BOTTOM = 38, 10, 38
ROW = 17  # height of one row of labels above the plot
LETTER = 7.4  # average width of a letter of a label, for keeping labels apart


@dataclass(frozen=True, slots=True)
class Label:
    """A mark's words above the plot, and the rows they do not fit in are already taken."""

    x: float
    left: float
    row: int
    words: str
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Plot:
    """The place the data is drawn in."""

    x: DayScale
    y: Scale
    step: int
    labels: tuple[Label, ...]

    @property
    def top(self) -> float:
        return self.y.end

    @property
    def bottom(self) -> float:
        return self.y.start


def draw_score_chart(history: ScoreHistory, *, key: str = "score-chart") -> Chart:
    """The chart of one student's scores on one scale. `key` is unique on its page."""
    summary = summarise(history)
    return Chart(
        key=key,
        title=history.title,
        summary=summary,
        svg=_draw(history, WIDE, f"{key}-wide", summary),
        svg_narrow=_draw(history, NARROW, f"{key}-narrow", summary),
        entries=key_entries(history),
        columns=COLUMNS,
        rows=table_rows(history),
    )


def _draw(history: ScoreHistory, size: tuple[int, int], name: str, summary: str) -> str:
    plot = _plot(history, size)
    return image(
        *_band(history, plot),
        *_grid(plot, history.unit),
        *_day_axis(plot, at_most=size[0] // 85),
        *_forecast(history, plot),
        *_threshold(history, plot),
        *_marks(plot),
        *_scores(history.scores, plot),
        *_numbers(history.scores, plot),
        name=name,
        title=history.title,
        description=summary,
        size=size,
    )


def _plot(history: ScoreHistory, size: tuple[int, int]) -> Plot:
    width, height = size
    first, last = spread_days(history.days())
    x = DayScale(first, last, LEFT, width - RIGHT)
    labels = tuple(_labels(history, x))
    rows = max(label.row for label in labels) + 1
    bottom, top, step = round_bounds(history.values(), at_most=8)
    return Plot(x, Scale(bottom, top, height - BOTTOM, rows * ROW + 8), step, labels)


def _labels(history: ScoreHistory, x: DayScale) -> Iterator[Label]:
    """The marks' words, one label a day, each in the first row with room for it."""
    today = Mark(history.today, "Today", MarkKind.TODAY)
    order = sorted((*history.marks, today), key=lambda mark: mark.on)
    taken: list[float] = []
    for day, same_day in groupby(order, key=lambda mark: mark.on):
        marks = list(same_day)
        words = f"{', '.join(mark.label for mark in marks)} {_short(day)}"
        width = len(words) * LETTER
        left = min(max(x(day) - width / 2, 0), x.end + RIGHT - width)
        row = next((row for row, end in enumerate(taken) if end < left), len(taken))
        taken[row : row + 1] = [left + width + LETTER]
        yield Label(x(day), left, row, words, marks[0].kind)


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def _band(history: ScoreHistory, plot: Plot) -> Iterator[str]:
    if history.band:
        top = plot.y(history.band.high)
        yield element(
            "rect",
            x=plot.x.start,
            y=top,
            width=plot.x.end - plot.x.start,
            height=plot.y(history.band.low) - top,
            class_="drawing__band",
        )


def _grid(plot: Plot, unit: str) -> Iterator[str]:
    for value in ticks(plot.y.low, plot.y.high, plot.step):
        y = plot.y(value)
        yield _line(plot.x.start, y, plot.x.end, y, "drawing__grid")
        yield _words(say_number(value), plot.x.start - 6, y + 4, "end")
    yield _words(unit, 2, plot.top - 8, "start")


def _day_axis(plot: Plot, *, at_most: int) -> Iterator[str]:
    year = None
    for monday in monday_ticks(plot.x.first, plot.x.last, at_most=at_most):
        x = plot.x(monday)
        yield _line(x, plot.bottom, x, plot.bottom + 4, "drawing__tick")
        yield _words(_short(monday), x, plot.bottom + 18, "middle")
        if monday.year != year:
            year = monday.year
            yield _words(str(year), x, plot.bottom + 33, "middle")


def _threshold(history: ScoreHistory, plot: Plot) -> Iterator[str]:
    if history.threshold:
        y = plot.y(history.threshold.score)
        yield _line(plot.x.start, y, plot.x.end, y, "drawing__threshold")


def _forecast(history: ScoreHistory, plot: Plot) -> Iterator[str]:
    rows = sorted(history.forecast, key=lambda row: row.on)
    if not rows:
        return
    upper = [(plot.x(row.on), plot.y(row.high)) for row in rows]
    lower = [(plot.x(row.on), plot.y(row.low)) for row in reversed(rows)]
    mean = [(plot.x(row.on), plot.y(row.mean)) for row in rows]
    yield element("polygon", points=points(*upper, *lower), class_="drawing__fan")
    yield element("polyline", points=points(*mean), class_="drawing__mean")


def _marks(plot: Plot) -> Iterator[str]:
    for label in plot.labels:
        y = label.row * ROW + 13
        yield _line(label.x, y + 4, label.x, plot.bottom, f"drawing__mark--{label.kind}")
        css = f"drawing__label drawing__label--{label.kind}"
        yield _words(label.words, label.left, y, "start", css)


def _scores(scores: Sequence[ScorePoint], plot: Plot) -> Iterator[str]:
    for point in scores:
        x = plot.x(point.on)
        css = "drawing__score" if point.counts else "drawing__score drawing__score--hollow"
        if point.likely_range:
            low, high = (plot.y(bound) for bound in point.likely_range)
            yield _line(x, low, x, high, "drawing__range")
            yield from (_line(x - 4, end, x + 4, end, "drawing__range") for end in (low, high))
        yield element("circle", cx=x, cy=plot.y(point.score), r=4.5, class_=css)


def _numbers(scores: Sequence[ScorePoint], plot: Plot) -> Iterator[str]:
    """Each score above its range, latest first; an older one that would touch is left out."""
    written: list[float] = []
    for point in sorted(scores, key=lambda point: point.on, reverse=True):
        x = plot.x(point.on)
        if all(abs(x - other) > 3 * LETTER for other in written):
            written.append(x)
            top = max(point.likely_range or (point.score,))
            y = plot.y(top) - (6 if point.likely_range else 9)
            yield _words(say_number(point.score), x, y, "middle", "drawing__number")


def _line(x1: float, y1: float, x2: float, y2: float, css: str) -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=css)


def _words(words: str, x: float, y: float, anchor: str, css: str = "drawing__words") -> str:
    return element("text", text(words), x=x, y=y, text_anchor=anchor, class_=css)
