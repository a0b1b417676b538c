"""What a person should know about a plan before trusting it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from plans.engine.activities import LEAST_PRACTISE_QUESTIONS
from plans.engine.agenda import Activity
from plans.engine.days import DayKind
from plans.engine.facts import Facts
from plans.engine.finding_codes import find
from plans.engine.phases import PhaseName
from plans.engine.result import Duration, Plan, WhyExamOn
from plans.engine.student import StudentModel
from plans.engine.verdict import Verdict
from students.rules.case import Case
from students.rules.clauses import say_limit
from students.rules.conclude import RulesResult
from students.rules.reference import Resource
from students.rules.result import Finding

CAUSE_FINDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rushed": "rushed_last_time",
        "skipped_practice_exams": "skipped_practice_exams_last_time",
        "ignored_results": "ignored_results_last_time",
        "memorised_not_mastered": "memorised_not_mastered_last_time",
        "little_retrieval": "little_retrieval_last_time",
        "resource_overload": "resource_overload_last_time",
        "avoided_weaknesses": "avoided_weaknesses_last_time",
        "burnout": "burnout_conversation",
        "test_anxiety": "test_anxiety_referral",
        "life_event": "life_event_conversation_first",
        "weak_foundation": "weak_foundation_first",
        "studied_during_clerkship": "studied_during_clerkship_protect_time",
        "isolated": "isolated_find_a_mentor",
        "false_security": "false_security_read_the_number",
        "test_day_problem": "test_day_problem_rehearse",
    }
)

_FEW_MINUTES = 480
_FEW_BLOCKS = "your days hold few such blocks. Fewer but longer days would hold more"
_DAYS_STAY = "days hold few such blocks, or stay as they were planned for another day"


def engine_findings(
    model: StudentModel, verdict: Verdict, plan: Plan, rules: RulesResult, duration: Duration
) -> Iterator[Finding]:
    """Every finding of the engine, in the order of the story: ground, date, practice exams."""
    yield from _start(model)
    yield from ground_findings(model.case, model.facts, duration, until=plan.exam_on)
    yield from _date(model, verdict, plan, rules)
    yield from _practice_exams(model, verdict)
    yield from _reviews(plan)
    yield from _practise(model, plan)
    yield from cause_findings(model, plan.exam_on)


def cause_findings(model: StudentModel, exam_on: date) -> Iterator[Finding]:
    """What each cause of the last fail changed, and the next step it calls for."""
    shelf = model.materials()
    first, second = (model.area_name(area) for area in model.weakest_first()[:2])
    facts: dict[str, object] = {
        "used": _listed(shelf.used),
        "set_aside": _listed(shelf.set_aside) or "nothing",
        "first": first,
        "second": second,
        "minutes": model.block_minutes(exam_on),
    }
    for cause in model.case.causes:
        code = CAUSE_FINDINGS.get(cause, "cause_noted")
        yield find(code, cause=cause.replace("_", " "), **facts)


def ground_findings(
    case: Case, facts: Facts, duration: Duration, *, until: date = date.max
) -> Iterator[Finding]:
    """What stands before any plan: the length, coursework, rotations in the way of study.

    Study ends `until` the exam; without a plan every later rotation may be in its way.
    """
    if duration.used is None:
        yield find("duration_unknown", weeks=duration.min_weeks)
    if duration.action:
        yield find("coursework_first", action=duration.action)
    for rotation in facts.conflicts:
        if rotation.starts_on <= until:
            yield find("rotation_conflict", rotation=rotation.name, starts_on=rotation.starts_on)


def _start(model: StudentModel) -> Iterator[Finding]:
    """What the plan starts from where the student has not said."""
    if model.level.is_assumed:
        yield find("baseline_assumed", level=round(model.level.epc, 1))
    if not model.case.resources:
        yield find("resources_suggested", resources=_listed(model.materials().used))


def _listed(resources: Sequence[Resource]) -> str:
    return ", ".join(item.name for item in resources)


def _date(
    model: StudentModel, verdict: Verdict, plan: Plan, rules: RulesResult
) -> Iterator[Finding]:
    if verdict.refused and model.case.wish.exam_on:
        yield find("wish_not_possible", wish=model.case.wish.exam_on, reason=verdict.refused)
    if model.underway and verdict.moved and plan.exam_on != model.underway.exam_on:
        before = model.underway.exam_on
        yield find("date_moved", before=before, day=plan.exam_on, reason=verdict.moved)
    if verdict.ending and verdict.reserve_hours is not None:
        yield find(
            "date_on_reserve",
            day=plan.exam_on,
            mean=verdict.ending.mean,
            ready=model.facts.ready_epc,
            hours=verdict.reserve_hours,
        )
    if verdict.ending and not verdict.is_advised:
        mean, ready = verdict.ending.mean, model.facts.ready_epc
        yield find("not_advised", day=plan.exam_on, mean=mean, ready=ready)
    if plan.why_exam_on is WhyExamOn.PAST_DEADLINE:
        yield find("past_deadline", day=plan.exam_on, binding=_binding(rules))


def _binding(rules: RulesResult) -> str:
    """What no exam day keeps, as people say it."""
    name = rules.sit_window.binding if rules.sit_window else None
    if name is None:
        return "52 weeks"
    kinds = {row.clause: row.kind for row in rules.deadlines}
    return say_limit(name, kinds.get(name))


def _practice_exams(model: StudentModel, verdict: Verdict) -> Iterator[Finding]:
    chain = verdict.layout.draft.chain if verdict.layout else ()
    split = sum(len(link.sitting.parts) > 1 for link in chain)
    if split:
        yield find("practice_exam_split", split="one is" if split == 1 else f"{split} are")
    for link in chain:
        planned = link.before.planned if link.before else {}
        if model.shelf.is_repeat(link.choice, planned):
            yield find("forms_exhausted", day=link.planned[link.choice])
            return


def _reviews(plan: Plan) -> Iterator[Finding]:
    """A review for which three quarters of a short day leave no time, after burnout."""
    for day in plan.days:
        if day.kind is DayKind.REVIEW and not day.minutes:
            yield find("review_without_time", day=day.on)


def _practise(model: StudentModel, plan: Plan) -> Iterator[Finding]:
    """How many questions there are where days hold few blocks as long as the exam's.

    Of a plan that goes on only days are left, and over a few of them single blocks decide.
    """
    spans = [phase for phase in plan.phases if phase.name is PhaseName.PRACTISE]
    minutes: Counter[Activity] = Counter()
    for day in plan.days:
        if any(span.from_ <= day.on <= span.to for span in spans):
            for block in day.blocks:
                minutes[block.activity] += block.minutes if block.area else 0
    asked, whole = minutes[Activity.QUESTIONS] * 100, minutes.total()
    is_telling = model.underway is None or whole >= _FEW_MINUTES
    if model.shape.has("test_anxiety") and asked < LEAST_PRACTISE_QUESTIONS * whole and is_telling:
        yield find(
            "few_timed_questions",
            minutes=model.block_minutes(plan.exam_on),
            percent=asked // whole,
            reason=_DAYS_STAY if model.underway else _FEW_BLOCKS,
        )
