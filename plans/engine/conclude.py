"""The whole result of a case: the rules' conclusions, and the plan that fits inside them."""

from __future__ import annotations

from typing import Any, Final

from plans.engine.choose import Planner
from plans.engine.duration import read_duration
from plans.engine.facts import facts_of
from plans.engine.finding_codes import find
from plans.engine.findings import engine_findings, ground_findings
from plans.engine.modelling import model_of
from plans.engine.plan import build_plan, forecast_of
from plans.engine.remedies import Trouble, remedies_for
from plans.engine.result import Duration, ForecastRow, Plan, Remedy, Result
from plans.engine.student import StudentModel
from plans.engine.underway import Underway
from plans.engine.verdict import Verdict, decide
from students.rules.case import Case
from students.rules.conclude import RulesResult, conclude_rules, holds_for
from students.rules.reference import Reference
from students.rules.result import Finding, as_json

CASE_VERSION: Final = 1
ENGINE_VERSION: Final = "1.0.0"


def conclude(case: Case, reference: Reference, underway: Underway | None = None) -> Result:
    """Everything the rules and the engine conclude from a case, as of its own day.

    With a plan `underway` the new plan goes on from it instead of starting over.
    """
    rules = conclude_rules(case, reference)
    facts = facts_of(case, reference, rules, resumes_on=underway.resumes_on if underway else None)
    duration = read_duration(
        rules.situation.fail,
        reference,
        exam=case.exam,
        gate_is_met=rules.readiness.gate.met is True,
        is_weak="weak_foundation" in case.causes,
    )
    outline = reference.outline(case.exam, case.as_of)
    if facts is None:
        return _result(case, rules, duration, ())
    if outline is None:
        no_data = find("no_engine_data", exam=reference.exams[case.exam])
        return _result(case, rules, duration, (*ground_findings(case, facts, duration), no_data))
    model = model_of(case, reference, facts, outline, underway)
    planner = model.planner()
    verdict = decide(model, planner, duration.min_weeks)
    if verdict.layout is None and model.shape.is_close_to_exams:
        planner = model.planner(is_close=False)
        verdict = decide(model, planner, duration.min_weeks)
    return _planned(model, planner, verdict, rules, duration)


def result_to_json(result: Result) -> dict[str, Any]:
    """The result as the contract's document."""
    document: dict[str, Any] = as_json(result)
    return document


def _planned(
    model: StudentModel, planner: Planner, verdict: Verdict, rules: RulesResult, duration: Duration
) -> Result:
    layout = verdict.layout
    date_of = planner.calendar.date_of
    ready_on = date_of(verdict.ready_anytime) if verdict.ready_anytime is not None else None
    trouble = Trouble(model, rules, duration, ready_on)
    remedies = () if verdict.ready is not None else remedies_for(trouble)
    if layout is None:
        ground = ground_findings(model.case, model.facts, duration)
        no_plan = find("no_day_for_a_practice_exam", reason=verdict.impossible)
        findings = (*ground, no_plan)
        return _result(model.case, rules, duration, findings, feasible=False, remedies=remedies)
    exam_on = date_of(layout.draft.exam)
    plan = build_plan(planner, layout, model.desk(exam_on), model.shelf, rules, verdict.why)
    return _result(
        model.case,
        rules,
        duration,
        tuple(engine_findings(model, verdict, plan, rules, duration)),
        forecast=forecast_of(planner, layout),
        feasible=verdict.ready is not None,
        remedies=remedies,
        plan=plan,
    )


def _result(
    case: Case,
    rules: RulesResult,
    duration: Duration,
    findings: tuple[Finding, ...],
    *,
    forecast: tuple[ForecastRow, ...] = (),
    feasible: bool | None = None,
    remedies: tuple[Remedy, ...] = (),
    plan: Plan | None = None,
) -> Result:
    return Result(
        version=CASE_VERSION,
        engine=ENGINE_VERSION,
        as_of=case.as_of,
        findings=(*rules.findings, *findings),
        attempts=rules.attempts,
        holds=holds_for(rules, case, plan.exam_on) if plan else rules.holds,
        deadlines=rules.deadlines,
        sit_window=rules.sit_window,
        rejoin_options=rules.rejoin_options,
        readiness=rules.readiness,
        duration=duration,
        forecast=forecast,
        feasible=feasible,
        remedies=remedies,
        plan=plan,
    )
