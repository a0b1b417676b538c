"""What the question log's page reads."""

from __future__ import annotations

from dataclasses import dataclass

from students.models import Student


@dataclass(frozen=True, slots=True)
class MissedRow:
    """One topic of the log. `next_misses` is the count after one more question missed."""

    topic: str
    misses: int
    earns_an_hour: bool

    @property
    def next_misses(self) -> int:
        return self.misses + 1


def missed_rows(student: Student, *, least: int) -> list[MissedRow]:
    """The topics of a student's log, the most missed first; `least` misses earn an hour."""
    rows = student.missed_topics.order_by("-misses", "topic").values_list("topic", "misses")
    return [MissedRow(topic, misses, misses >= least) for topic, misses in rows]
