"""The history of holds and dates: lines are added as things happen and never edited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from advising.models import User
from students.choices import ChangeKind
from students.models import Hold, RecordChange, Student

Change = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Because:
    """Why the record is looked at again: a sentence, and the person if one did something."""

    words: str
    by: User | None = None


ASKED_AGAIN = Because(
    "The rules were asked again, with the record and the reference data of the day."
)


class History:
    """The lines that one refresh adds, for many students, written together."""

    def __init__(self, *, today: date, because: Because) -> None:
        self.today = today
        self._because = because
        self._lines: list[RecordChange] = []

    def add(
        self,
        student: Student,
        kind: ChangeKind,
        *,
        hold: Hold | None = None,
        changes: Iterable[Change] = (),
        approver: str = "",
    ) -> RecordChange:
        """One more line; what it changes may still grow until it is written."""
        line = RecordChange(
            student=student,
            hold=hold,
            kind=kind,
            happened_on=self.today,
            by=self._because.by,
            because=self._because.words,
            approver=approver,
            changes=list(changes),
        )
        self._lines.append(line)
        return line

    def line_of(self, student: Student, *kinds: ChangeKind) -> RecordChange | None:
        """The line of one of these kinds just added for a student, if there is one."""
        for line in reversed(self._lines):
            if line.student is not student:
                return None
            if line.kind in kinds:
                return line
        return None

    def write(self) -> None:
        """Add the lines to the database."""
        RecordChange.objects.bulk_create(self._lines)


def change(what: str, before: Any, after: Any, **more: str) -> Change:
    """What was and what is, in JSON's own types; days as ISO."""
    return {"what": what, "before": _plain(before), "after": _plain(after)} | more


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
