"""The dean's page on how the forecasts did: for the own school, and never on single students."""

from datetime import date
from xml.etree import ElementTree

import pytest

from advising.charts import ChanceGroup, draw_calibration
from students.models import SmallGroupRule
from tests.factories import make_school, make_student
from tests.plans.test_calibration import planned, sat

PAGE = "/caseload/forecasts/"


@pytest.fixture
def as_dean(client, dean):
    client.force_login(dean)
    return client


def sittings(school, passes, fails, chance=0.7):
    for outcome in ["pass"] * passes + ["fail"] * fails:
        student = make_student(school)
        planned(student, chance=chance)
        sat(student, outcome)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_page_shows_what_was_expected_and_what_came(as_dean, school):
    sittings(school, 8, 4)
    sittings(make_school(), 0, 20)

    page = as_dean.get(PAGE)

    assert page.context["record"].chart.rows == (("60% to 80%", "12", "8.4", "8", "67%"),)
    assert "Of 12 sittings, 8.4 were expected to be passes and 8 were." in text_of(page)
    assert "Brier score: 0.223" in text_of(page)
    assert "Never use it, or this page, to decide about a student" in text_of(page)


def test_small_groups_are_not_shown(as_dean, school):
    sittings(school, 8, 4)
    sittings(school, 9, 0, chance=0.95)

    page = as_dean.get(PAGE)

    assert page.context["record"].calibration.count == 12
    assert "Groups of fewer than 10 sittings are not shown; there are some." in text_of(page)


def test_with_few_results_the_page_says_so(as_dean, school):
    sittings(school, 1, 1)

    page = text_of(as_dean.get(PAGE))

    assert "Not enough results yet" in page
    assert "Brier score" not in page


def test_without_a_rule_nothing_is_shown(as_dean, school):
    sittings(school, 12, 0)
    SmallGroupRule.objects.update(effective_to=date(2020, 1, 1))

    page = as_dean.get(PAGE)

    assert page.context["record"].chart is None
    assert "No rule in force says how small a group may be shown" in text_of(page)


@pytest.mark.parametrize("students", [1, 15])
def test_the_page_costs_the_same_for_any_number(
    as_dean, school, students, django_assert_num_queries
):
    sittings(school, students, 0)
    as_dean.get(PAGE)

    with django_assert_num_queries(4):
        as_dean.get(PAGE)


def test_the_dean_gets_there_from_the_caseload(as_dean):
    assert f'href="{PAGE}"' in text_of(as_dean.get("/caseload/"))


def test_an_advisor_is_not_sent_there(client, advisor):
    client.force_login(advisor)

    assert PAGE not in text_of(client.get("/caseload/"))


def test_the_chart_has_a_mark_for_each_and_says_both():
    chart = draw_calibration(
        (ChanceGroup("60% to 80%", 12, 70, 67), ChanceGroup("80%", 1, 90, 100))
    )

    drawn = ElementTree.fromstring(chart.svg)  # noqa: S314 -- our own drawing
    kinds = [node.get("class") for node in drawn.iter() if node.tag.endswith("circle")]
    assert kinds == ["drawing__score drawing__score--hollow", "drawing__score"] * 2
    assert chart.summary == (
        "Forecast 60% to 80%: 70% expected, 67% passed; forecast 80%: 90% expected, 100% passed."
    )
    assert "1 sitting<" in chart.svg_narrow
