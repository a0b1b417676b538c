"""When a score comes out, and the last sitting whose score is out in time.

Scores come out on one weekday. That day does not count in the days after certain holidays, so
one sitting late can cost a week more than it looks. Days, weekday and holidays are reference data.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from students.rules.dates import ONE_DAY, clamped_day
from students.rules.reference import QuietHoliday, ScoreRelease

ONE_WEEK = timedelta(days=7)


class Expected(NamedTuple):
    """The same question asked of a usual and of a slow score."""

    typical: date
    safe: date


def release_of(rule: ScoreRelease, sat_on: date) -> Expected:
    """The days a score for a sitting is expected by: usually, and to be safe."""
    return Expected(
        *(
            _first_release(rule, sat_on + timedelta(days=days))
            for days in (rule.typical_days, rule.safe_days)
        )
    )


def sit_by(rule: ScoreRelease, due_on: date) -> Expected:
    """The last sitting days whose scores are out on or before a day: usually, and to be safe."""
    release = _last_release(rule, due_on)
    return Expected(
        release - timedelta(days=rule.typical_days), release - timedelta(days=rule.safe_days)
    )


def is_quiet(rule: ScoreRelease, day: date) -> bool:
    """Whether no scores come out that day because a holiday has just been."""
    return day in _quiet_days(rule.quiet_holidays, day.year)


def skipped_releases(rule: ScoreRelease, until: date) -> tuple[date, ...]:
    """The release days lost to a holiday just before a day, earliest first."""
    day, skipped = _last_release(rule, until) + ONE_WEEK, []
    while day <= until:
        skipped.append(day)
        day += ONE_WEEK
    return tuple(skipped)


def _first_release(rule: ScoreRelease, from_day: date) -> date:
    day = from_day + timedelta(days=(rule.weekday - from_day.weekday()) % 7)
    while is_quiet(rule, day):
        day += ONE_WEEK
    return day


def _last_release(rule: ScoreRelease, until: date) -> date:
    day = until - timedelta(days=(until.weekday() - rule.weekday) % 7)
    while is_quiet(rule, day):
        day -= ONE_WEEK
    return day


@lru_cache(maxsize=512)
def _quiet_days(holidays: tuple[QuietHoliday, ...], year: int) -> frozenset[date]:
    """The days just after a holiday, of this year or late in the one before."""
    return frozenset(
        _holiday_on(holiday, of_year) + timedelta(days=days)
        for holiday in holidays
        for of_year in (year, year - 1)
        for days in range(1, holiday.days + 1)
    )


def _holiday_on(holiday: QuietHoliday, year: int) -> date:
    if holiday.nth is None or holiday.weekday is None:
        return clamped_day(year, holiday.month, holiday.day or 1)
    first = date(year, holiday.month, 1)
    offset = (holiday.weekday - first.weekday()) % 7 + 7 * (holiday.nth - 1)
    return first + ONE_DAY * offset
