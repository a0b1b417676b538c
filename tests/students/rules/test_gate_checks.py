"""A gate nobody can pass is refused with its reason."""

from dataclasses import replace

import pytest

from students.rules.case import Gate
from tests.reference_values import REFERENCE
from tests.students.cases import policy
from tests.students.rules.policy_problems import found

GATE = Gate(("cbssa",), "epc", 62)


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"instruments": ()}, "instruments", "Choose at least one practice exam."),
        ({"instruments": ("abc",)}, "instruments", "There is no practice exam “abc”."),
        (
            {"scale": "three_digit", "min": 200},
            "scale",
            "NBME CBSSA is not scored in points but in EPC. Scores are never converted:"
            " choose that scale, or another exam.",
        ),
        ({"min": 101}, "min", "The scale goes from 0 to 100: no score is 101."),
        (
            {"conditional_min": 62},
            "conditional_min",
            "A conditional minimum lies below the full one of 62.",
        ),
        (
            {"min": None, "conditional_min": 58},
            "conditional_min",
            "Give the full minimum too: a conditional one lies below it.",
        ),
        (
            {"max_age_days": 0},
            "max_age_days",
            "A score would count on its own day only. Leave this empty if its age does not matter.",
        ),
        ({"distinct_forms": 0}, "distinct_forms", "A gate asks for at least one form."),
        (
            {"distinct_forms": 3, "max_tries": 2},
            "max_tries",
            "3 forms cannot be passed in 2 tries.",
        ),
    ],
)
def test_a_gate_nobody_can_pass_is_refused(change, field, message):
    assert found(policy(gate=replace(GATE, **change))) == [("gate", field, message)]


def test_more_forms_than_are_known_are_refused():
    known = len([form for form in REFERENCE.forms if form.instrument == "cbssa"])

    assert found(policy(gate=replace(GATE, distinct_forms=known))) == []
    assert found(policy(gate=replace(GATE, distinct_forms=known + 1))) == [
        ("gate", "distinct_forms", f"Only {known} forms of these exams are known.")
    ]


def test_a_score_that_is_too_old_on_the_day_is_pointed_out():
    hurried = replace(GATE, max_age_days=13, min_days_before_sitting=14)

    assert found(policy(gate=hurried), warnings=True) == [
        (
            "gate",
            "max_age_days",
            "A score counts for 13 days but must be shown 14 days before sitting: it will be too"
            " old on the day. Is it so?",
        )
    ]
