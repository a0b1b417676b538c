"""What the question log's page reads."""

from __future__ import annotations

from dataclasses import dataclass

from students.models import Student
from students.rules.topics import MISSES_FOR_AN_HOUR


@dataclass(frozen=True, slots=True)
class MissedRow:
    """One topic of the log. `next_misses` is the count after one more question missed."""

    topic: str
    misses: int

    @property
    def next_misses(self) -> int:
        return self.misses + 1

    @property
    def earns_an_hour(self) -> bool:
        return self.misses >= MISSES_FOR_AN_HOUR


def missed_rows(student: Student) -> list[MissedRow]:
    """The topics of a student's log, the most missed first."""
    rows = student.missed_topics.order_by("-misses", "topic").values_list("topic", "misses")
    return [MissedRow(topic, misses) for topic, misses in rows]
