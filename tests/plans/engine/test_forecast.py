"""What score to expect, how sure that is, and what a student's own scores change."""

from dataclasses import replace
from math import hypot
from statistics import NormalDist

import pytest

from plans.engine.forecast import Goal, Outlook
from plans.engine.result import ForecastRow
from students.rules.case import Availability
from tests.plans.engine.students import HOURS, QUIET, SCORE, day, result_of

OUTLOOK = Outlook(level=60, sd=4, growth_sd=0, cut=61.5, spread=4.9)


def test_a_row_states_mean_interval_and_chance():
    chance = NormalDist().cdf((63 - 61.5) / hypot(4.9, 4))

    assert OUTLOOK.row(day(0), gain=3, days=0) == ForecastRow(
        day(0), 63, 57.88, 68.12, pytest.approx(chance, abs=1e-4)
    )


def test_uncertainty_grows_with_time_and_with_an_uncertain_pace():
    widths = [
        row.high - row.low
        for row in (
            OUTLOOK.row(day(0), 0, 0),
            OUTLOOK.row(day(0), 0, 60),
            replace(OUTLOOK, growth_sd=0.5).row(day(0), 6, 60),
        )
    ]

    assert widths == sorted(set(widths))


@pytest.mark.parametrize(
    ("mean", "p_pass", "is_reached"),
    [(66, 0.8, True), (65.99, 0.8, False), (66, 0.79, False)],
)
def test_ready_is_both_the_level_and_the_wished_chance(mean, p_pass, is_reached):
    row = ForecastRow(day(0), mean, mean - 5, mean + 5, p_pass)

    assert Goal(66, 0.8).is_reached(row) is is_reached


def test_the_forecast_has_a_row_a_week_and_one_on_the_exam_day():
    result = result_of()

    days = [row["on"] for row in result["forecast"]]
    assert days[:3] == ["2026-11-23", "2026-11-30", "2026-12-07"]
    assert days[-1] == result["plan"]["exam_on"]


def started(*scores, **changes):
    """The first forecast row and the scale hours of a student who has studied since day -20."""
    result = result_of(scores=scores, availability=Availability(day(-20), HOURS), **changes)
    first = result["forecast"][0]
    return first["mean"], first["high"] - first["mean"], result["plan"]["allocation"]["scale_hours"]


def score(number, epc, **more):
    return replace(SCORE, taken_on=day(number), score=epc, form=str(26 - number), **more)


def test_without_a_score_the_prior_is_wider():
    mean, width, scale = started()

    assert (mean, width, scale) == (58.36, pytest.approx(6 * 1.28, abs=0.01), 1498)


@pytest.mark.parametrize("printed", [None, (59, 61), (54, 66)])
def test_one_score_starts_the_forecast_and_leaves_the_pace(printed):
    start = started(score(-2, 60, likely_range=printed))

    assert start == (60, pytest.approx(4 * 1.28, abs=0.01), 1498)


@pytest.mark.parametrize(("latest", "is_faster"), [(70, True), (50, False)])
def test_two_scores_move_the_pace(latest, is_faster):
    mean, _, scale = started(score(-18, 60), score(-2, latest))

    assert mean == latest
    assert (scale < 1498) is is_faster


def test_scores_that_agree_make_the_forecast_surer():
    _, width, _ = started(score(-18, 60), score(-2, 61))

    assert width < 4 * 1.28 - 0.5


def test_a_lucky_score_does_not():
    _, width, _ = started(score(-18, 50), score(-2, 75))

    assert width == pytest.approx(4 * 1.28, abs=0.01)


def test_a_score_that_stands_apart_is_trusted_less_as_days_go_by():
    """It starts as sure as any; within two weeks its error comes in, and no more after that."""
    usual, apart = OUTLOOK, replace(OUTLOOK, apart=9)

    widths = [apart.row(day(0), 0, days).high - 60 for days in (0, 7, 14)]
    steady = [o.row(day(0), 0, 56).high - 60 for o in (usual, apart)]

    assert widths == [
        pytest.approx(1.28 * sd, abs=0.01) for sd in (4, hypot(4, 4.85**0.5), hypot(5, 0.7**0.5))
    ]
    assert steady == [pytest.approx(1.28 * (v + 2.8) ** 0.5, abs=0.01) for v in (16, 25)]


@pytest.mark.parametrize("latest", [30, 99])
def test_the_pace_stays_within_a_factor_of_two(latest):
    scores = [score(-18 + 4 * i, 60 + (latest - 60) * i / 4) for i in range(5)]

    _, _, scale = started(*scores)

    assert 1498 / 2 <= scale <= 1498 * 2


def test_an_untimed_score_counts_for_less_and_moves_no_pace():
    mean, width, scale = started(score(-2, 70, timed=False))

    assert (mean, scale) == (58.36, 1498)
    assert width <= 6 * 1.28


def test_a_printed_likely_range_is_used_as_the_error():
    narrow = score(-2, 61, likely_range=(59, 63))

    _, surer, _ = started(score(-18, 60), narrow)
    _, sure, _ = started(score(-18, 60), score(-2, 61))

    assert surer < sure


def test_the_wish_for_a_chance_is_shown_in_the_forecast():
    result = result_of(wish=replace(QUIET.wish, target_probability=0.7))

    assert result["forecast"][-1]["p_pass"] >= 0.7
