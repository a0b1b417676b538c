from dataclasses import replace

import pytest

from students.rules.conclude import conclude_rules
from students.rules.result import RejoinOption
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, ROTATIONS, clause, day, policy

SURGERY, MEDICINE, PEDIATRICS = ROTATIONS


def rejoin(resume_on, *, as_of="2026-11-23", rotation="finish", rotations=ROTATIONS):
    school = policy(clause(rotation, resume_on))
    case = replace(QUIET, as_of=day(as_of), policy=school, rotations=rotations)
    return conclude_rules(case, REFERENCE).rejoin_options


def test_a_pass_has_to_be_out_the_day_before_the_rotation_starts():
    assert rejoin("pass") == (
        RejoinOption(
            "Medicine", MEDICINE.starts_on, day("2026-10-21"), day("2026-11-18"), too_late=True
        ),
        RejoinOption(
            "Pediatrics", PEDIATRICS.starts_on, day("2026-12-09"), day("2027-01-06"), too_late=False
        ),
    )


def test_having_sat_the_day_before_is_enough_where_sitting_releases():
    eves = [day("2026-12-20"), day("2027-02-07")]

    assert [(row.sit_by_safe, row.sit_by_typical) for row in rejoin("sat")] == [
        (eve, eve) for eve in eves
    ]


def test_a_hold_that_nothing_ends_offers_no_rotation():
    assert rejoin("never") == ()


@pytest.mark.parametrize(("as_of", "too_late"), [("2027-01-06", False), ("2027-01-07", True)])
def test_too_late_once_the_usual_last_sitting_is_past(as_of, too_late):
    (pediatrics,) = rejoin("pass", as_of=as_of)

    assert (pediatrics.rotation, pediatrics.too_late) == ("Pediatrics", too_late)


@pytest.mark.parametrize(
    ("as_of", "names"),
    [
        ("2026-12-20", ["Medicine", "Pediatrics"]),
        ("2026-12-21", ["Pediatrics"]),
        ("2027-02-08", []),
    ],
)
def test_only_rotations_that_start_after_today(as_of, names):
    options = rejoin("pass", as_of=as_of, rotations=tuple(reversed(ROTATIONS)))

    assert [option.rotation for option in options] == names


def test_only_rotations_that_start_after_the_hold():
    on_hold_start = replace(MEDICINE, starts_on=day("2026-12-19"))

    options = rejoin("pass", rotations=(SURGERY, on_hold_start, PEDIATRICS))

    assert [option.rotation for option in options] == ["Pediatrics"]
