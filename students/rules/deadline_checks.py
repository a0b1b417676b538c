"""Deadlines that cannot be kept, or cannot be computed, are refused where they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from students.rules.case import DeadlineClause, DeadlineKind, DeadlineShape
from students.rules.dates import MONTHS, clamped_day, plural, words_for
from students.rules.deadline_shapes import SPAN_UNITS, missing_of
from students.rules.deadlines import FAIL_EVENTS, FIRST_ATTEMPT, REPORTED, SAT
from students.rules.policy_problems import (
    MOST,
    YEARS,
    Checked,
    Problem,
    error,
    is_a_year,
    warning,
)

# What each shape counts in: its days at the most, and how many a case file can hold.
_UNITS: Final = {
    DeadlineShape.DAYS_AFTER: (1, 36_600),
    DeadlineShape.WEEKS_AFTER: (7, 5_200),
    DeadlineShape.MONTHS_AFTER: (31, 1_200),
}
_LEAP_YEAR = 2024
# Nobody sits before they matriculate, and a sitting's result takes its time.
MATRICULATED: Final = "matriculated"
_BEFORE_RESULT: Final = (SAT, FIRST_ATTEMPT, MATRICULATED)
OVER: Final = "This day is over before the result is there."


def check_deadline(where: str, deadline: DeadlineClause, checked: Checked) -> Iterator[Problem]:
    """What a deadline lacks; if it is whole, whether anybody could keep it."""
    missing = list(_shape(where, deadline, checked))
    yield from missing
    if not missing:
        yield from _too_early(where, deadline, checked)


def days_after_result(deadline: DeadlineClause) -> int | None:
    """The most days a deadline leaves after the result, if it counts from it."""
    unit = _UNITS.get(deadline.shape)
    if unit is None or deadline.event != REPORTED or deadline.n is None:
        return None
    return unit[0] * deadline.n


def _shape(where: str, deadline: DeadlineClause, checked: Checked) -> Iterator[Problem]:
    year_of = deadline.year_of
    event = year_of.event if year_of else deadline.event
    given = {
        name: getattr(deadline, name) for name in ("n", "event", "date", "month", "day", "block")
    }
    lacking = tuple(missing_of(deadline.shape, given | {"year_event": event}))
    yield from (error(where, field, said) for field, said in lacking)
    if lacking:
        return
    if event and event not in (*FAIL_EVENTS, *checked.reference.events):
        field = "year_event" if year_of else "event"
        yield error(where, field, f"There is no event “{event}”.")
    yield from _impossible(where, deadline, checked)


def _impossible(where: str, deadline: DeadlineClause, checked: Checked) -> Iterator[Problem]:
    """Numbers and days that are given but cannot be."""
    month, day = deadline.month, deadline.day
    if deadline.shape in _UNITS and deadline.n is not None:
        _, most = _UNITS[deadline.shape]
        if not 0 <= deadline.n <= most:
            unit = SPAN_UNITS[deadline.shape]
            yield error(where, "n", f"Give a number of {unit} from 0 to {most}.")
    elif deadline.block and deadline.block > MOST:
        yield error(where, "block", f"Give a block from 1 to {MOST}.")
    elif deadline.date:
        yield from _date(where, deadline.date, checked)
    elif month and day and clamped_day(_LEAP_YEAR, month, day).day != day:
        last = clamped_day(_LEAP_YEAR, month, 31).day
        said = f"There is no {day} {MONTHS[month - 1]} in any year: the month ends on the {last}."
        yield error(where, "day", said)


def _date(where: str, given: date, checked: Checked) -> Iterator[Problem]:
    """A fixed day that lies outside what calendars hold, or is over."""
    first, last = checked.policy.effective_from, checked.policy.effective_to
    if not is_a_year(given.year):
        yield error(where, "date", YEARS)
    elif first and given < first:
        said = f"It is over before the policy is in force, from {words_for(first)}."
        yield error(where, "date", said)
    elif given < checked.on and not (last and last < checked.on):
        said = "This day is over: whoever fails from now on could not keep it. Is it so?"
        yield warning(where, "date", said)


def _too_early(where: str, deadline: DeadlineClause, checked: Checked) -> Iterator[Problem]:
    """A day that is over before the result is there, or before the next score can be."""
    days, field = days_at_most(deadline, checked)
    if days is None:
        return
    typical, safe = checked.release.typical_days, checked.release.safe_days
    until_result = typical if _event(deadline) in _BEFORE_RESULT else 0
    if days < until_result:
        said = f"A result usually takes {_weeks(typical)}: this day is over before it is there."
        yield error(where, field, said if until_result else OVER)
    elif deadline.kind is DeadlineKind.PASS_BY and days < until_result + typical:
        said = (
            f"A score usually takes {_weeks(typical)} to come out, so nobody who sits after the"
            " result could pass by this day. Give more time, or ask to sit by it."
        )
        yield error(where, field, said)
    elif deadline.kind is DeadlineKind.PASS_BY and days < until_result + safe:
        said = (
            f"A slow score takes {_weeks(safe)}: no sitting after the result"
            " would surely be out in time."
        )
        yield warning(where, field, said)
    elif deadline.year_of and deadline.year_of.plus == 0:
        said = "Who hears of a fail later in the year has this day behind them. Is it so?"
        yield warning(where, field, said)


def days_at_most(deadline: DeadlineClause, checked: Checked) -> tuple[int | None, str]:
    """The most days that can lie between the event and the day, with the field that says so.

    None: not known, because the event may come at any time.
    """
    first, unit = checked.policy.effective_from, _UNITS.get(deadline.shape)
    if deadline.shape is DeadlineShape.ON_DATE and deadline.date and first:
        return (deadline.date - first).days, "date"
    if _event(deadline) not in (*FAIL_EVENTS, MATRICULATED):
        return None, ""
    if deadline.year_of and deadline.month and deadline.day:
        day = clamped_day(_LEAP_YEAR, deadline.month, deadline.day)
        plus = deadline.year_of.plus
        return (day - day.replace(month=1, day=1)).days + 366 * plus, "year_plus" if plus else "day"
    return (unit[0] * deadline.n, "n") if unit and deadline.n is not None else (None, "")


def _event(deadline: DeadlineClause) -> str | None:
    return deadline.year_of.event if deadline.year_of else deadline.event


def _weeks(days: int) -> str:
    return plural(days // 7, "week") if days % 7 == 0 else plural(days, "day")
