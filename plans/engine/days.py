"""What kind of day each day of a plan is, and how much of it is planned.

A plan that uses every hour breaks at the first bad day. So every week keeps a day of rest and,
while there is much to learn, a buffer day; the last days get lighter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from plans.engine.calendar import DAYS_IN_WEEK, Calendar
from plans.engine.links import Link
from plans.engine.phases import Phases
from plans.engine.sittings import BASELINE_WITHIN

LIGHT_QUARTERS = 8  # the last study day: at most 120 minutes
CAREFUL_DAYS = 14  # after burnout: two weeks at three quarters of a day
CAREFUL_PERCENT = 75
_SUNDAY = 6


class DayKind(StrEnum):
    STUDY = "study"
    LIGHT = "light"
    BUFFER = "buffer"
    REST = "rest"
    OFF = "off"
    ROTATION = "rotation"
    PRACTICE_EXAM = "practice_exam"
    REVIEW = "review"
    EXAM = "exam"


@dataclass(slots=True)
class DayPlan:
    """Kind and planned quarter-hours of every day from the first to the exam."""

    kinds: list[DayKind]
    quarters: list[int]
    locked: set[int] = field(default_factory=set)


def plan_days(
    calendar: Calendar,
    chain: Sequence[Link],
    phases: Phases,
    *,
    is_burnt_out: bool,
    careful_days: int = CAREFUL_DAYS,
    owes_review: bool = False,
) -> DayPlan:
    """The day plan for a chain of practice exams before an exam.

    `careful_days` is how many of the first days are careful ones after burnout; `owes_review`
    asks for the review of a practice exam taken just before.
    """
    days = _natural_days(calendar, phases.exam)
    if owes_review:
        _place_review(days, calendar.first_working(1)[0])
    _place_practice_exams(days, calendar, chain)
    _place_rest(days, calendar, chain[0].sitting.begins if chain else phases.exam, phases.exam)
    if is_burnt_out:
        _place_second_rest(days, phases.exam)
        _spare_first_days(days, careful_days)
    _lighten_taper(days, phases)
    _lighten_last_day(days, phases.exam)
    while not _place_buffers(days, calendar, phases):
        _lighten_last_day(days, phases.exam)
    return days


def _natural_days(calendar: Calendar, exam: int) -> DayPlan:
    kinds = [
        DayKind.STUDY
        if calendar.quarters[day]
        else DayKind.OFF
        if calendar.away[day]
        else DayKind.REST
        for day in range(exam)
    ]
    kinds.append(DayKind.EXAM)
    return DayPlan(kinds, [*calendar.quarters[:exam], 0])


def _place_practice_exams(days: DayPlan, calendar: Calendar, chain: Sequence[Link]) -> None:
    for link in chain:
        for day, quarters in link.sitting.parts:
            days.kinds[day] = DayKind.PRACTICE_EXAM
            days.quarters[day] = quarters
            days.locked.add(day)
        _place_review(days, calendar.next_working[link.sitting.on])


def _place_review(days: DayPlan, day: int) -> None:
    if day < len(days.kinds) - 1:
        days.kinds[day] = DayKind.REVIEW
        days.locked.add(day)


def _place_rest(days: DayPlan, calendar: Calendar, baseline: int, exam: int) -> None:
    """A day without work in any seven: the weekday that gives least, else the last possible."""
    preferred = _day_of_rest(calendar)
    early = {day for day in calendar.first_working(BASELINE_WITHIN) if day < baseline}
    last_free = -1
    while last_free + DAYS_IN_WEEK < exam:
        week = range(last_free + 1, last_free + DAYS_IN_WEEK + 1)
        free = [day for day in week if not days.quarters[day]]
        if free:
            last_free = free[-1]
            continue
        unlocked = [day for day in week if day not in days.locked]
        choices = [day for day in unlocked if day not in early] or unlocked
        last_free = max(choices, key=lambda day: (calendar.weekday(day) == preferred, day))
        _rest(days, last_free)


def _place_second_rest(days: DayPlan, exam: int) -> None:
    """Two days without work in any seven, where the week has them."""
    free = [not quarters for quarters in days.quarters]
    for first in range(exam - DAYS_IN_WEEK + 1):
        week = range(first, first + DAYS_IN_WEEK)
        missing = 2 - sum(free[first : first + DAYS_IN_WEEK])
        if missing <= 0:
            continue
        spare = [day for day in week if not free[day] and day not in days.locked]
        for day in spare[::-1][:missing]:
            _rest(days, day)
            free[day] = True


def _place_buffers(days: DayPlan, calendar: Calendar, phases: Phases) -> bool:
    """In each whole week of rebuild and practise the last study day is kept half free.

    Where the plan's very last study day is the only one of its week it is kept free altogether;
    then another day is the last, and the answer is False.
    """
    for monday in whole_weeks(calendar, phases.rebuild_from, phases.taper_from):
        week = days.kinds[monday : monday + DAYS_IN_WEEK][::-1]
        kind = next((kind for kind in (DayKind.STUDY, DayKind.LIGHT) if kind in week), None)
        if kind is None or DayKind.BUFFER in week:
            continue
        buffer = monday + _SUNDAY - week.index(kind)
        days.kinds[buffer] = DayKind.BUFFER
        days.quarters[buffer] = days.quarters[buffer] // 2 if kind is DayKind.STUDY else 0
        if kind is DayKind.LIGHT:
            return False
    return True


def whole_weeks(calendar: Calendar, first: int, end: int) -> Iterator[int]:
    """The Mondays of the weeks that lie wholly in the days from `first` to before `end`."""
    monday = first + (-calendar.weekday(first)) % DAYS_IN_WEEK
    yield from range(monday, end - DAYS_IN_WEEK + 1, DAYS_IN_WEEK)


def _spare_first_days(days: DayPlan, careful_days: int) -> None:
    for day in range(min(careful_days, len(days.kinds))):
        if days.kinds[day] is not DayKind.PRACTICE_EXAM:
            days.quarters[day] = careful_quarters(days.quarters[day])
            if days.kinds[day] is DayKind.STUDY and not days.quarters[day]:
                days.kinds[day] = DayKind.REST


def careful_quarters(quarters: int) -> int:
    """What a careful day is planned for."""
    return quarters * CAREFUL_PERCENT // 100


def careful_room(quarters: int) -> int:
    """How many quarters a day must have for so many to be at most three quarters of it."""
    return -(-quarters * 100 // CAREFUL_PERCENT)


def _lighten_taper(days: DayPlan, phases: Phases) -> None:
    for day in range(phases.taper_from, phases.exam):
        if days.kinds[day] is DayKind.STUDY:
            days.kinds[day] = DayKind.LIGHT
            days.quarters[day] = (days.quarters[day] + 1) // 2


def _lighten_last_day(days: DayPlan, exam: int) -> None:
    """The last study day is light; a practice exam's review may be it."""
    day = exam - 1
    while day >= 0 and not days.quarters[day]:
        day -= 1
    if day < 0 or days.kinds[day] is DayKind.PRACTICE_EXAM:
        return
    days.quarters[day] = min(days.quarters[day], LIGHT_QUARTERS)
    if days.kinds[day] is not DayKind.REVIEW:
        days.kinds[day] = DayKind.LIGHT


def _rest(days: DayPlan, day: int) -> None:
    days.kinds[day] = DayKind.REST
    days.quarters[day] = 0


def _day_of_rest(calendar: Calendar) -> int:
    """The weekday with the fewest hours; of equal ones the last of the week."""
    return min(range(DAYS_IN_WEEK), key=lambda day: (calendar.weekly[day], -day))
