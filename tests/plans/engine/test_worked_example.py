"""The worked example of docs/plan-engine.md, computed again."""

from dataclasses import replace
from math import exp, log
from pathlib import Path

import pytest

from students.rules.case import Wish
from tests.plans.engine.students import SCORE, day, result_of

DOCS = Path(__file__).parents[3] / "docs" / "plan-engine.md"


@pytest.fixture(scope="module")
def result():
    score = replace(SCORE, areas={"cardiovascular": 40, "respiratory_renal": 75})
    return result_of(scores=(score,), wish=Wish(day(56)))


def test_the_table_of_hours_is_the_plans_own(result):
    rows = [
        f"| {row['area']} | {row['weight']:.4f} | {row['baseline']:.3f} | {row['hours']:g} "
        f"| {row['gain_epc']:.2f} |"
        for row in result["plan"]["allocation"]["areas"]
    ]

    assert "\n".join(rows) in DOCS.read_text(encoding="utf-8")


def test_the_sum_and_the_bound_are_the_plans_own(result):
    allocation = result["plan"]["allocation"]

    sentence = (
        f"{sum(row['hours'] for row in allocation['areas']):g} hours bring "
        f"{allocation['gain_epc']:.3f} EPC; no split of them could bring more than "
        f"{allocation['bound_gain_epc']:.3f}."
    )
    assert sentence in DOCS.read_text(encoding="utf-8")


def test_one_row_by_hand(result):
    """Cardiovascular: 40% right on 17 or so of 200 items, against 20 items of prior."""
    weight = 9 / 101.5
    shift = -0.20 * (200 * weight) / (200 * weight + 20)
    up = 0.15 * (200 * 13 / 101.5) / (200 * 13 / 101.5 + 20)
    baseline = 0.60 + shift - (weight * shift + 13 / 101.5 * up)
    row = next(
        row for row in result["plan"]["allocation"]["areas"] if row["area"] == "cardiovascular"
    )

    assert row["weight"] == pytest.approx(weight, abs=1e-6)
    assert row["baseline"] == pytest.approx(baseline, abs=1e-6)
    gain = 100 * weight * (0.95 - baseline) * (1 - exp(-row["hours"] / (1498 * weight)))
    assert row["gain_epc"] == pytest.approx(gain, abs=1e-6)


def test_the_next_hour_is_worth_the_same_wherever_hours_go(result):
    """Water-filling: the worth of the next hour is level over the areas that got hours."""
    worths = [
        log(0.95 - row["baseline"]) - row["hours"] / (1498 * row["weight"])
        for row in result["plan"]["allocation"]["areas"]
        if row["hours"] > 5
    ]

    assert max(worths) - min(worths) < 0.01
