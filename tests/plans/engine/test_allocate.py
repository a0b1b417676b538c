"""The best split of hours, against an independent solver and at its edges."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from plans.engine.allocate import best_gain, best_hours, best_quarters
from plans.engine.learning import Learner
from tests.plans.engine.best_split import best_gain as bisected_gain

AREAS = ("one", "two", "three", "four")


def learner_of(baselines, weights=(0.4, 0.3, 0.2, 0.1)):
    return Learner(AREAS[: len(weights)], weights, tuple(baselines), 0.95, 1498.0)


learners = st.lists(st.floats(0.1, 0.95), min_size=4, max_size=4).map(learner_of)


def test_equal_areas_share_hours_by_weight():
    learner = learner_of((0.55,) * 4)

    assert best_hours(learner, 200) == pytest.approx([80, 60, 40, 20])


def test_two_hundred_hours_raise_a_uniform_055_by_five_epc():
    """The calibration of the model: seed 001's ten three-digit points a month, full time."""
    assert best_gain(learner_of((0.55,) * 4), 200) == pytest.approx(5, abs=0.01)


def test_the_weakest_area_gets_the_first_hours():
    assert best_hours(learner_of((0.5, 0.7, 0.7, 0.7)), 10) == pytest.approx([10, 0, 0, 0])


def test_an_area_at_the_ceiling_gets_only_its_floor():
    hours = best_hours(learner_of((0.95, 0.5, 0.5, 0.5)), 100, 2)

    assert hours[0] == 2
    assert sum(hours) == pytest.approx(100)


def test_hours_below_the_floors_are_shared_equally():
    assert best_hours(learner_of((0.5, 0.6, 0.7, 0.8)), 4, 2) == [1, 1, 1, 1]


def test_with_every_area_at_the_ceiling_hours_go_by_weight():
    assert best_hours(learner_of((0.95,) * 4), 10) == [4, 3, 2, 1]


@settings(deadline=None, max_examples=50)
@given(learners, st.floats(1, 2000), st.floats(0, 5))
def test_the_closed_form_finds_what_a_solver_finds(learner, hours, floor):
    floor = min(floor, hours / 5)
    start = [hours / 4] * 4
    scale = max(best_gain(learner, hours), 1e-3)

    found = minimize(
        lambda split: -learner.gain(split) / scale,
        start,
        bounds=[(floor, hours)] * 4,
        constraints={"type": "eq", "fun": lambda split: sum(split) - hours},
        options={"ftol": 1e-12, "maxiter": 500},
    )

    assert best_gain(learner, hours, floor) >= -found.fun * scale - 1e-6
    assert sum(best_hours(learner, hours, floor)) == pytest.approx(hours)


@given(learners, st.floats(0, 2000), st.floats(0, 5))
def test_the_checkers_own_oracle_agrees(learner, hours, floor):
    allocation = {
        "scale_hours": learner.scale_hours,
        "ceiling": learner.ceiling,
        "areas": [
            {"weight": weight, "baseline": baseline}
            for weight, baseline in zip(learner.weights, learner.baselines, strict=True)
        ],
    }

    expected = bisected_gain(allocation, hours, floor)

    assert best_gain(learner, hours, floor) == pytest.approx(expected, rel=1e-6, abs=1e-9)


@given(learners, st.integers(0, 4000), st.integers(0, 10))
def test_whole_quarters_lose_nothing(learner, quarters, floor):
    split = best_quarters(learner, quarters, floor)

    assert sum(split) == quarters
    assert min(split) >= min(floor, quarters // 4)
    ideal = best_gain(learner, quarters / 4, floor / 4)
    assert learner.gain([part / 4 for part in split]) >= ideal - 0.01
