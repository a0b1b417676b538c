"""The score chart."""

from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from advising.charts import (
    Band,
    ForecastPoint,
    KeyEntry,
    Mark,
    MarkKind,
    ScoreHistory,
    ScorePoint,
    Threshold,
    draw_score_chart,
)

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 23)
EXAM_ON = date(2027, 2, 3)
HISTORY = ScoreHistory(
    unit="EPC",
    today=TODAY,
    scores=(
        ScorePoint(date(2026, 11, 6), 52, "Form 27", (48, 56), counts=False),
        ScorePoint(date(2026, 11, 20), 55, "Form 28", (51, 59)),
    ),
    band=Band(62, 68),
    threshold=Threshold(66),
    forecast=(ForecastPoint(TODAY, 55, 51, 59), ForecastPoint(EXAM_ON, 65.5, 59, 72)),
    marks=(
        Mark(EXAM_ON, "Exam", MarkKind.EXAM),
        Mark(EXAM_ON, "Sit by", MarkKind.DEADLINE),
        Mark(date(2026, 12, 4), "Form 29", MarkKind.CHECKPOINT),
    ),
)


def drawn(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 -- our own drawing


def classes(svg):
    return [name for node in drawn(svg).iter() for name in node.get("class", "").split() if name]


def words_in(svg):
    return [node.text for node in drawn(svg).iter(f"{SVG}text")]


def test_the_summary_tells_the_chart_without_the_picture():
    assert draw_score_chart(HISTORY).summary == (
        "Latest practice score 55 EPC, likely 51–59, Fri 20 Nov 2026: below the passing band"
        " 62–68 EPC. School gate: 66 EPC. Unofficial forecast for Wed 3 Feb 2027: 65.5 EPC,"
        " between 59 and 72. Exam: Wed 3 Feb 2027, in 72 days. Sit by: Wed 3 Feb 2027, in 72 days."
    )


@pytest.mark.parametrize(
    ("likely_range", "place"),
    [
        ((53, 61), "below the"),
        ((54, 62), "reaching into the"),
        ((61, 69), "reaching into the"),
        ((62, 70), "starting inside the"),
        ((68, 76), "starting inside the"),
        ((69, 77), "above the"),
        (None, "below the"),
    ],
)
def test_the_summary_places_a_range_against_the_band(likely_range, place):
    latest = ScorePoint(TODAY, 58, "Form 28", likely_range)
    summary = draw_score_chart(ScoreHistory("EPC", TODAY, (latest,), Band(62, 68))).summary

    assert summary.endswith(f": {place} passing band 62–68 EPC.")


def test_a_score_without_a_band_is_said_alone():
    history = ScoreHistory("COMSAE", TODAY, (ScorePoint(TODAY, 410, "Form 110"),))

    assert draw_score_chart(history).summary == (
        "Latest practice score 410 COMSAE, Mon 23 Nov 2026."
    )


def test_a_later_score_that_does_not_count_is_not_the_one_read():
    counting = ScorePoint(TODAY - timedelta(days=3), 55, "Form 28", (51, 59))
    repeat = ScorePoint(TODAY, 67, "Form 28", (63, 71), counts=False)
    history = ScoreHistory("EPC", TODAY, (counting, repeat), Band(62, 68))

    assert draw_score_chart(history).summary == (
        "Last practice score that counts 55 EPC, likely 51–59, Fri 20 Nov 2026: below the passing "
        "band 62–68 EPC. A later one does not count: 67 EPC, likely 63–71, less reliable, "
        "Mon 23 Nov 2026."
    )


def test_the_numbers_stand_in_a_table_by_day():
    chart = draw_score_chart(HISTORY)

    assert chart.columns == ("Day", "What", "Score")
    assert chart.rows == (
        ("Fri 6 Nov 2026", "Form 27", "52 EPC, likely 48–56, less reliable"),
        ("Fri 20 Nov 2026", "Form 28", "55 EPC, likely 51–59"),
        ("Mon 23 Nov 2026", "Forecast, unofficial", "55 EPC, between 51 and 59"),
        ("Fri 4 Dec 2026", "Form 29", ""),
        ("Wed 3 Feb 2027", "Exam", ""),
        ("Wed 3 Feb 2027", "Sit by", ""),
        ("Wed 3 Feb 2027", "Forecast, unofficial", "65.5 EPC, between 59 and 72"),
    )


def test_the_key_names_only_what_is_drawn():
    assert draw_score_chart(HISTORY).entries == (
        KeyEntry("score", "Practice score and its likely range, EPC"),
        KeyEntry("hollow", "Less reliable: untimed, or seen before"),
        KeyEntry("band", "Passing band 62–68 EPC"),
        KeyEntry("threshold", "School gate 66 EPC"),
        KeyEntry("forecast", "Forecast and its 80% range, unofficial"),
    )
    assert draw_score_chart(ScoreHistory("EPC", TODAY)).entries == ()


@pytest.mark.parametrize("which", ["svg", "svg_narrow"])
def test_a_drawing_is_one_picture_with_a_title_and_a_description(which):
    picture = drawn(getattr(draw_score_chart(HISTORY, key="here"), which))
    title, description = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")

    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.text, description.text[:21]) == (HISTORY.title, "Latest practice score")


