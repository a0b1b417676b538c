"""How long to study at least: every source side by side, and the one that decides."""

from __future__ import annotations

from plans.engine.result import Duration, DurationSource
from students.rules.case import Attempt
from students.rules.reference import Reference, StudyDuration

USUAL_WEEKS = 4  # without a score to go by, and the most once the school's gate is met
SCALE = "three_digit"  # what the sources' bands are on
_COURSE = "course"  # "coursework", "review course": work a study plan cannot replace


def read_duration(
    fail: Attempt | None,
    reference: Reference,
    *,
    exam: str,
    gate_is_met: bool,
    is_weak: bool,
) -> Duration:
    """What the sources say of the latest fail's score; the longest minimum wins.

    They speak of scores on one scale, so they say nothing of an exam with another.
    `is_weak` is a foundation the student calls weak: then coursework comes first as well.
    """
    own = reference.official_scale(exam)
    score = fail.three_digit if fail and own and own.code == SCALE else None
    rows = [row for row in reference.durations if score is not None and _holds(row, score)]
    longest = max(
        (row for row in rows if row.weeks_min is not None),
        key=lambda row: row.weeks_min or 0,
        default=None,
    )
    weeks = longest.weeks_min if longest and longest.weeks_min is not None else USUAL_WEEKS
    return Duration(
        sources=tuple(DurationSource(row.source, _weeks(row)) for row in rows),
        min_weeks=min(weeks, USUAL_WEEKS) if gate_is_met else weeks,
        used=longest.source if longest else None,
        action=_action(rows, is_weak=is_weak),
    )


def _holds(row: StudyDuration, score: int) -> bool:
    above = row.from_score is None or row.from_score <= score
    return above and (row.to_score is None or score <= row.to_score)


def _weeks(row: StudyDuration) -> tuple[int, int] | None:
    if row.weeks_min is None or row.weeks_max is None:
        return None
    return (row.weeks_min, row.weeks_max)


def _action(rows: list[StudyDuration], *, is_weak: bool) -> str | None:
    asked = [row.action for row in rows if row.action and _COURSE in row.action.lower()]
    if asked:
        return "; ".join(asked)
    return "coursework or a review course" if is_weak else None
