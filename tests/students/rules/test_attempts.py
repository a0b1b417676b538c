from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from students.rules.attempts import count_attempts
from students.rules.case import Attempt, Outcome
from students.rules.dates import add_months
from students.rules.reference import StateBoard
from students.rules.result import AttemptsResult, Limit
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, clause, day, fail, policy, sitting, with_attempts


def count(case, school=None):
    return count_attempts(case, REFERENCE, school)


def test_a_first_fail_leaves_three_of_the_exams_four():
    assert count(QUIET) == AttemptsResult(
        used=1,
        limit=4,
        left=3,
        next_number=2,
        may_sit=True,
        earliest_next_sit=QUIET.as_of,
        limits=(Limit("usmle_max_attempts", 4, 3, verify=False),),
    )


@pytest.mark.parametrize(
    ("exam", "as_of", "limit"),
    [
        ("step1", "2021-06-30", 6),
        ("step1", "2021-07-01", 4),
        ("level1", "2022-06-30", 6),
        ("level1", "2022-07-01", 4),
    ],
)
def test_the_limit_is_the_exams_own_in_force_on_the_cases_day(exam, as_of, limit):
    case = replace(QUIET, exam=exam, as_of=day(as_of), attempts=())

    assert count(case).limit == limit


def test_incomplete_and_pending_sittings_count_as_used():
    incomplete = Attempt(day("2026-03-10"), day("2026-04-01"), Outcome.INCOMPLETE)
    case = with_attempts(QUIET, fail("2025-01-07"), incomplete, sitting("2026-11-10"))

    assert (count(case).used, count(case).next_number, count(case).left) == (3, 4, 1)


def test_left_is_the_smallest_over_exam_and_school_and_boards_are_only_listed():
    student = replace(QUIET.student, states=("AK", "CA", "WY", "TX"))
    case = replace(QUIET, student=student)

    attempts = count(case, policy(clause(), max_attempts=3))

    assert attempts.left == 2
    assert attempts.limits == (
        Limit("usmle_max_attempts", 4, 3, verify=False),
        Limit("school", 3, 2, verify=False),
        Limit("state:AK", 2, 1, verify=True),
        Limit("state:TX", 3, 2, verify=True),
    )


def test_a_boards_limit_binds_only_the_exam_its_row_names():
    case = replace(QUIET, exam="level1", student=replace(QUIET.student, states=("AK",)))
    osteopathic = StateBoard("AK", 5, exam="level1")
    both = replace(REFERENCE, states={"AK": (*REFERENCE.states["AK"], osteopathic)})

    exams_own = Limit("comlex_max_attempts", 4, 3, verify=False)
    assert count_attempts(case, REFERENCE, None).limits == (exams_own,)
    assert count_attempts(case, both, None).limits == (
        exams_own,
        Limit("state:AK", 5, 4, verify=True),
    )


@pytest.mark.parametrize(("used", "may_sit"), [(2, True), (3, False), (4, False)])
def test_with_none_left_there_is_no_next_day(used, may_sit):
    case = with_attempts(QUIET, *(fail(f"{2020 + i}-05-05") for i in range(used)))

    attempts = count(case, policy(clause(), max_attempts=3))

    assert (attempts.left, attempts.may_sit) == (max(3 - used, 0), may_sit)
    assert (attempts.earliest_next_sit is not None) == may_sit


def test_a_passed_exam_is_not_sat_again():
    passed = Attempt(day("2026-11-01"), day("2026-11-22"), Outcome.PASS)

    attempts = count(with_attempts(QUIET, passed))

    assert (attempts.left, attempts.may_sit, attempts.earliest_next_sit) == (3, False, None)


@pytest.mark.parametrize(
    ("sat", "as_of", "earliest"),
    [
        # Three in twelve months: the third one back is the first that must be a year old.
        (["2025-12-01", "2026-03-02", "2026-06-01"], "2026-07-01", "2026-12-01"),
        (["2025-12-01", "2026-03-02"], "2026-07-01", "2026-07-01"),
        (["2024-02-29", "2024-05-01", "2024-08-01"], "2024-09-01", "2025-03-01"),
        # The fourth: a year after the first, six months after the latest, clamped.
        (["2024-01-09", "2025-01-09", "2026-08-31"], "2026-09-30", "2027-02-28"),
        (["2024-01-09", "2025-01-09", "2027-08-31"], "2027-09-30", "2028-02-29"),
        (["2025-09-30", "2025-10-31", "2026-01-31"], "2026-02-15", "2026-09-30"),
    ],
)
def test_timing_rules_at_their_boundary(sat, as_of, earliest):
    case = with_attempts(replace(QUIET, as_of=day(as_of)), *map(fail, sat))

    assert count(case).earliest_next_sit == day(earliest)


def test_comlex_has_none_of_the_usmle_timing_rules():
    case = with_attempts(QUIET, fail("2026-08-01"), fail("2026-09-01"), fail("2026-10-01"))

    assert count(replace(case, exam="level1")).earliest_next_sit == QUIET.as_of


days_before = st.integers(min_value=0, max_value=1200)


@given(st.sets(days_before, max_size=5), st.integers(0, 400))
def test_the_next_sitting_is_the_first_day_that_breaks_no_rule(offsets, as_of_offset):
    as_of = day("2020-02-29") + timedelta(days=as_of_offset)
    sat = sorted(as_of - timedelta(days=offset) for offset in offsets)
    case = with_attempts(replace(QUIET, as_of=as_of), *(Attempt(on) for on in sat))

    earliest = count(case).earliest_next_sit

    def is_refused(on):
        too_many = sum(each > add_months(on, -12) for each in sat) >= 3
        is_fourth = len(sat) == 3
        too_soon = is_fourth and (on < add_months(sat[0], 12) or on < add_months(sat[-1], 6))
        return too_many or too_soon

    if earliest is None:
        assert len(sat) >= count(case).limit
    else:
        wait = (earliest - as_of).days
        assert [is_refused(as_of + timedelta(days=n)) for n in range(wait + 1)] == (
            [True] * wait + [False]
        )
