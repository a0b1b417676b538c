"""Where a student starts: the level, and each area's baseline around it."""

from dataclasses import replace
from math import fsum

import pytest

from plans.engine.facts import facts_of
from plans.engine.level import StartLevel, build_learner, start_level
from students.rules.case import Level
from students.rules.conclude import conclude_rules
from tests.plans.engine.students import FAIL, QUIET, SCORE, day
from tests.reference_values import REFERENCE


def facts_for(case):
    return facts_of(case, REFERENCE, conclude_rules(case, REFERENCE))


def level_of(**changes):
    case = replace(QUIET, **changes)
    return start_level(case, facts_for(case), REFERENCE)


def baselines_of(**changes):
    case = replace(QUIET, **changes)
    level = start_level(case, facts_for(case), REFERENCE)
    outline = REFERENCE.outline("step1", case.as_of)
    learner = build_learner(outline, level, facts_for(case), REFERENCE)
    return dict(zip(learner.areas, learner.baselines, strict=True)), learner


def test_the_level_is_the_latest_counting_score():
    assert level_of() == StartLevel(60, 4, is_assumed=False)


@pytest.mark.parametrize(
    ("fail", "level"),
    [
        (replace(FAIL, three_digit=185), 62 - 11 / 2.2),
        (replace(FAIL, points_below=22.0), 62 - 22 / 2.2),
        (replace(FAIL, three_digit=None), 55),
        (replace(FAIL, three_digit=1), 0),
    ],
)
def test_without_a_score_the_distance_to_the_standard_is_a_prior(fail, level):
    assert level_of(scores=(), attempts=(fail,)) == StartLevel(
        pytest.approx(level), 6, is_assumed=True
    )


def test_a_score_from_before_the_fail_is_no_level():
    early = replace(SCORE, taken_on=day(-41))

    assert level_of(scores=(early,)).is_assumed


def test_an_untimed_score_is_no_level():
    assert level_of(scores=(replace(SCORE, timed=False),)).is_assumed


def test_without_results_every_area_starts_at_the_level():
    assert set(baselines_of()[0].values()) == {0.6}


def test_own_results_count_by_their_items_against_a_prior_of_twenty():
    scores = (replace(SCORE, areas={"cardiovascular": 40}),)

    baselines, learner = baselines_of(scores=scores)

    weight = dict(zip(learner.areas, learner.weights, strict=True))["cardiovascular"]
    shift = -0.2 * 200 * weight / (200 * weight + 20)
    assert baselines["cardiovascular"] == pytest.approx(0.6 + shift * (1 - weight))


def test_the_official_report_moves_an_area_by_seven_hundredths():
    fail = replace(FAIL, areas={"biostatistics": Level.LOWER, "cardiovascular": Level.HIGHER})

    baselines, _ = baselines_of(attempts=(fail,))

    assert baselines["cardiovascular"] - baselines["biostatistics"] == pytest.approx(0.14)
    assert baselines["gastrointestinal"] - baselines["biostatistics"] == pytest.approx(0.07)


@pytest.mark.parametrize("score", [0, 3, 60, 92, 95, 100])
def test_the_weighted_mean_stays_the_level_and_no_area_leaves_the_scale(score):
    areas = {"cardiovascular": 100, "biostatistics": 0, "multisystem": 100}
    scores = (replace(SCORE, score=score, areas=areas),)

    baselines, learner = baselines_of(scores=scores)

    mean = fsum(w * b for w, b in zip(learner.weights, learner.baselines, strict=True))
    assert mean == pytest.approx(score / 100, abs=1e-9)
    assert all(0 <= baseline <= max(0.95, score / 100) for baseline in baselines.values())
