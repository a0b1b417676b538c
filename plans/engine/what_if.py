"""What would follow from another exam date or other hours, beside what follows now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from plans.engine.conclude import conclude
from plans.engine.remedies import scaled
from plans.engine.result import ExpectedDays, ForecastRow, Remedy, Result, WhyExamOn
from plans.engine.underway import Underway
from students.rules.case import Case, DeadlineKind
from students.rules.reference import Reference
from students.rules.result import Finding


@dataclass(frozen=True, slots=True)
class DeadlineKept:
    """A deadline to sit or pass by, and whether the exam day surely keeps it."""

    kind: DeadlineKind
    due_on: date
    is_kept: bool
    clause: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case leads to, as far as it can be set beside another.

    `is_on_reserve` says that being ready takes the free time of buffer days. `slack_days` is from
    the exam to the latest safe day, negative past it. `refused` says why a wished day was not
    taken.
    """

    hours_per_week: float
    exam_on: date | None
    why_exam_on: WhyExamOn | None
    is_ready: bool
    is_on_reserve: bool
    is_feasible: bool | None
    hours_total: float
    forecast: ForecastRow | None
    latest_safe: date | None
    hold_ends_on: ExpectedDays | None
    rejoins: str | None
    deadlines: tuple[DeadlineKept, ...]
    remedies: tuple[Remedy, ...]
    refused: Finding | None
    stops: tuple[Finding, ...]

    @property
    def slack_days(self) -> int | None:
        if self.exam_on is None or self.latest_safe is None:
            return None
        return (self.latest_safe - self.exam_on).days


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The consequences of what is, and of what might be."""

    now: Outcome
    then: Outcome


def what_if(
    case: Case,
    reference: Reference,
    underway: Underway | None = None,
    *,
    hours_per_week: float | None = None,
    exam_on: date | None = None,
) -> WhatIf:
    """Both outcomes. What is not asked about stays as it is in the case.

    Hours change every weekday by one factor, each up to 10 hours or its own if that is more.
    """
    other = case
    if hours_per_week is not None:
        other = replace(other, availability=scaled(other.availability, hours_per_week))
    if exam_on is not None:
        other = replace(other, wish=replace(other.wish, exam_on=exam_on))
    return WhatIf(
        now=_outcome(case, conclude(case, reference, underway)),
        then=_outcome(other, conclude(other, reference, underway)),
    )


def _outcome(case: Case, result: Result) -> Outcome:
    plan, window = result.plan, result.sit_window
    findings = {finding.code: finding for finding in result.findings}
    return Outcome(
        hours_per_week=sum(case.availability.hours.values()),
        exam_on=plan.exam_on if plan else None,
        why_exam_on=plan.why_exam_on if plan else None,
        is_ready=plan is not None and "not_advised" not in findings,
        is_on_reserve="date_on_reserve" in findings,
        is_feasible=result.feasible,
        hours_total=plan.hours_total if plan else 0,
        forecast=result.forecast[-1] if result.forecast else None,
        latest_safe=window.latest_safe if window else None,
        hold_ends_on=plan.hold_ends_on if plan else None,
        rejoins=plan.rejoins if plan else None,
        deadlines=_deadlines(result),
        remedies=result.remedies,
        refused=findings.get("wish_not_possible"),
        stops=tuple(f for f in result.findings if f.level == "stop"),
    )


def _deadlines(result: Result) -> tuple[DeadlineKept, ...]:
    """The deadlines a sitting keeps, the earliest first."""
    if result.plan is None:
        return ()
    kept = [
        DeadlineKept(row.kind, row.due_on, result.plan.exam_on <= row.sit_by_safe, row.clause)
        for row in result.deadlines
        if row.due_on and row.sit_by_safe
    ]
    return tuple(sorted(kept, key=lambda row: row.due_on))
