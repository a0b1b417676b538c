"""Everything on the student's page of dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advising.words import say_day_with_left
from students.choices import Outcome
from students.dates.history import Line, history_of
from students.dates.leave import LeaveChecklist, leave_checklist
from students.dates.limits import SittingLimits, sitting_limits
from students.dates.reading import Dates, DueDay, read_dates
from students.dates.words import say_hold, say_if_missed
from students.models import HoldTask, Student


@dataclass(frozen=True, slots=True)
class ShownDay:
    """A day with what happens if it is missed."""

    day: DueDay
    if_missed: str


@dataclass(frozen=True, slots=True)
class MyDates:
    """The page: days, hold, ways back, leave and history, in words."""

    dates: Dates
    days: tuple[ShownDay, ...]
    hold_words: str
    limits: SittingLimits
    leave: LeaveChecklist
    history: tuple[Line, ...]
    has_passed: bool

    @property
    def lead(self) -> str:
        """The first thing to know."""
        if self.has_passed:
            return "You passed. No day asks anything of you any more."
        ahead = [shown.day for shown in self.days if shown.day.on and shown.day.is_open]
        coming = [day for day in ahead if day.on and day.on >= self.dates.today]
        if coming and coming[0].on:
            when = say_day_with_left(coming[0].on, today=self.dates.today)
            return f"Next: {coming[0].name.lower()}, {when}."
        if ahead:
            return (
                "A day has gone by. That is a reason to talk, and nothing more: write to your dean."
            )
        if self.days:
            return "A day of your school's policy waits for something that is not on record yet."
        return "No day is set for you. If your school has told you one, ask your dean about it."

    @property
    def tasks(self) -> list[HoldTask]:
        """The meetings and documents the hold asks for."""
        return list(self.dates.hold.tasks.all()) if self.dates.hold else []


def my_dates(student: Student, *, today: date) -> MyDates:
    """The student's own page."""
    dates = read_dates(student, today=today)
    clause = dates.situation.clause
    approver = clause.approver if clause else None
    return MyDates(
        dates=dates,
        days=tuple(ShownDay(day, say_if_missed(day.kind, approver)) for day in dates.days),
        hold_words=say_hold(dates.hold, today=today),
        limits=sitting_limits(dates),
        leave=leave_checklist(student, dates.situation, today=today),
        history=history_of(student),
        has_passed=any(row.outcome == Outcome.PASS for row in student.attempts.all()),
    )
