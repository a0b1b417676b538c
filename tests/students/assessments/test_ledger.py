"""Trends by area and the forms still unused."""

from datetime import date

import pytest

from students.assessments.ledger import AreaPoint, FormsLeft, area_trends, forms_left
from students.rules.case import Level, Score
from students.rules.reference import Form
from tests.factories import TODAY

NAMES = {"cardiovascular": "Cardiovascular", "biostatistics": "Biostatistics", "multisystem": "M"}


def exam(day, **areas):
    return Score("cbssa", date(2026, 11, day), "epc", 55, areas=areas)


def test_an_area_is_followed_from_the_oldest_exam_to_the_latest():
    later, earlier = exam(20, cardiovascular=48, biostatistics=70), exam(6, cardiovascular=42.5)

    (trend,) = [t for t in area_trends([later, earlier], {}, NAMES) if t.code == "cardiovascular"]

    assert trend.points == (AreaPoint(date(2026, 11, 6), 42.5), AreaPoint(date(2026, 11, 20), 48))
    assert trend.earlier == trend.points[:1]
    assert (trend.latest, trend.change, trend.change_words) == (48, 5.5, "up 5.5")


@pytest.mark.parametrize(
    ("official", "cardiovascular", "is_pattern"),
    [
        (Level.LOWER, 59, True),
        (Level.LOWER, 60, False),  # just its own average
        (Level.SAME, 40, False),
        (None, 40, False),
    ],
)
def test_low_on_the_official_report_and_in_practice_is_a_pattern(
    official, cardiovascular, is_pattern
):
    levels = {"cardiovascular": official} if official else {}
    scores = [exam(20, cardiovascular=cardiovascular, biostatistics=120 - cardiovascular)]

    (trend,) = [t for t in area_trends(scores, levels, NAMES) if t.code == "cardiovascular"]

    assert trend.is_lower_on_both is is_pattern


def test_patterns_come_first_then_the_weakest_then_what_only_the_official_report_shows():
    scores = [exam(20, cardiovascular=58, biostatistics=50, multisystem=80)]
    official = {"cardiovascular": Level.LOWER, "human_development": Level.LOWER}
    names = {"human_development": "Human Development"} | NAMES

    assert [trend.code for trend in area_trends(scores, official, names)] == [
        "cardiovascular",
        "biostatistics",
        "multisystem",
        "human_development",
    ]


def test_one_area_alone_has_nothing_to_be_below():
    (trend,) = area_trends([exam(20, cardiovascular=10)], {"cardiovascular": Level.LOWER}, NAMES)

    assert trend.is_below_own_average is None
    assert not trend.is_lower_on_both
    assert trend.change_words == ""


@pytest.mark.parametrize(("latest", "words"), [(50, "unchanged"), (44, "down 6"), (56, "up 6")])
def test_a_change_says_its_direction(latest, words):
    scores = [exam(6, cardiovascular=50), exam(20, cardiovascular=latest)]

    (trend,) = area_trends(scores, {}, NAMES)

    assert trend.change_words == words


FORMS = [
    Form("cbssa", "33", date(2025, 1, 1)),
    Form("cbssa", "26", date(2021, 3, 2)),
    Form("cbssa", "9", date(2021, 3, 2)),
    Form("cbssa", "25", date(2021, 3, 2), date(2024, 8, 1)),
    Form("cbssa", "34", date(2026, 11, 24)),
    Form("cbssa", "32", date(2025, 1, 1)),
]


@pytest.mark.parametrize(
    ("keep", "left"),
    [
        (0, FormsLeft("cbssa", ("9", "26", "32", "33"), ())),
        (1, FormsLeft("cbssa", ("9", "26", "32"), ("33",))),
        (2, FormsLeft("cbssa", ("9", "26"), ("32", "33"))),
        (9, FormsLeft("cbssa", (), ("9", "26", "32", "33"))),
    ],
)
def test_the_newest_unused_forms_on_sale_are_kept_for_last(keep, left):
    assert forms_left(FORMS, used=set(), keep=keep, today=TODAY) == [left]


def test_a_used_form_is_not_left():
    used = {("cbssa", "33"), ("cbse", "26")}

    (left,) = forms_left(FORMS, used=used, keep=2, today=TODAY)

    assert left == FormsLeft("cbssa", ("9",), ("26", "32"))
    assert left.count == 3


def test_an_instrument_whose_forms_are_all_used_has_none_left():
    used = {("cbssa", form.form) for form in FORMS}

    assert forms_left(FORMS, used=used, keep=2, today=TODAY) == [FormsLeft("cbssa", (), ())]
