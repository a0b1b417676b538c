"""Where a student stands: the one row the caseload lists, made from what the rules conclude."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from students.rules.attempts import is_out_of_sittings
from students.rules.case import Attempt, Case, DeadlineKind, Outcome, ResumeOn
from students.rules.conclude import RulesResult
from students.rules.flags import Due, Facts, Limits, Plan, reasons_for, urgency_of
from students.rules.hold_life import Ground, HoldState
from students.rules.readiness import counts
from students.rules.reference import Reference
from students.rules.result import Scenario

NO_DEADLINE = date.max  # sorts after every day there is
LATEST_SAFE, EXAM, HOLD_STARTS = "latest_safe", "exam", "hold_starts"


@dataclass(frozen=True, slots=True)
class HoldProgress:
    """What people have made of the hold so far: the open one, else that of the latest fail."""

    state: HoldState
    starts_on: date
    resume_on: ResumeOn
    ground: Ground | None = None
    proposed_on: date | None = None
    has_met: bool = False
    is_gate_waived: bool = False

    @property
    def is_open(self) -> bool:
        return self.state in (HoldState.ACTIVE, HoldState.RELEASE_PROPOSED)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a standing: what kind it is, which clause sets it, whether it still asks for something."""

    kind: str
    clause: str
    due_on: date | None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """What the record knows of the work itself; `planned_after` is the last fail the plan knew."""

    joined_on: date
    intake_started_on: date | None = None
    intake_saved_on: date | None = None
    intake_submitted_on: date | None = None
    plan: Plan | None = None
    planned_after: date | None = None
    plan_updated_on: date | None = None
    hold: HoldProgress | None = None
    may_log_in: bool = True


@dataclass(frozen=True, slots=True)
class StandingValues:
    """The columns of a standing, and its `days`; scores in EPC, `distance` what `gate_min` asks more."""

    as_of: date
    urgency: int
    sort_on: date
    flags: tuple[str, ...]
    reasons: tuple[dict[str, Any], ...]
    scenario: Scenario
    score: float | None
    score_on: date | None
    range_low: float | None
    range_high: float | None
    gate_min: float
    distance: float | None
    trend: tuple[float, ...]
    attempts_used: int
    attempts_left: int | None
    deadline_on: date | None
    deadline_kind: DeadlineKind | None
    deadline_clause: str
    latest_safe: date | None
    latest_typical: date | None
    hold_state: HoldState | None
    hold_starts_on: date | None
    hold_resumes_on: ResumeOn | None
    policy_name: str
    exam_on: date | None
    active_on: date | None
    days: tuple[Day, ...]


def standing_of(
    case: Case, result: RulesResult, progress: Progress, *, reference: Reference, limits: Limits
) -> StandingValues:
    """The standing of a case on its day, from what the rules conclude and what has been done."""
    facts = facts_of(case, result, progress, reference)
    reasons = reasons_for(facts, limits)
    due = _next_deadline(facts)
    hold = progress.hold if progress.hold and progress.hold.is_open else None
    score_on, score = facts.scores[-1] if facts.scores else (None, None)
    return StandingValues(
        as_of=case.as_of,
        urgency=urgency_of(reasons),
        sort_on=due.on if due else NO_DEADLINE,
        flags=tuple(reason.flag.value for reason in reasons),
        reasons=tuple(reason.as_json() for reason in reasons),
        scenario=result.readiness.scenario,
        score=score,
        score_on=score_on,
        range_low=facts.range_low,
        range_high=facts.range_high,
        gate_min=facts.gate_min,
        distance=None if score is None or facts.passed_on else max(0, facts.gate_min - score),
        trend=tuple(score for _, score in facts.scores),
        attempts_used=result.attempts.used,
        attempts_left=result.attempts.left,
        deadline_on=due.on if due else None,
        deadline_kind=due.kind if due else None,
        deadline_clause=due.clause if due else "",
        latest_safe=facts.latest_safe,
        latest_typical=facts.latest_typical,
        hold_state=hold.state if hold else None,
        hold_starts_on=hold.starts_on if hold else None,
        hold_resumes_on=hold.resume_on if hold else None,
        policy_name=result.situation.policy_name,
        exam_on=facts.plan.exam_on if facts.plan else None,
        active_on=facts.active_on,
        days=tuple(_days(result, facts, hold)),
    )


