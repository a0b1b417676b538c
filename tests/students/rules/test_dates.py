import pytest

from students.rules.dates import add_months, clamped_day, plural, words_for
from tests.students.cases import day


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-31", 14, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", -12, "2027-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-05-05", 0, "2026-05-05"),
    ],
)
def test_months_are_calendar_months_clamped(start, months, end):
    assert add_months(day(start), months) == day(end)


def test_a_day_a_month_lacks_is_its_last():
    assert clamped_day(2027, 2, 31) == day("2027-02-28")


def test_days_and_counts_as_people_read_them():
    assert words_for(day("2027-02-03")) == "Wed 3 Feb 2027"
    assert [plural(1, "week"), plural(2, "week")] == ["1 week", "2 weeks"]
