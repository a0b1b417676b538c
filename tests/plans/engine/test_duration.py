"""How long to study, by every source: each band at its edges."""

from dataclasses import replace

import pytest

from plans.engine.duration import read_duration
from plans.engine.result import Duration, DurationSource
from tests.plans.engine.students import FAIL
from tests.reference_values import REFERENCE


def read(three_digit, **more):
    fail = replace(FAIL, three_digit=three_digit)
    return read_duration(
        fail, REFERENCE, **{"exam": "step1", "gate_is_met": False, "is_weak": False, **more}
    )


@pytest.mark.parametrize(
    ("three_digit", "weeks", "used", "action"),
    [
        (195, 4, "seed 001", None),
        (186, 4, "seed 001", None),
        (185, 9, "seed 001", None),
        (170, 9, "seed 001", None),
        (169, 17, "seed 001", "review course or remediation"),
        (165, 17, "seed 001", "review course or remediation; consider repeating coursework"),
        (196, 4, None, None),
        (None, 4, None, None),
    ],
)
def test_the_longest_minimum_of_the_bands_that_hold_the_score_decides(
    three_digit, weeks, used, action
):
    duration = read(three_digit)

    assert (duration.min_weeks, duration.used, duration.action) == (weeks, used, action)


def test_every_source_is_listed_also_one_that_names_no_weeks():
    assert read(160).sources == (
        DurationSource("seed 001", (17, 26)),
        DurationSource("seed 002", None),
        DurationSource("seed 003", None),
    )


def test_a_met_gate_shortens_to_four_weeks():
    assert read(160, gate_is_met=True).min_weeks == 4


def test_a_weak_foundation_asks_for_coursework_without_a_low_score():
    assert read(190, is_weak=True).action == "coursework or a review course"


def test_without_a_fail_no_source_speaks():
    assert read_duration(
        None, REFERENCE, exam="step1", gate_is_met=False, is_weak=False
    ) == Duration((), 4, None, None)
