from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from students.rules.reference import QuietHoliday, ScoreRelease
from students.rules.release import is_quiet, release_of, sit_by, skipped_releases
from tests.reference_values import REFERENCE
from tests.students.cases import day

RELEASE = REFERENCE.release(day("2026-11-23"))
any_day = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("sat_on", "typical", "safe"),
    [
        ("2027-02-03", "2027-03-03", "2027-03-31"),  # a Wednesday: exactly the days
        ("2027-02-04", "2027-03-10", "2027-04-07"),  # a day later costs a week
        ("2026-11-04", "2026-12-09", "2026-12-30"),  # 2 December follows Thanksgiving
        ("2026-12-09", "2027-01-13", "2027-02-03"),  # 6 January follows New Year
        ("2026-06-10", "2026-07-15", "2026-08-05"),  # 8 July follows 4 July
        ("2029-06-06", "2029-07-04", "2029-08-01"),  # a holiday itself is no quiet day
        ("2029-06-07", "2029-07-18", "2029-08-08"),  # ... the seventh day after it is
    ],
)
def test_a_score_is_out_on_the_first_wednesday_that_counts(sat_on, typical, safe):
    assert release_of(RELEASE, day(sat_on)) == (day(typical), day(safe))


@pytest.mark.parametrize(
    ("due_on", "typical", "safe"),
    [
        ("2027-03-31", "2027-03-03", "2027-02-03"),
        ("2027-03-30", "2027-02-24", "2027-01-27"),
        ("2027-01-06", "2026-12-02", "2026-11-04"),  # the quiet Wednesday is no help
        ("2026-12-08", "2026-10-28", "2026-09-30"),
    ],
)
def test_the_last_sitting_for_a_due_date(due_on, typical, safe):
    assert sit_by(RELEASE, day(due_on)) == (day(typical), day(safe))


@pytest.mark.parametrize(
    ("until", "skipped"),
    [
        ("2026-12-08", ["2026-12-02"]),
        ("2027-01-12", ["2027-01-06"]),
        ("2026-12-09", []),
        ("2026-07-14", ["2026-07-08"]),
    ],
)
def test_the_wednesdays_a_holiday_takes_just_before_a_day(until, skipped):
    assert skipped_releases(RELEASE, day(until)) == tuple(map(day, skipped))


def test_a_quiet_week_reaches_over_the_new_year():
    year_end = ScoreRelease(2, 28, 56, (QuietHoliday("year_end", month=12, day=28),))

    assert [is_quiet(year_end, day(on)) for on in ("2028-12-27", "2029-01-03", "2029-01-10")] == [
        False,
        True,
        False,
    ]


@given(any_day)
def test_a_later_sitting_is_never_released_earlier(sat_on):
    today, tomorrow = (release_of(RELEASE, sat_on + timedelta(days=n)) for n in (0, 1))

    assert today.typical <= tomorrow.typical
    assert today.safe <= tomorrow.safe
    assert today.typical <= today.safe


@given(any_day)
def test_scores_come_out_on_open_wednesdays_soon_after_the_days(sat_on):
    for days, out_on in zip((28, 56), release_of(RELEASE, sat_on), strict=True):
        assert out_on.weekday() == 2
        assert not is_quiet(RELEASE, out_on)
        assert days <= (out_on - sat_on).days <= days + 13


@given(any_day)
def test_the_day_after_the_last_sitting_is_too_late(due_on):
    last = sit_by(RELEASE, due_on)
    late = [release_of(RELEASE, on + timedelta(days=1)) for on in last]

    assert release_of(RELEASE, last.typical).typical <= due_on < late[0].typical
    assert release_of(RELEASE, last.safe).safe <= due_on < late[1].safe
