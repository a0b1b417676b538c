"""What became of a day's blocks: said, said otherwise, or taken back; the last word counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.halving import first_half
from plans.models import BlockLog, StudyPlan
from plans.queries.days import DayOfPlan, asked_minutes, days_of_plan, open_positions
from students.actions.retakes import record_plan_logged
from students.models import Student

State = BlockLog.State


class PlanChangedMeanwhile(ValidationError):
    """The day is not the one the student saw: the plan was made again in between."""

    def __init__(self) -> None:
        super().__init__("Your plan was made again meanwhile. This is the day as it is now.")


class Logged(NamedTuple):
    """A block's word, and the one it took the place of if the student had not seen that one."""

    log: BlockLog
    unseen: str


@transaction.atomic
def log_block(
    *,
    student: Student,
    on: date,
    position: int,
    state: str,
    version: int,
    today: date,
    minutes: int | None = None,
    why_not: str = "",
    seen: str = "",
) -> Logged:
    """Say what became of one block. Saying the same twice is saying it once.

    `version` is the one the student read the block from and `seen` the word it showed; `minutes`
    is what was given to it if it is partly done. Raises `PlanChangedMeanwhile` if the day is in
    another version now.
    """
    day = _day(student, on, today)
    if day.version.version != version or position >= len(day.blocks):
        raise PlanChangedMeanwhile
    planned = asked_minutes(day).get(position) or day.blocks[position]["minutes"]
    log = day.logs.get(position) or _blank(day, position, planned)
    unseen = str(log) if log.pk and log.word != seen else ""
    log.state = State(state)
    log.minutes = _minutes(log, minutes)
    log.why_not = "" if log.state == State.DONE else why_not.strip()
    if _is_as_stored(log):
        return Logged(log, "")
    log.full_clean()
    log.save()
    record_plan_logged(student=student, today=today)
    return Logged(log, unseen)


@transaction.atomic
def unlog_block(*, student: Student, on: date, position: int, today: date) -> None:
    """Take back what was said of a block."""
    _day(student, on, today)
    BlockLog.objects.filter(student=student, on=on, position=position).delete()


@transaction.atomic
def log_day(*, student: Student, on: date, what: str, version: int, today: date) -> list[BlockLog]:
    """Say in one word what became of the blocks of a day that nothing was said of.

    `what` is all, half (the first half of those minutes) or nothing. Raises
    `PlanChangedMeanwhile` if the day is in another version now.
    """
    day = _day(student, on, today)
    if day.version.version != version:
        raise PlanChangedMeanwhile
    logs = BlockLog.objects.bulk_create(_words_for(day, what))
    if logs:
        record_plan_logged(student=student, today=today)
    return logs


def _words_for(day: DayOfPlan, what: str) -> Iterator[BlockLog]:
    places = open_positions(day)
    asked = asked_minutes(day)
    planned = [asked[place] for place in places]
    given = {
        "all": planned,
        "half": list(first_half(planned)),
        "nothing": [0] * len(planned),
    }[what]
    for place, minutes in zip(places, given, strict=True):
        log = _blank(day, place, asked[place])
        log.minutes = minutes
        log.state = State.PARTLY if minutes else State.SKIPPED
        if minutes == log.minutes_planned:
            log.state = State.DONE
        yield log


def _day(student: Student, on: date, today: date) -> DayOfPlan:
    """The day of the student's plan, the student held to the end; it must have come."""
    Student.objects.select_for_update(no_key=True).get(pk=student.pk)
    current = StudyPlan.objects.current().filter(student=student).first()
    day = days_of_plan(current, on, on).get(on) if current else None
    if day is None:
        raise ValidationError("Your plan does not have this day.")
    if on > today:
        raise ValidationError("This day is still to come. Say what became of it when it is here.")
    return day


def _blank(day: DayOfPlan, position: int, minutes_planned: int) -> BlockLog:
    block: dict[str, Any] = day.blocks[position]
    return BlockLog(
        student_id=day.version.student_id,
        plan=day.version,
        on=day.on,
        position=position,
        activity=block["activity"],
        area=block["area"],
        minutes_planned=minutes_planned,
    )


def _minutes(log: BlockLog, given: int | None) -> int:
    """The minutes that a state means; partly must say how many."""
    if log.state == State.DONE:
        return log.minutes_planned
    if log.state == State.SKIPPED:
        return 0
    if given is None or not 0 < given < log.minutes_planned:
        most = log.minutes_planned - 1
        raise ValidationError({"minutes": f"Enter the minutes you gave it, from 1 to {most}."})
    return given


def _is_as_stored(log: BlockLog) -> bool:
    return BlockLog.objects.filter(
        pk=log.pk, state=log.state, minutes=log.minutes, why_not=log.why_not
    ).exists()
