"""The days a policy sets: due dates of every shape, in dates and in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from students.rules.case import Case, DeadlineClause, DeadlineKind, DeadlineShape
from students.rules.dates import ONE_DAY, add_months, clamped_day, plural, words_for
from students.rules.policy import Situation
from students.rules.reference import ScoreRelease
from students.rules.release import sit_by
from students.rules.result import Deadline

REPORTED, SAT, FIRST_ATTEMPT = "reported", "sat", "first_attempt"
FAIL_EVENTS: Final = (REPORTED, SAT, FIRST_ATTEMPT)
_EVENTS: Final = {
    REPORTED: "the result",
    SAT: "the failed sitting",
    FIRST_ATTEMPT: "the first sitting",
    "matriculated": "matriculation",
    "preclerkship_end": "the end of the pre-clerkship phase",
    "clerkship_start": "the start of clerkships",
}


@dataclass(frozen=True, slots=True)
class Anchors:
    """What deadlines count from: the day of each known event, the starts of the blocks to come."""

    events: Mapping[str, date]
    blocks: tuple[date, ...]


def anchors_of(case: Case, situation: Situation) -> Anchors:
    """The student's events, those of the latest fail, and the rotations that start after it."""
    events = dict(case.student.events)
    if case.attempts:
        events[FIRST_ATTEMPT] = min(attempt.sat_on for attempt in case.attempts)
    fail = situation.fail
    if fail is None or fail.reported_on is None:
        return Anchors(events, ())
    events |= {SAT: fail.sat_on, REPORTED: fail.reported_on}
    starts = (rotation.starts_on for rotation in case.rotations)
    return Anchors(events, tuple(sorted(day for day in starts if day > fail.reported_on)))


def deadlines_of(
    situation: Situation, anchors: Anchors, release: ScoreRelease
) -> tuple[Deadline, ...]:
    """Every deadline of the case, the clause's first, with the last sittings that keep it."""
    return tuple(
        _deadline(name, clause, due_on(clause, anchors), release)
        for name, clause in situation.deadline_clauses()
    )


def due_on(clause: DeadlineClause, anchors: Anchors) -> date | None:
    """The day a deadline falls on; None if its event or block is unknown: never a guess."""
    return _SHAPES[clause.shape](clause, anchors)


def missing_from(clause: DeadlineClause) -> str:
    """In words, what a deadline without a day waits for."""
    if clause.shape is DeadlineShape.BEFORE_BLOCK:
        return f"the start of rotation {clause.block} after the result"
    event = clause.year_of.event if clause.year_of else clause.event
    return f"the day of {say_event(event)}"


def say_event(event: str | None) -> str:
    """An event as people say it; one that staff have added by its code, in quotes."""
    return _EVENTS.get(event or "", f"“{(event or 'an event').replace('_', ' ')}”")


def reason_for(clause: DeadlineClause, anchors: Anchors) -> str:
    """In words, where a deadline's day comes from."""
    if clause.shape is DeadlineShape.ON_DATE:
        return "the date the policy gives"
    if clause.shape is DeadlineShape.BEFORE_BLOCK:
        return f"the day before rotation {clause.block} after the result starts"
    if clause.year_of is not None:
        years = f" plus {clause.year_of.plus}" if clause.year_of.plus else ""
        return f"counted from the year of {say_event(clause.year_of.event)}{years}"
    unit = clause.shape.value.removesuffix("s_after")
    event_on = anchors.events.get(clause.event or "")
    when = f" on {words_for(event_on)}" if event_on else ""
    return f"{plural(clause.n or 0, unit)} after {say_event(clause.event)}{when}"


def _deadline(
    name: str, clause: DeadlineClause, due: date | None, release: ScoreRelease
) -> Deadline:
    if due is None or clause.kind is DeadlineKind.MEET_BY:
        return Deadline(clause.kind, due, name, None, None)
    if clause.kind is DeadlineKind.SIT_BY:
        return Deadline(clause.kind, due, name, due, due)
    last = sit_by(release, due)
    return Deadline(clause.kind, due, name, last.safe, last.typical)


def _after_event(
    step: Callable[[date, int], date],
) -> Callable[[DeadlineClause, Anchors], date | None]:
    def due(clause: DeadlineClause, anchors: Anchors) -> date | None:
        event_on = anchors.events.get(clause.event or "")
        return step(event_on, clause.n or 0) if event_on else None

    return due


def _month_day(clause: DeadlineClause, anchors: Anchors) -> date | None:
    year_of = clause.year_of
    event_on = anchors.events.get(year_of.event) if year_of else None
    if year_of is None or event_on is None or clause.month is None or clause.day is None:
        return None
    return clamped_day(event_on.year + year_of.plus, clause.month, clause.day)


def _before_block(clause: DeadlineClause, anchors: Anchors) -> date | None:
    if clause.block is None or clause.block > len(anchors.blocks):
        return None
    return anchors.blocks[clause.block - 1] - ONE_DAY


_SHAPES: dict[DeadlineShape, Callable[[DeadlineClause, Anchors], date | None]] = {
    DeadlineShape.DAYS_AFTER: _after_event(lambda day, n: day + timedelta(days=n)),
    DeadlineShape.WEEKS_AFTER: _after_event(lambda day, n: day + timedelta(weeks=n)),
    DeadlineShape.MONTHS_AFTER: _after_event(add_months),
    DeadlineShape.ON_DATE: lambda clause, _: clause.date,
    DeadlineShape.MONTH_DAY: _month_day,
    DeadlineShape.BEFORE_BLOCK: _before_block,
}
