"""Keeping every standing equal to what the rules say: after each write, and as days pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from students.actions.bulk import many_rows_at_once
from students.actions.day_keeping import DayKeeper
from students.actions.history import ASKED_AGAIN, Because, History
from students.actions.hold_keeping import RELATED as HOLD_RELATED
from students.actions.hold_keeping import HoldKeeper
from students.gather import gather_cases
from students.gather_policies import gather_reference
from students.models import FlagLimit, IntakeVersion, PlannedRetake, Standing, Student
from students.rules.conclude import conclude_rules
from students.rules.flags import Limits, Plan
from students.rules.reference import Reference
from students.rules.standing import HoldProgress, Progress, StandingValues, standing_of

CHUNK = 2000
COLUMNS = [field.name for field in fields(StandingValues) if field.name != "days"]


@dataclass(frozen=True, slots=True)
class Asking:
    """What the rules are asked with, for everybody alike."""

    today: date
    because: Because
    reference: Reference
    limits: Limits


def refresh_standing(student: Student, *, today: date, because: Because = ASKED_AGAIN) -> Standing:
    """Bring one student's standing, hold and dates up to the record as it is now.

    Every action that writes the record ends with this. `because` is for the history.
    """
    refresh_standings(Student.objects.filter(pk=student.pk), today=today, because=because)
    return Standing.objects.get(pk=student.pk)


def refresh_standings(
    students: QuerySet[Student], *, today: date, because: Because = ASKED_AGAIN
) -> int:
    """Bring the standings, holds and dates of many students up to the record and the day.

    Returns how many students.

    Works in chunks with a fixed number of queries each. The students are locked meanwhile, so
    that an older reading of the record never overwrites a newer one.
    """
    reference = gather_reference(on=today)
    limits = flag_limits(on=today)
    keys = list(students.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        with many_rows_at_once():
            _refresh_chunk(keys[start : start + CHUNK], Asking(today, because, reference, limits))
    return len(keys)


def flag_limits(*, on: date) -> Limits:
    """The numbers of the flags' rules in force on a day."""
    return dict(FlagLimit.objects.in_force(on).values_list("code", "value"))


@transaction.atomic
def _refresh_chunk(keys: Sequence[int], asking: Asking) -> None:
    chunk = Student.objects.filter(pk__in=keys)
    list(chunk.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    history = History(today=asking.today, because=asking.because)
    holds, days = HoldKeeper(history), DayKeeper(history)
    standings = list(_standings(chunk, asking, holds, days))
    holds.write()
    days.write()
    history.write()
    Standing.objects.bulk_create(
        standings,
        update_conflicts=True,
        unique_fields=["student"],
        update_fields=["school", "computed_at", *COLUMNS],
    )


def _standings(
    students: QuerySet[Student], asking: Asking, holds: HoldKeeper, days: DayKeeper
) -> Iterator[Standing]:
    submitted = IntakeVersion.objects.filter(student=OuterRef("pk")).order_by("number")
    worked_on = (
        students.select_related("intake", "planned_retake")
        .prefetch_related(*HOLD_RELATED, "dates")
        .annotate(submitted_at=Subquery(submitted.values("submitted_at")[:1]))
    )
    reference = asking.reference
    for student, case in gather_cases(worked_on, as_of=asking.today, chunk_size=CHUNK):
        result = conclude_rules(case, reference)
        progress = _progress(student, holds.settle(student, case, result))
        values = standing_of(case, result, progress, reference=reference, limits=asking.limits)
        days.settle(student, values.days)
        yield Standing(student_id=student.pk, school_id=student.school_id, **_columns(values))


def _columns(values: StandingValues) -> dict[str, Any]:
    columns = {name: getattr(values, name) for name in COLUMNS}
    for name, value in columns.items():
        if isinstance(value, tuple):
            columns[name] = list(value)
    for name in ("deadline_kind", "hold_state", "hold_resumes_on"):
        columns[name] = columns[name] or ""
    return columns


def _progress(student: Any, hold: HoldProgress | None) -> Progress:
    """What the annotated student's rows say of the work done."""
    intake = getattr(student, "intake", None)
    planned: PlannedRetake | None = getattr(student, "planned_retake", None)
    return Progress(
        joined_on=_day(student.created_at),
        intake_started_on=_day(intake.started_at) if intake else None,
        intake_saved_on=_day(intake.saved_at) if intake else None,
        intake_submitted_on=_day(student.submitted_at) if student.submitted_at else None,
        plan=_plan(planned) if planned else None,
        plan_updated_on=_day(planned.updated_at) if planned else None,
        hold=hold,
    )


def _plan(planned: PlannedRetake) -> Plan:
    is_proposed = planned.state == PlannedRetake.State.PROPOSED
    return Plan(
        exam_on=planned.exam_on,
        is_feasible=planned.is_feasible,
        short_by_days=planned.short_by_days,
        proposed_on=_day(planned.updated_at) if is_proposed else None,
    )


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
