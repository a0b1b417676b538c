"""Everything on the student's page of dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from advising.words import say_day, say_day_with_left
from students.choices import DeadlineKind, Outcome
from students.dates.history import Line, history_of
from students.dates.leave import LeaveChecklist, leave_checklist
from students.dates.limits import SittingLimits, sitting_limits
from students.dates.parts import Dates, DueDay
from students.dates.reading import read_dates
from students.dates.words import say_hold, say_hold_state, say_if_missed
from students.models import Attempt, HoldTask, Student
from students.rules.clauses import PERMIT


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
    hold_state: str
    hold_words: str
    limits: SittingLimits
    leave: LeaveChecklist
    history: tuple[Line, ...]
    has_passed: bool
    awaited: Attempt | None = None

    @property
    def lead(self) -> str:
        """The first thing to know."""
        if self.has_passed:
            return "You passed. No day asks anything of you any more."
        if self.dates.is_out_of_sittings:
            return (
                "No sitting is left. That is hard to read, and it is not yours to carry alone: talk "
                "to your dean before anything else. What is still open is a conversation to have."
            )
        if self.awaited:
            return f"The result of {say_day(self.awaited.sat_on)} is not out yet."
        if self.is_before_result:
            return "Nothing is counted until your result is reported."
        ahead = [shown.day for shown in self.days if shown.day.on and shown.day.is_open]
        coming = [day for day in ahead if day.on and day.on >= self.dates.today]
        if coming and coming[0].on:
            when = say_day_with_left(coming[0].on, today=self.dates.today)
            with_whom = coming[0].detail if coming[0].kind == DeadlineKind.MEET_BY else ""
            return f"Next: {coming[0].name.lower()}, {when}. {with_whom}".strip()
        if ahead:
            return (
                "A day has gone by. That is a reason to talk, and nothing more: write to your dean."
            )
        if self.days:
            return "A day of your school's policy waits for something that is not on record yet."
        return "No day is set for you. If your school has told you one, ask your dean about it."

    @property
    def is_before_result(self) -> bool:
        """Whether no fail is on record yet from which a day could be counted."""
        return self.dates.situation.fail is None and not self.has_passed

    @property
    def why_none_is_left(self) -> list[str]:
        """Which limit is used up, in sentences."""
        if not self.dates.is_out_of_sittings:
            return []
        found = self.dates.rules.findings
        return [row.text for row in found if row.code == "no_attempts_left"]

    @property
    def tasks(self) -> list[HoldTask]:
        """The meetings and documents the hold asks for; after a pass only what was done."""
        tasks = self.dates.hold.tasks.all() if self.dates.hold else []
        return [task for task in tasks if task.done_on or not self.has_passed]


def my_dates(student: Student, *, today: date) -> MyDates:
    """The student's own page."""
    dates = read_dates(student, today=today)
    clause = dates.situation.clause
    approver = clause.approver if clause else None
    attempts = list(student.attempts.all())
    return MyDates(
        dates=dates,
        days=tuple(
            ShownDay(day, say_if_missed(_missed(day, dates), approver)) for day in _shown(dates)
        ),
        hold_state=say_hold_state(dates.hold, today=today) if dates.hold else "",
        hold_words=say_hold(dates.hold, today=today),
        limits=sitting_limits(dates),
        leave=leave_checklist(student, dates.situation, today=today),
        history=history_of(student),
        awaited=_awaited(attempts),
        has_passed=any(row.outcome == Outcome.PASS for row in attempts),
    )


def _awaited(attempts: list[Attempt]) -> Attempt | None:
    """The latest sitting, if its result is still to be added."""
    latest = max(attempts, key=lambda row: row.sat_on, default=None)
    return latest if latest and latest.outcome is None else None


def _shown(dates: Dates) -> Iterator[DueDay]:
    """The days that say something: none unknown before a result, none to sit when none is left."""
    for day in dates.days:
        is_known = day.on is not None or dates.situation.fail is not None
        if is_known and (day.kind == DeadlineKind.MEET_BY or not dates.is_out_of_sittings):
            yield day


def _missed(day: DueDay, dates: Dates) -> str:
    """What the day stands for; the last safe day for the permit's end, a day to sit by, or a score."""
    if day is dates.exam and day.on and day.on < dates.today:
        return "exam_over"
    if day is not dates.latest_safe:
        return day.kind
    if day.clause == PERMIT:
        return "permit"
    binding = next(row.kind for row in dates.rules.deadlines if row.clause == day.clause)
    return binding.value if binding == DeadlineKind.SIT_BY else day.kind
