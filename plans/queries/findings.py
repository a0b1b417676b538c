"""The findings of a result as one reader reads them today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from plans.telling import Reader, Told, facts_of, tell
from students.models import Student
from students.reference.sources import document_titles, name_sources
from students.rules.case import DeadlineKind
from students.rules.clauses import VERBS
from students.rules.dates import words_for


def told_findings(
    rows: Iterable[Mapping[str, Any]], student: Student, reader: Reader = Reader.STUDENT
) -> list[Told]:
    """What a result has to say to a reader, in two queries.

    A day of the policy that is over is not told once it is done: the rules know of no meeting.
    """
    titles, done = document_titles(), _done_days(student)
    return [
        replace(told, source=name_sources(told.source, titles))
        for row in rows
        if not _is_done(row, done)
        for told in (tell(row, reader),)
    ]


def _done_days(student: Student) -> set[tuple[str, str]]:
    """The policy's days that are done, as findings name them."""
    rows = student.dates.filter(kind__in=list(DeadlineKind), is_open=False)
    return {
        (VERBS[DeadlineKind(kind)], words_for(due_on))
        for kind, due_on in rows.values_list("kind", "due_on")
        if due_on
    }


def _is_done(row: Mapping[str, Any], done: set[tuple[str, str]]) -> bool:
    if row["code"] != "deadline_passed":
        return False
    facts = facts_of(row)
    return (facts.get("verb", ""), facts.get("due_on", "")) in done
