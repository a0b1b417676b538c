"""What a report may say depends on the exam: its scale and its content areas. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from students.rules.case import Attempt
from students.rules.dates import words_for
from students.rules.reference import Reference, Scale

# What a record holds, for an exam whose own scale is not on record.
ANY_SCORE = Scale("", 1, 999)


@dataclass(frozen=True, slots=True)
class ReportedExam:
    """An exam as its reports read: what it is called, its scale, the codes of its areas."""

    name: str
    scale: Scale = ANY_SCORE
    areas: frozenset[str] = frozenset()


def reported_exam(code: str, reference: Reference) -> ReportedExam:
    """What the reference data says of an exam's reports."""
    outlines = (outline for outline in reference.outlines if outline.exam == code)
    return ReportedExam(
        name=reference.exams[code],
        scale=reference.official_scale(code) or ANY_SCORE,
        areas=frozenset(area.code for outline in outlines for area in outline.areas),
    )


def problem_with_change(
    before: ReportedExam, after: ReportedExam, attempts: Iterable[Attempt]
) -> str:
    """Why a record that holds these sittings cannot be about another exam; empty if it can.

    A record is about one exam, so every sitting of it becomes one of the other exam. What a
    report says in numbers and areas is of its own exam and does not move.
    """
    for attempt in attempts:
        if attempt.three_digit is not None or attempt.points_below is not None or attempt.areas:
            return (
                f"The sitting of {words_for(attempt.sat_on)} holds what a {before.name} report"
                f" says. Empty its score, points and areas first, or choose {before.name}:"
                f" all sittings here are of one exam, and {after.name} is another."
            )
    return ""
