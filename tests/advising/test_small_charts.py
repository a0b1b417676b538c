"""The sparkline, the dot strip, and what all charts are drawn with."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from advising.charts import Dot, DotGroup, DotStrip, draw_dot_strip, draw_sparkline
from advising.charts.scales import DayScale, Scale, monday_ticks, round_bounds, spread_days, ticks
from advising.charts.svg import element, text

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 23)


def drawn(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 -- our own drawing


def dots(svg):
    return sum("drawing__dot" in node.get("class", "") for node in drawn(svg).iter())


def words_in(svg):
    return [node.text for node in drawn(svg).iter(f"{SVG}text")]


def test_a_sparkline_reads_as_its_numbers():
    picture = drawn(
        draw_sparkline((51, 53, 55.5), unit="EPC", band=(62, 68)).replace(
            "<svg", '<svg xmlns="http://www.w3.org/2000/svg"'
        )
    )

    assert picture.get("aria-label") == "51, 53, 55.5 EPC, oldest first"
    assert [node.tag.removeprefix(SVG) for node in picture] == [
        "title",
        "rect",
        "polyline",
        "circle",
    ]


@pytest.mark.parametrize(("scores", "is_drawn"), [((), False), ((55,), True), ((55, 55), True)])
def test_a_sparkline_needs_a_score(scores, is_drawn):
    assert bool(draw_sparkline(scores, unit="EPC")) is is_drawn


STRIP = DotStrip(
    (
        DotGroup("At risk", "stop", tuple(map(Dot, (-2, 0, 30, 31, 90, 91)))),
        DotGroup("Close", "info", (Dot(12),) * 9),
        DotGroup("Likely ready", "good", ()),
    )
)


def test_a_dot_strip_counts_its_students():
    chart = draw_dot_strip(STRIP)

    assert chart.summary == (
        "Students by readiness: At risk: 6, Close: 9, Likely ready: 0. Deadline passed: 1."
    )
    assert chart.columns == (
        "Readiness",
        "Students",
        "Deadline passed",
        "Within 30 days",
        "31 to 90 days",
        "Later",
    )
    assert chart.rows == (
        ("At risk", "6", "1", "2", "2", "1"),
        ("Close", "9", "0", "9", "0", "0"),
        ("Likely ready", "0", "0", "0", "0", "0"),
    )


@pytest.mark.parametrize("strip", [STRIP, DotStrip(())])
def test_a_dot_strip_draws_a_dot_a_student_until_they_do_not_fit(strip):
    chart = draw_dot_strip(strip)

    for svg in (chart.svg, chart.svg_narrow):
        more = [int(words) for words in words_in(svg) if words.startswith("+")]
        assert dots(svg) + sum(more) == sum(len(group.dots) for group in strip.groups)
    assert [words for words in words_in(draw_dot_strip(STRIP).svg) if words.startswith("+")] == [
        "+3"
    ]


def test_scales_are_straight_lines():
    assert [Scale(0, 10, 100, 0)(value) for value in (0, 5, 10)] == [100, 50, 0]
    days = DayScale(TODAY, TODAY + timedelta(days=10), 0, 100)
    assert [days(TODAY + timedelta(days=number)) for number in (0, 5, 10)] == [0, 50, 100]


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([51, 78], (50, 80, 5)),
        ([65, 65], (55, 75, 5)),
        ([0, 100], (0, 100, 20)),
        ([9, 999], (0, 1000, 200)),
    ],
)
def test_an_axis_has_round_bounds_and_never_magnifies_a_point(values, bounds):
    assert round_bounds(values, at_most=8) == bounds


def test_ticks_are_multiples_of_their_step():
    assert ticks(-90, 180, 60) == [-60, 0, 60, 120, 180]


def test_an_axis_of_days_has_air_and_few_mondays():
    first, last = spread_days([TODAY])

    assert (first, last) == (date(2026, 11, 20), date(2026, 11, 26))
    assert monday_ticks(first, last, at_most=4) == [TODAY]
    assert monday_ticks(TODAY, TODAY + timedelta(days=70), at_most=3) == [
        TODAY,
        TODAY + timedelta(weeks=4),
        TODAY + timedelta(weeks=8),
    ]
    assert monday_ticks(TODAY, TODAY + timedelta(days=7000), at_most=3)[1] == (
        TODAY + timedelta(weeks=52)
    )


def test_an_element_escapes_what_it_is_given():
    assert element("a", text("1 < 2"), class_='"', stroke_width=1.25) == (
        '<a class="&quot;" stroke-width="1.2">1 &lt; 2</a>'
    )
    assert element("br") == "<br/>"