@pytest.mark.parametrize(
    "svg", [draw_score_chart(HISTORY).svg, draw_score_chart(HISTORY).svg_narrow]
)
def test_a_drawing_shows_each_thing_once_and_no_style_of_its_own(svg):
    found = classes(svg)

    assert found.count("drawing__band") == found.count("drawing__threshold") == 1
    assert found.count("drawing__fan") == found.count("drawing__mean") == 1
    assert (found.count("drawing__score"), found.count("drawing__score--hollow")) == (2, 1)
    assert found.count("drawing__range") == 6
    assert {"drawing__mark--exam", "drawing__mark--checkpoint", "drawing__mark--today"} <= {*found}
    assert not any(node.get("style") or node.get("fill") for node in drawn(svg).iter())


def test_marks_of_one_day_share_their_line_and_their_words():
    assert "Exam, Sit by 3 Feb" in words_in(draw_score_chart(HISTORY).svg)


def test_an_older_number_that_would_touch_a_newer_one_is_left_out():
    close = replace(HISTORY.scores[0], on=HISTORY.scores[1].on - timedelta(days=1))
    history = replace(HISTORY, scores=(close, HISTORY.scores[1]))

    assert "55" in words_in(draw_score_chart(history).svg_narrow)
    assert "52" not in words_in(draw_score_chart(history).svg_narrow)


def test_labels_stay_inside_the_drawing_and_apart():
    marks = tuple(
        Mark(TODAY + timedelta(days=days), "Somebody's long deadline", MarkKind.DEADLINE)
        for days in range(0, 40, 4)
    )
    picture = drawn(draw_score_chart(replace(HISTORY, marks=marks)).svg_narrow)
    places = [
        (float(node.get("y")), float(node.get("x")))
        for node in picture.iter(f"{SVG}text")
        if "drawing__label" in node.get("class")
    ]

    assert len(places) == len(set(places)) == 10
    assert all(x >= 0 for _, x in places)
    assert len({y for y, _ in places}) == 10


@pytest.mark.parametrize(
    "history",
    [
        ScoreHistory("EPC", TODAY),
        ScoreHistory("EPC", TODAY, band=Band(62, 68)),
        ScoreHistory("EPC", TODAY, scores=(ScorePoint(TODAY, 0, "Form"),)),
        ScoreHistory("COMLEX", TODAY, scores=(ScorePoint(TODAY, 999, "Form"),)),
        replace(HISTORY, marks=(Mark(date(2031, 1, 1), "Far", MarkKind.EXAM),)),
    ],
)
def test_every_history_can_be_drawn_inside_its_frame(history):
    chart = draw_score_chart(history)

    for svg in (chart.svg, chart.svg_narrow):
        picture = drawn(svg)
        width, height = float(picture.get("width")), float(picture.get("height"))
        for node in picture.iter():
            for name, most in [("x", width), ("x1", width), ("cx", width), ("cy", height)]:
                assert 0 <= float(node.get(name, 0)) <= most


def test_a_name_cannot_become_markup():
    mark = Mark(EXAM_ON, "<script>'\"&", MarkKind.EXAM)
    svg = draw_score_chart(replace(HISTORY, marks=(mark,))).svg

    assert "<script" not in svg
    assert "<script>'\"& 3 Feb" in words_in(svg)
