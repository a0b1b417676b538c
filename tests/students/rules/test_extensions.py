from dataclasses import replace

import pytest

from students.casefile import case_to_json, parse_case
from students.rules.case import DeadlineKind, DeadlineShape, Extension
from students.rules.conclude import conclude_rules
from students.rules.extensions import with_extensions
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, clause, day, deadline, fail, policy, with_attempts

PASS_BY = deadline("weeks_after", event="reported", n=20)  # Wed 31 Mar 2027
ANY_FAIL = deadline("months_after", event="first_attempt", n=12)  # Thu 14 Oct 2027
HELD = replace(QUIET, policy=policy(clause(deadlines=(PASS_BY,)), deadlines=(ANY_FAIL,)))
GRANTED = Extension(
    clause="on_fail[1].deadlines[1]",
    kind=DeadlineKind.PASS_BY,
    due_on=day("2027-04-28"),
    fail_on=day("2026-10-14"),
    granted_on=day("2026-11-20"),
    approver="Promotions Committee",
)
OF_ANY_FAIL = replace(GRANTED, clause="deadlines[1]", due_on=day("2027-12-01"))


def days(*extensions, case=HELD):
    result = conclude_rules(replace(case, extensions=extensions), REFERENCE)
    return [row.due_on.isoformat() for row in result.deadlines]


def test_without_an_extension_the_case_is_the_same():
    assert with_extensions(HELD, REFERENCE) is HELD
    assert days() == ["2027-03-31", "2027-10-14"]


def test_an_extension_moves_its_deadline_and_with_it_the_window():
    result = conclude_rules(replace(HELD, extensions=(GRANTED,)), REFERENCE)

    assert [row.due_on for row in result.deadlines] == [day("2027-04-28"), day("2027-10-14")]
    assert result.deadlines[0].clause == GRANTED.clause
    assert result.sit_window.latest_safe == day("2027-03-03")


def test_the_chain_of_reasons_names_the_extension_and_what_was_before():
    window = conclude_rules(replace(HELD, extensions=(GRANTED,)), REFERENCE).sit_window

    assert window.because[1:3] == (
        "Example policy, after a first fail, asks to pass by Wed 31 Mar 2027: "
        "20 weeks after the result on Wed 11 Nov 2026.",
        "On Fri 20 Nov 2026 this was extended to Wed 28 Apr 2027, "
        "approved by Promotions Committee.",
    )


@pytest.mark.parametrize(
    ("change", "first_day"),
    [
        ({}, "2027-04-28"),
        ({"due_on": day("2027-04-01")}, "2027-04-01"),
        ({"due_on": day("2027-03-31")}, "2027-03-31"),
        ({"due_on": day("2027-03-01")}, "2027-03-31"),
        ({"kind": DeadlineKind.SIT_BY}, "2027-03-31"),
        ({"clause": "on_fail[1].deadlines[2]"}, "2027-03-31"),
        ({"fail_on": day("2026-01-01")}, "2027-03-31"),
    ],
)
def test_an_extension_counts_only_for_its_clause_and_never_shortens(change, first_day):
    assert days(replace(GRANTED, **change))[0] == first_day


def test_of_two_extensions_the_later_day_counts():
    assert days(GRANTED, replace(GRANTED, due_on=day("2027-05-05")))[0] == "2027-05-05"


def test_after_another_fail_only_a_deadline_whatever_the_attempt_stays_extended():
    again = with_attempts(HELD, *HELD.attempts, fail("2026-11-15", "2026-11-20"))

    assert days(GRANTED, OF_ANY_FAIL, case=again) == ["2027-04-09", "2027-12-01"]


def test_an_extension_gives_a_day_to_a_deadline_that_has_none():
    waits = deadline("weeks_after", event="matriculated", n=20)
    case = replace(HELD, policy=policy(clause(deadlines=(waits,))))

    result = conclude_rules(replace(case, extensions=(GRANTED,)), REFERENCE)

    assert [row.due_on for row in result.deadlines] == [day("2027-04-28")]
    assert "a day not known then" in result.sit_window.because[1]


@pytest.mark.parametrize(
    "case",
    [replace(HELD, policy=None), with_attempts(HELD, fail("2026-01-05"), fail("2026-02-05"))],
    ids=["no policy", "another fail"],
)
def test_an_extension_of_nothing_is_left_out(case):
    settled = with_extensions(replace(case, extensions=(GRANTED,)), REFERENCE)

    assert settled == replace(case, extensions=())


def test_a_case_with_an_extension_left_in_it_is_not_written():
    with pytest.raises(ValueError, match="Write the extensions into the policy"):
        case_to_json(replace(HELD, extensions=(GRANTED,)))


def test_a_case_file_says_the_extended_day_itself():
    """Its words lose who extended it, and no other fact: every date agrees."""
    settled = with_extensions(replace(HELD, extensions=(GRANTED,)), REFERENCE)

    read = parse_case(case_to_json(settled), REFERENCE)

    line = read.policy.on_fail[0].deadlines[0]
    assert (line.shape, line.date) == (DeadlineShape.ON_DATE, day("2027-04-28"))
    told, seen = (conclude_rules(case, REFERENCE) for case in (read, settled))
    assert told.deadlines == seen.deadlines
    assert replace(told.sit_window, because=()) == replace(seen.sit_window, because=())