def facts_of(case: Case, result: RulesResult, progress: Progress, reference: Reference) -> Facts:
    """The facts a flag may depend on, and nothing else of the case."""
    situation, readiness = result.situation, result.readiness
    window = None if is_out_of_sittings(case, result.attempts) else result.sit_window
    low, high = readiness.range or (None, None)
    found = {finding.code for finding in result.findings}
    undated = (row.clause for row in result.deadlines if row.due_on is None)
    hold = progress.hold
    return Facts(
        as_of=case.as_of,
        joined_on=progress.joined_on,
        fails=situation.fail_number,
        reported_on=situation.fail.reported_on if situation.fail else None,
        passed_on=_passed_on(case),
        awaiting_since=awaiting_since(case, situation.fail),
        attempts_used=result.attempts.used,
        attempts_left=result.attempts.left,
        deadlines=tuple(
            Due(row.kind, row.due_on, row.clause) for row in result.deadlines if row.due_on
        ),
        undated_clause=next(undated, None),
        has_policy=situation.policy is not None,
        choice_clause=situation.clause_name if "choice_needed" in found else None,
        latest_safe=window.latest_safe if window else None,
        latest_typical=window.latest_typical if window else None,
        binding=window.binding if window else None,
        scores=_counting_scores(case, result, reference),
        range_low=low,
        range_high=high,
        band_low=readiness.band[0] if readiness.band else None,
        gate_min=situation.ready_epc,
        is_gate_met=readiness.gate.met,
        is_gate_waived=hold is not None and hold.is_gate_waived,
        has_met=hold is not None and hold.has_met,
        release_ground=hold.ground if hold and hold.is_open else None,
        release_proposed_on=hold.proposed_on if hold and hold.is_open else None,
        plan=None if situation.is_passed else _plan_for_retake(progress, situation.fail),
        can_be_planned=reference.outline(case.exam, case.as_of) is not None,
        intake_started_on=progress.intake_started_on,
        intake_submitted_on=progress.intake_submitted_on,
        active_on=_active_on(case, progress),
        may_log_in=progress.may_log_in,
    )


def _days(result: RulesResult, facts: Facts, hold: HoldProgress | None) -> Iterator[Day]:
    """Every day the rules and the plan name; after a pass only the hold's."""
    still_open = {due.clause for due in facts.open_deadlines}
    for row in result.deadlines:
        is_open = row.due_on is None or row.clause in still_open
        yield Day(row.kind.value, row.clause, row.due_on, is_open)
    if facts.latest_safe:
        yield Day(LATEST_SAFE, "", facts.latest_safe, facts.is_preparing)
    if facts.plan:
        yield Day(EXAM, "", facts.plan.exam_on, facts.awaiting_since is None)
    if hold:
        yield Day(HOLD_STARTS, "", hold.starts_on)


def _next_deadline(facts: Facts) -> Due | None:
    """The earliest deadline not kept yet, be it passed. A meeting's day that is over says nothing."""
    if facts.passed_on:
        return None
    asking = (
        due
        for due in facts.open_deadlines
        if due.on >= facts.as_of or due.kind is not DeadlineKind.MEET_BY
    )
    return next(asking, None)


def _plan_for_retake(progress: Progress, fail: Attempt | None) -> Plan | None:
    """The plan, unless it was made before the latest fail was known: that fail ended it."""
    known = progress.planned_after
    return progress.plan if fail is None or (known and known >= fail.sat_on) else None


def _passed_on(case: Case) -> date | None:
    passes = (attempt for attempt in case.attempts if attempt.outcome is Outcome.PASS)
    return next((attempt.reported_on or attempt.sat_on for attempt in passes), None)


def awaiting_since(case: Case, fail: Attempt | None) -> date | None:
    """The last sitting whose result is not out, if it came after the latest reported fail."""
    return max(
        (
            attempt.sat_on
            for attempt in case.attempts
            if attempt.reported_on is None
            and attempt.outcome is not Outcome.INCOMPLETE
            and (fail is None or attempt.sat_on > fail.sat_on)
        ),
        default=None,
    )


def _counting_scores(
    case: Case, result: RulesResult, reference: Reference
) -> tuple[tuple[date, float], ...]:
    """The scores that count for readiness, oldest first; the one it was read from is the last."""
    latest = result.readiness.score_index
    counting = [(i, score) for i, score in enumerate(case.scores) if counts(score, reference)]
    counting.sort(key=lambda row: (row[1].taken_on, row[0] == latest))
    return tuple((score.taken_on, score.score) for _, score in counting)


def _active_on(case: Case, progress: Progress) -> date | None:
    """The last day the student did something here: wrote, took a practice exam, planned, followed the plan."""
    logged_on = progress.plan.logged_on if progress.plan else None
    told = (progress.intake_saved_on, progress.plan_updated_on, logged_on)
    return max((*(score.taken_on for score in case.scores), *filter(None, told)), default=None)
