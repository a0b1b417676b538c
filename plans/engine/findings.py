"""What a person should know about a plan before trusting it."""

from __future__ import annotations

from collections.abc import Iterator

from plans.engine.finding_codes import find
from plans.engine.result import Duration, Plan, WhyExamOn
from plans.engine.student import StudentModel
from plans.engine.verdict import Verdict
from students.rules.conclude import RulesResult
from students.rules.result import Finding


def engine_findings(
    model: StudentModel, verdict: Verdict, plan: Plan, rules: RulesResult, duration: Duration
) -> Iterator[Finding]:
    """Every finding of the engine, in the order of the story: ground, date, practice exams."""
    yield from _ground(model, duration)
    yield from _date(model, verdict, plan, rules)
    yield from _practice_exams(model, verdict)


def _ground(model: StudentModel, duration: Duration) -> Iterator[Finding]:
    if model.level.is_assumed:
        yield find("baseline_assumed", level=round(model.level.epc, 1))
    if duration.used is None:
        yield find("duration_unknown", weeks=duration.min_weeks)
    if duration.action:
        yield find("coursework_first", action=duration.action)
    if not model.case.resources:
        yield find("resources_suggested", resources=_names(model))
    for rotation in model.facts.conflicts:
        yield find("rotation_conflict", rotation=rotation.name, starts_on=rotation.starts_on)


def _names(model: StudentModel) -> str:
    return ", ".join(item.name for item in model.materials().used)


def _date(
    model: StudentModel, verdict: Verdict, plan: Plan, rules: RulesResult
) -> Iterator[Finding]:
    if verdict.refused and model.case.wish.exam_on:
        yield find("wish_not_possible", wish=model.case.wish.exam_on, reason=verdict.refused)
    if verdict.layout and not verdict.is_advised:
        ending = verdict.layout.ending
        yield find("not_advised", day=plan.exam_on, mean=ending.mean, ready=model.facts.ready_epc)
    if plan.why_exam_on is WhyExamOn.PAST_DEADLINE:
        binding = rules.sit_window.binding if rules.sit_window else None
        yield find("past_deadline", day=plan.exam_on, binding=binding or "52 weeks")


def _practice_exams(model: StudentModel, verdict: Verdict) -> Iterator[Finding]:
    chain = verdict.layout.draft.chain if verdict.layout else ()
    split = sum(len(link.sitting.parts) > 1 for link in chain)
    if split:
        yield find("practice_exam_split", count=split)
    for link in chain:
        planned = link.before.planned if link.before else {}
        if model.shelf.is_repeat(link.choice, planned):
            yield find("forms_exhausted", day=link.planned[link.choice])
            return
