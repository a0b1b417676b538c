"""Keeping each student's days in step with the rules, and saying in the history which moved."""

from __future__ import annotations

from students.actions.history import Change, History, change
from students.choices import ChangeKind
from students.models import StandingDate, Student
from students.rules.case import DeadlineKind
from students.rules.standing import LATEST_SAFE, Day

# The plan has versions of its own, and the start of a hold is one of the hold's facts.
RECORDED = frozenset({*(kind.value for kind in DeadlineKind), LATEST_SAFE})


WITH_DAYS = (ChangeKind.HOLD_BEGUN, ChangeKind.HOLD_REOPENED, ChangeKind.DATES_CHANGED)


class DayKeeper:
    """What becomes of many students' days, until it is written."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._days: list[StandingDate] = []
        self._dropped: list[int] = []

    def settle(self, student: Student, days: tuple[Day, ...]) -> None:
        """Bring the student's days in line with these."""
        kept = {(row.kind, row.clause): row for row in student.dates.all()}
        moved: list[Change] = []
        for day in days:
            row = kept.pop((day.kind, day.clause), None)
            before = row.due_on if row else None
            if row is None or (before, row.is_open) != (day.due_on, day.is_open):
                self._days.append(_row(student, day))
            if before != day.due_on:
                moved.append(change(day.kind, before, day.due_on, clause=day.clause))
        for row in kept.values():
            self._dropped.append(row.pk)
            moved.append(change(row.kind, row.due_on, None, clause=row.clause))
        self._say(student, [line for line in moved if line["what"] in RECORDED])

    def write(self) -> None:
        """Write everything settled, in at most two steps."""
        if not (self._days or self._dropped):
            return
        StandingDate.objects.filter(pk__in=self._dropped).delete()
        StandingDate.objects.bulk_create(
            self._days,
            update_conflicts=True,
            unique_fields=["student", "kind", "clause"],
            update_fields=["due_on", "is_open"],
        )

    def _say(self, student: Student, moved: list[Change]) -> None:
        """One line for what changed at once: the days that moved belong to the hold's own line."""
        if not moved:
            return
        line = self._history.line_of(student, *WITH_DAYS)
        if line is None:
            line = self._history.add(student, ChangeKind.DATES_CHANGED)
        line.changes += moved


def _row(student: Student, day: Day) -> StandingDate:
    return StandingDate(
        student=student,
        school_id=student.school_id,
        kind=day.kind,
        clause=day.clause,
        due_on=day.due_on,
        is_open=day.is_open,
    )
