"""What a plan made today would be: from the record, and from the plan under way if there is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum

from plans.engine import Underway, conclude, read_underway, result_to_json
from plans.models import BlockLog, HalvedDay, StudyPlan
from students.casefile import case_to_json, parse_case
from students.gather import gather_case
from students.gather_policies import gather_reference
from students.models import Student
from students.rules.case import Attempt, Case
from students.rules.extensions import with_extensions
from students.rules.policy import situation_of
from students.rules.readiness import read_readiness
from students.rules.reference import Reference


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The two documents of a version that would be made today, and the first day of its run.

    That day is of no meaning without a plan. `resumes_on` is the first day the version could
    shape where it goes on from the current one.
    """

    case: dict[str, Any]
    result: dict[str, Any]
    began_on: date
    resumes_on: date | None

    @property
    def plan(self) -> Mapping[str, Any] | None:
        plan: Mapping[str, Any] | None = self.result["plan"]
        return plan


@dataclass(frozen=True, slots=True)
class Ground:
    """What a conclusion stands on: the case of today, the facts, and the plan under way."""

    case: Case
    reference: Reference
    underway: Underway | None


def conclude_today(student: Student, current: StudyPlan | None, *, today: date) -> Conclusion:
    """Everything the rules and the engine conclude today, going on from a plan under way."""
    ground = ground_of(student, current, today=today)
    result = result_to_json(conclude(ground.case, ground.reference, ground.underway))
    plan, underway = result["plan"], ground.underway
    began_on = date.fromisoformat(plan["starts_on"]) if plan else today
    return Conclusion(
        case=case_to_json(ground.case),
        result=result,
        began_on=underway.began_on if underway else began_on,
        resumes_on=underway.resumes_on if underway else None,
    )


def ground_of(student: Student, current: StudyPlan | None, *, today: date) -> Ground:
    """What is concluded from today."""
    reference = gather_reference()
    # A case file has no word for an extension: the case as kept says the day itself.
    case = with_extensions(gather_case(student, as_of=today), reference)
    underway = _underway(current, case, reference) if current else None
    return Ground(case, reference, underway)


def _underway(current: StudyPlan, case: Case, reference: Reference) -> Underway | None:
    """The current plan if it is being followed: begun, and made for the latest fail."""
    fail = situation_of(case, reference).fail
    if (
        fail is None
        or not _was_made_for(current, case.exam, fail)
        or not _has_begun(current, case.as_of)
    ):
        return None
    return read_underway(
        parse_case(current.case, reference),
        current.plan,
        began_on=current.began_on,
        resumes_on=_resumes_on(current, case),
        done=_done(current, case, reference, fail),
    )


def _was_made_for(current: StudyPlan, exam: str, fail: Attempt) -> bool:
    """Whether the plan's own case is about the same exam and knew of a fail."""
    return current.case["exam"] == exam and any(
        attempt["outcome"] == "fail" and attempt["sat_on"] == fail.sat_on.isoformat()
        for attempt in current.case["attempts"]
    )


def _has_begun(current: StudyPlan, today: date) -> bool:
    if today < current.began_on:
        return False
    return today > current.began_on or _is_touched(current, today)


def _is_touched(current: StudyPlan, on: date) -> bool:
    """Whether the student has worked with the plan of a day: it must not change under them."""
    return any(
        rows.filter(student=current.student_id, on=on).exists()
        for rows in (BlockLog.objects, HalvedDay.objects)
    )


def _resumes_on(current: StudyPlan, case: Case) -> date:
    """Today, or tomorrow where something of today is done: a block's word, a practice exam."""
    today = case.as_of
    is_done = _is_touched(current, today) or any(s.taken_on == today for s in case.scores)
    return today + timedelta(days=1) if is_done else today


def _done(current: StudyPlan, case: Case, reference: Reference, fail: Attempt) -> dict[str, float]:
    """The hours given to each content area since the level was measured.

    That is since the day after the score it is read from, or since the plan began.
    """
    index = read_readiness(case, reference, situation_of(case, reference).gate).score_index
    since = current.began_on
    if index is not None and case.scores[index].taken_on >= fail.sat_on:
        since = max(since, case.scores[index].taken_on + timedelta(days=1))
    rows = (
        BlockLog.objects.filter(
            student=current.student_id, area__isnull=False, on__range=(since, case.as_of)
        )
        .order_by()
        .values_list("area")
        .annotate(given=Sum("minutes"))
    )
    return {area: given / 60 for area, given in rows if given}
