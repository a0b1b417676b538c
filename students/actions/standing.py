"""Keeping every standing equal to what the rules say: after each write, and as days pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from students.actions.bulk import many_rows_at_once
from students.actions.day_keeping import DayKeeper
from students.actions.history import ASKED_AGAIN, Because, History
from students.actions.hold_keeping import RELATED as HOLD_RELATED
from students.actions.hold_keeping import HoldKeeper
from students.gather import gather_cases
from students.gather_policies import gather_reference
from students.models import FlagLimit, IntakeVersion, PlannedRetake, Standing, Student
from students.rules.case import Case
from students.rules.conclude import RulesResult, conclude_rules
from students.rules.flags import Limits, Plan
from students.rules.reference import Reference
from students.rules.standing import Progress, StandingValues, standing_of

CHUNK = 2000
_waiting: ContextVar[set[int] | None] = ContextVar("students to refresh together", default=None)
COLUMNS = [field.name for field in fields(StandingValues) if field.name != "days"]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What standings are made by besides the record: facts, policies and the flags' numbers."""

    reference: Reference
    limits: Limits


def refresh_standing(student: Student, *, today: date, because: Because = ASKED_AGAIN) -> None:
    """Bring one student's standing, hold and dates up to the record as it is now.

    Every action that writes the record ends with this. `because` is for the history.
    """
    waiting = _waiting.get()
    if waiting is not None and because is ASKED_AGAIN:
        waiting.add(student.pk)
    else:
        _refresh_chunk([student.pk], today, because)


@contextmanager
def refreshed_together(*, today: date) -> Iterator[None]:
    """Let all refreshes of a block that have no reason of their own be one, at its end.

    For making up whole records action by action. What has a reason is not put off: the history
    tells it.
    """
    waiting: set[int] = set()
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    refresh_standings(Student.objects.filter(pk__in=waiting), today=today)


def refresh_standings(
    students: QuerySet[Student],
    *,
    today: date,
    because: Because = ASKED_AGAIN,
) -> int:
    """Bring the standings, holds and dates of many students up to the record and the day.

    Works in chunks with a fixed number of queries each, and returns how many students. They are
    locked before record and rules are read, so that no older reading overwrites a newer one.
    """
    keys = list(students.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        with many_rows_at_once():
            _refresh_chunk(keys[start : start + CHUNK], today, because)
    return len(keys)


def read_rulebook(*, on: date) -> Rulebook:
    """Everything standings are made by, as it is in the database now."""
    return Rulebook(gather_reference(on=on), flag_limits(on=on))


def flag_limits(*, on: date) -> Limits:
    """The numbers of the flags' rules in force on a day."""
    return dict(FlagLimit.objects.in_force(on).values_list("code", "value"))


def gather_work(
    students: QuerySet[Student], *, today: date
) -> Iterator[tuple[Student, Case, Progress]]:
    """Each student with their case and what has been done, in a fixed number of queries a chunk.

    The hold is not part of the progress yet: it follows from what the rules conclude.
    """
    submitted = IntakeVersion.objects.filter(student=OuterRef("pk")).order_by("number")
    worked_on = students.select_related("planned_retake").annotate(
        started_at=F("intake__started_at"),
        saved_at=F("intake__saved_at"),
        submitted_at=Subquery(submitted.values("submitted_at")[:1]),
        planned_after=F("planned_retake__fail__sat_on"),
        may_log_in=F("user__is_active"),
    )
    related = (*HOLD_RELATED, "dates")
    for student, case in gather_cases(worked_on, as_of=today, related=related, chunk_size=CHUNK):
        yield student, case, _progress(student)


def conclude_standing(
    student: Student,
    case: Case,
    progress: Progress,
    rules: Rulebook,
    holds: HoldKeeper | None = None,
) -> tuple[RulesResult, StandingValues]:
    """What the rules conclude on a case, and the standing made of it and of the hold it leads to.

    `holds` settles the hold. Whoever only wants to know gives none, and nothing is written.
    """
    holds = holds or HoldKeeper(History(today=case.as_of, because=ASKED_AGAIN))
    result = conclude_rules(case, rules.reference)
    held = replace(progress, hold=holds.settle(student, case, result))
    values = standing_of(case, result, held, reference=rules.reference, limits=rules.limits)
    return result, values


@transaction.atomic
def _refresh_chunk(keys: Sequence[int], today: date, because: Because) -> None:
    chunk = Student.objects.filter(pk__in=keys)
    list(chunk.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    rules = read_rulebook(on=today)
    history = History(today=today, because=because)
    holds, days = HoldKeeper(history), DayKeeper(history)
    standings = []
    for student, case, progress in gather_work(chunk, today=today):
        _, values = conclude_standing(student, case, progress, rules, holds)
        days.settle(student, values.days)
        standings.append(_standing(student, values))
    for keeper in (holds, days, history):
        keeper.write()
    Standing.objects.bulk_create(
        standings,
        update_conflicts=True,
        unique_fields=["student"],
        update_fields=["school", "computed_at", *COLUMNS],
    )


def _standing(student: Student, values: StandingValues) -> Standing:
    return Standing(student_id=student.pk, school_id=student.school_id, **_columns(values))


def _columns(values: StandingValues) -> dict[str, Any]:
    columns = {name: getattr(values, name) for name in COLUMNS}
    for name, value in columns.items():
        if isinstance(value, tuple):
            columns[name] = list(value)
    for name in ("deadline_kind", "hold_state", "hold_resumes_on"):
        columns[name] = columns[name] or ""
    return columns


def _progress(student: Any) -> Progress:
    """What the annotated student's rows say of the work done."""
    planned: PlannedRetake | None = getattr(student, "planned_retake", None)
    return Progress(
        joined_on=_day(student.created_at),
        intake_started_on=_day(student.started_at) if student.started_at else None,
        intake_saved_on=_day(student.saved_at) if student.saved_at else None,
        intake_submitted_on=_day(student.submitted_at) if student.submitted_at else None,
        plan=_plan(planned) if planned else None,
        planned_after=student.planned_after,
        plan_updated_on=_day(planned.updated_at) if planned else None,
        may_log_in=student.may_log_in,
    )


def _plan(planned: PlannedRetake) -> Plan:
    is_proposed = planned.state == PlannedRetake.State.PROPOSED
    return Plan(
        exam_on=planned.exam_on,
        starts_on=planned.starts_on,
        logged_on=planned.logged_on,
        is_feasible=planned.is_feasible,
        short_by_days=planned.short_by_days,
        latest_safe=planned.latest_safe_on,
        proposed_on=_day(planned.updated_at) if is_proposed else None,
    )


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
