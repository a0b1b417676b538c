"""When a score comes out, from the contract's sentence."""

from __future__ import annotations

from datetime import date, timedelta

WEDNESDAY, THURSDAY = 2, 3
TYPICAL, SAFE = 28, 56  # days


def release_of(reference, on):
    """The typical and the safe release day of a sitting."""
    rule = reference.releases[0]
    assert (rule.typical_days, rule.safe_days) == (TYPICAL, SAFE)
    return tuple(_first_wednesday(on + timedelta(days=days)) for days in (TYPICAL, SAFE))


def _first_wednesday(on):
    while on.weekday() != WEDNESDAY or _is_quiet(on):
        on += timedelta(days=1)
    return on


def _is_quiet(on):
    holidays = [date(on.year, 1, 1), date(on.year, 7, 4), _thanksgiving(on.year)]
    return any(holiday < on <= holiday + timedelta(days=7) for holiday in holidays)


def _thanksgiving(year):
    first = date(year, 11, 1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7 + 21)
