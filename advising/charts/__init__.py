"""Charts as SVG text: frozen data in, a `Chart` out. Pure: no Django, no clock.

Colours come from the style sheet by class, so that a drawing needs no style of its own and
follows the reader's scheme and the printer.
"""

from advising.charts.calibration import ChanceGroup, draw_calibration
from advising.charts.chart import Chart, KeyEntry
from advising.charts.dot_strip import Dot, DotGroup, DotStrip, draw_dot_strip
from advising.charts.score_chart import draw_score_chart
from advising.charts.score_history import (
    Band,
    ForecastPoint,
    Mark,
    MarkKind,
    ScoreHistory,
    ScorePoint,
    Threshold,
)
from advising.charts.sparkline import draw_sparkline

__all__ = [
    "Band",
    "ChanceGroup",
    "Chart",
    "Dot",
    "DotGroup",
    "DotStrip",
    "ForecastPoint",
    "KeyEntry",
    "Mark",
    "MarkKind",
    "ScoreHistory",
    "ScorePoint",
    "Threshold",
    "draw_calibration",
    "draw_dot_strip",
    "draw_score_chart",
    "draw_sparkline",
]
