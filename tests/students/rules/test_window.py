from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from students.rules.case import DeadlineKind, Period
from students.rules.conclude import conclude_rules
from students.rules.release import release_of
from students.rules.result import SitWindow
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, clause, day, deadline, fail, policy, with_attempts

RELEASE = REFERENCE.release(QUIET.as_of)
PASS_BY = deadline("on_date", date=day("2027-03-31"))
SIT_BY = deadline("on_date", "sit_by", date=day("2027-02-17"))


def window(*lines, permit=None, case=QUIET):
    permit = permit and Period(*map(day, permit))
    case = replace(case, policy=policy(clause(deadlines=lines)), permit=permit)
    return conclude_rules(case, REFERENCE).sit_window


def test_nothing_on_record_bounds_nothing():
    assert window() == SitWindow(
        QUIET.as_of,
        None,
        None,
        None,
        (
            "The next sitting can be from Mon 23 Nov 2026: no rule asks to wait.",
            "Nothing on record sets a last day.",
        ),
    )


def test_a_pass_by_leaves_time_for_the_score():
    assert window(PASS_BY) == SitWindow(
        QUIET.as_of,
        day("2027-02-03"),
        day("2027-03-03"),
        "on_fail[1].deadlines[1]",
        (
            "The next sitting can be from Mon 23 Nov 2026: no rule asks to wait.",
            "Example policy, after a first fail, asks to pass by Wed 31 Mar 2027: "
            "the date the policy gives.",
            "A score comes out on a Wednesday, to be safe 56 days after the sitting: "
            "sit by Wed 3 Feb 2027 to have it by Wed 31 Mar 2027.",
            "Sitting later, up to Wed 3 Mar 2027, is usually but not surely in time.",
        ),
    )


def test_a_quiet_week_is_one_of_the_reasons():
    line = deadline("on_date", date=day("2027-01-08"))

    assert window(line).because[-2:] == (
        "No score comes out on Wed 6 Jan 2027, just after a holiday.",
        "Sitting later, up to Wed 2 Dec 2026, is usually but not surely in time.",
    )


def test_a_sit_by_is_its_own_last_day():
    assert window(SIT_BY).because[1:] == (
        "Example policy, after a first fail, asks to sit again by Wed 17 Feb 2027: "
        "the date the policy gives.",
    )


@pytest.mark.parametrize(
    ("lines", "permit", "expected"),
    [
        ((PASS_BY, SIT_BY), None, ("2027-02-03", "2027-02-17", "on_fail[1].deadlines[1]")),
        ((SIT_BY, PASS_BY), None, ("2027-02-03", "2027-02-17", "on_fail[1].deadlines[2]")),
        ((PASS_BY, PASS_BY), None, ("2027-02-03", "2027-03-03", "on_fail[1].deadlines[1]")),
        (
            (PASS_BY,),
            ("2026-12-01", "2027-02-03"),
            ("2027-02-03", "2027-02-03", "on_fail[1].deadlines[1]"),
        ),
        ((PASS_BY,), ("2026-12-01", "2027-02-02"), ("2027-02-02", "2027-02-02", "permit")),
        ((), ("2026-12-01", "2027-02-02"), ("2027-02-02", "2027-02-02", "permit")),
    ],
)
def test_the_fewest_days_bind_and_the_earlier_listed_wins_a_tie(lines, permit, expected):
    found = window(*lines, permit=permit)

    safe, typical, binding = expected
    assert (found.latest_safe, found.latest_typical, found.binding) == (
        day(safe),
        day(typical),
        binding,
    )


@pytest.mark.parametrize(
    ("permit", "opens_on"),
    [(("2026-12-15", "2027-03-14"), "2026-12-15"), (("2026-11-01", "2027-03-14"), "2026-11-23")],
)
def test_the_window_opens_with_the_permit_if_that_is_later(permit, opens_on):
    assert window(permit=permit).opens_on == day(opens_on)


def test_the_permit_is_named_as_what_opens_and_closes():
    assert window(permit=("2026-12-15", "2027-03-14")).because == (
        "The next sitting can be from Tue 15 Dec 2026: the eligibility period starts then.",
        "The eligibility period ends on Sun 14 Mar 2027, the last day to sit.",
    )


def test_a_rule_that_makes_the_student_wait_is_named():
    sat = with_attempts(QUIET, fail("2025-12-15"), fail("2026-05-01"), fail("2026-08-01"))

    assert window(case=sat).because[0] == (
        "The next sitting can be from Mon 1 Feb 2027: "
        "the exam allows a fourth sitting only 12 months after the first and 6 after the latest."
    )


def test_with_no_sitting_left_no_day_opens():
    sat = with_attempts(QUIET, *(fail(f"202{i}-05-05") for i in range(4)))

    found = window(PASS_BY, case=sat)

    assert (found.opens_on, found.because[0]) == (None, "No sitting is left, so no day opens.")


lines = st.lists(
    st.builds(
        deadline,
        shape=st.just("days_after"),
        kind=st.sampled_from([kind.value for kind in DeadlineKind]),
        event=st.sampled_from(["reported", "sat", "first_attempt"]),
        n=st.integers(0, 500),
    ),
    max_size=4,
)


@given(lines)
def test_the_day_after_the_latest_safe_breaks_the_binding_deadline_and_no_earlier_day_any(given):
    case = replace(QUIET, policy=policy(clause(deadlines=tuple(given))))
    result = conclude_rules(case, REFERENCE)
    found = result.sit_window

    def is_kept(line, on):
        if line.kind is DeadlineKind.PASS_BY:
            return release_of(RELEASE, on).safe <= line.due_on
        return on <= line.due_on

    bounding = [line for line in result.deadlines if line.kind is not DeadlineKind.MEET_BY]
    assert (found.binding is None) == (not bounding)
    if bounding:
        assert all(is_kept(line, found.latest_safe) for line in bounding)
        day_after = found.latest_safe + timedelta(days=1)
        broken = [line.clause for line in bounding if not is_kept(line, day_after)]
        assert broken[0] == found.binding
        assert found.latest_safe <= found.latest_typical
