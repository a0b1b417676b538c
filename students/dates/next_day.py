"""The day that asks for something next, as first pages say it beside "nothing is required"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from advising.words import say_day_with_left
from students.actions.hold_keeping import THE_MEETING
from students.choices import TaskKind
from students.models import HoldTask, Student
from students.queries import is_without_sitting
from students.rules.case import DeadlineKind
from students.rules.clauses import VERBS

OVERDUE: Mapping[str, str] = {
    DeadlineKind.MEET_BY: (
        "The day for it is over: write and ask for another. The conversation is there to help you."
    ),
    DeadlineKind.SIT_BY: "That day is over: talk to your dean before anything else.",
    DeadlineKind.PASS_BY: "That day is over: talk to your dean before anything else.",
}


@dataclass(frozen=True, slots=True)
class AskedDay:
    """A day of the school's policy that is still open, the earliest of them."""

    kind: DeadlineKind
    on: date
    with_whom: str
    today: date

    @property
    def is_overdue(self) -> bool:
        return self.on < self.today

    @property
    def words(self) -> str:
        """What is asked, with whom, by when, and what to do once it is over."""
        asked = VERBS[self.kind]
        if self.kind is DeadlineKind.MEET_BY:
            asked = f"{asked} with {self.with_whom}"
        said = f"Your school asks you to {asked} by {say_day_with_left(self.on, today=self.today)}."
        return f"{said} {OVERDUE[self.kind]}" if self.is_overdue else said


def asked_day(student: Student, *, today: date) -> AskedDay | None:
    """The earliest day that is still open, be it over; None where no day is set.

    Without a sitting left only a meeting is asked.
    """
    kinds = [DeadlineKind.MEET_BY] if is_without_sitting(student) else list(DeadlineKind)
    rows = student.dates.filter(kind__in=kinds, is_open=True, due_on__isnull=False)
    row = rows.order_by("due_on").first()
    if row is None or row.due_on is None:
        return None
    meetings = HoldTask.objects.filter(
        hold__student=student, kind=TaskKind.MEETING, done_on=None
    ).order_by("pk")
    with_whom = say_with_whom(list(meetings.values_list("name", flat=True)))
    return AskedDay(DeadlineKind(row.kind), row.due_on, with_whom, today)


def say_with_whom(meetings: list[str] | tuple[str, ...]) -> str:
    """Whom to meet: those the policy names, else the dean."""
    named = [name for name in meetings if name != THE_MEETING]
    return " and ".join(named) or "your dean"
