"""Deadlines that cannot be kept, or cannot be computed, are refused where they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from students.rules.case import DeadlineClause, DeadlineKind, DeadlineShape
from students.rules.dates import MONTHS, clamped_day, plural, words_for
from students.rules.deadline_shapes import SPAN_UNITS, missing_of
from students.rules.deadlines import FAIL_EVENTS, FIRST_ATTEMPT, REPORTED, SAT
from students.rules.policy_problems import Checked, Problem, error, warning

# What each shape counts in: its days at the most, and how many a case file can hold.
_UNITS: Final = {
    DeadlineShape.DAYS_AFTER: (1, 36_600),
    DeadlineShape.WEEKS_AFTER: (7, 5_200),
    DeadlineShape.MONTHS_AFTER: (31, 1_200),
}
_LEAP_YEAR = 2024


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
    month, day, first = deadline.month, deadline.day, checked.policy.effective_from
    if deadline.shape in _UNITS and deadline.n is not None:
        _, most = _UNITS[deadline.shape]
        if not 0 <= deadline.n <= most:
            unit = SPAN_UNITS[deadline.shape]
            yield error(where, "n", f"Give a number of {unit} from 0 to {most}.")
    elif deadline.date and first and deadline.date < first:
        said = f"It is over before the policy is in force, from {words_for(first)}."
        yield error(where, "date", said)
    elif month and day and clamped_day(_LEAP_YEAR, month, day).day != day:
        last = clamped_day(_LEAP_YEAR, month, 31).day
        said = f"There is no {day} {MONTHS[month - 1]} in any year: the month ends on the {last}."
        yield error(where, "day", said)


def _too_early(where: str, deadline: DeadlineClause, checked: Checked) -> Iterator[Problem]:
    """A day that is over before the result is there, or before the next score can be."""
    days, field = _days_given(deadline, checked)
    if days is None:
        return
    typical, safe = checked.release.typical_days, checked.release.safe_days
    until_result = typical if deadline.event in (SAT, FIRST_ATTEMPT) else 0
    if days < until_result:
        said = f"A result usually takes {_weeks(typical)}: this day is over before it is there."
        yield error(where, field, said)
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


def _days_given(deadline: DeadlineClause, checked: Checked) -> tuple[int | None, str]:
    """The most days a fail's own events leave, with the field that says so; None: not known."""
    first = checked.policy.effective_from
    if deadline.shape is DeadlineShape.ON_DATE and deadline.date and first:
        return (deadline.date - first).days, "date"
    unit = _UNITS.get(deadline.shape)
    if unit is None or deadline.event not in FAIL_EVENTS or deadline.n is None:
        return None, ""
    return unit[0] * deadline.n, "n"


def _weeks(days: int) -> str:
    return plural(days // 7, "week") if days % 7 == 0 else plural(days, "day")
