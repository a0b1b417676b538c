"""What a person should know about a case before trusting its dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from students.rules.attempts import SCHOOL, exam_rules, longest_wait, say_rule, state_boards
from students.rules.case import Case, Outcome, ResumeOn, RotationRule, TestingOnLeave
from students.rules.clauses import PERMIT, VERBS, say_clause, say_occasion
from students.rules.dates import plural
from students.rules.deadlines import missing_from
from students.rules.finding_codes import RULE_FINDINGS
from students.rules.finding_codes import finding as finding_of
from students.rules.policy import Situation
from students.rules.readiness import gate_tries
from students.rules.reference import Reference
from students.rules.result import AttemptsResult, Deadline, Finding, Readiness, SitWindow


@dataclass(frozen=True, slots=True)
class Concluded:
    """A case with what the rules have concluded from it so far."""

    case: Case
    reference: Reference
    situation: Situation
    attempts: AttemptsResult
    deadlines: Sequence[Deadline]
    window: SitWindow | None
    readiness: Readiness


_MARK_THEM = "Mark the later ones as not a first use."
_MARKED = "The repeats are marked as such and do not count."


def find(code: str, **facts: object) -> Finding:
    """A finding of the rules."""
    return finding_of(RULE_FINDINGS, code, **facts)


def findings_of(so_far: Concluded) -> tuple[Finding, ...]:
    """Every finding of the rules, in the order of the story: attempts, scores, policy, dates."""
    return tuple(found for look in _LOOKS for found in look(so_far))


def _may_sit(so_far: Concluded) -> Iterator[Finding]:
    if so_far.situation.is_passed:
        passed = next(a for a in so_far.case.attempts if a.outcome is Outcome.PASS)
        yield find("exam_passed", sat_on=passed.sat_on)
        return
    for row in so_far.attempts.limits:
        if row.left == 0 and not row.verify:
            who = so_far.situation.policy_name if row.rule == SCHOOL else "The exam"
            sittings = plural(row.limit, "sitting")
            yield find("no_attempts_left", who=who, sittings=sittings, rule=row.rule)


def _results(so_far: Concluded) -> Iterator[Finding]:
    if so_far.situation.is_passed:
        return
    for attempt in so_far.case.attempts:
        if attempt.outcome is None:
            yield find("result_pending", sat_on=attempt.sat_on)
        elif attempt.outcome is Outcome.FAIL and attempt.reported_on is None:
            yield find("report_day_missing", sat_on=attempt.sat_on)


def _wait(so_far: Concluded) -> Iterator[Finding]:
    wait = longest_wait(so_far.case, exam_rules(so_far.case, so_far.reference))
    if wait is not None and so_far.attempts.may_sit:
        rule, day = wait
        yield find("next_sitting_must_wait", day=day, rule=say_rule(rule), source=rule.code)


def _states(so_far: Concluded) -> Iterator[Finding]:
    used = so_far.attempts.used
    for board in state_boards(so_far.case, so_far.reference):
        if board.limit is not None and used >= board.limit:
            yield find("state_limit_reached", state=board.state, limit=board.limit, used=used)
        elif not board.is_known:
            yield find("state_limit_unknown", state=board.state)


def _outcomes(so_far: Concluded) -> Iterator[Finding]:
    for attempt in so_far.case.attempts:
        standard = so_far.reference.standard(so_far.case.exam, attempt.sat_on)
        if standard is None or attempt.three_digit is None:
            continue
        meets = attempt.three_digit >= standard.value
        if attempt.outcome is (Outcome.FAIL if meets else Outcome.PASS):
            yield find(
                "outcome_disagrees_with_standard",
                sat_on=attempt.sat_on,
                outcome=attempt.outcome.value,
                score=attempt.three_digit,
                standard=standard.value,
            )


def _forms(so_far: Concluded) -> Iterator[Finding]:
    reference, scores = so_far.reference, so_far.case.scores
    if not scores:
        return
    retired = {(form.instrument, form.form): form.retired_on for form in reference.forms}
    for score in scores:
        retired_on = retired.get((score.instrument, score.form or ""))
        if retired_on is not None and retired_on <= score.taken_on:
            yield find(
                "form_retired",
                instrument=reference.instruments[score.instrument].name,
                form=score.form,
                retired_on=retired_on,
                taken_on=score.taken_on,
            )
    times = Counter((score.instrument, score.form) for score in scores if score.form)
    fresh = Counter((score.instrument, score.form) for score in scores if score.first_use)
    for (instrument, form), count in times.items():
        if count > 1:
            name = reference.instruments[instrument].name
            yield find(
                "form_repeated",
                instrument=name,
                form=form,
                times=count,
                what_now=_MARK_THEM if fresh[instrument, form] > 1 else _MARKED,
            )


def _policy(so_far: Concluded) -> Iterator[Finding]:
    case, situation = so_far.case, so_far.situation
    if situation.policy is None and isinstance(case.policy, str):
        fail = situation.fail
        day = fail.reported_on if fail else case.as_of
        yield find("no_policy_in_force", policy=case.policy, day=day)
    clause = situation.clause
    if clause is None or situation.is_passed:
        return
    named = {"policy": situation.policy_name, "source": situation.policy_source}
    if clause.rotation is RotationRule.CHOICE and case.student.rotation_choice is None:
        yield find("choice_needed", **named)
    if clause.resume_on is ResumeOn.NEVER:
        yield find("hold_without_release", **named)


def _leave(so_far: Concluded) -> Iterator[Finding]:
    situation, rule = so_far.situation, so_far.reference.leave
    leave = situation.clause.leave if situation.clause else None
    if leave is None or situation.policy is None or situation.is_passed:
        return
    days = max(leave.min_days or 0, leave.max_days or 0)
    if days > rule.max_days:
        yield find("leave_over_180_days", days=days, most=rule.max_days, months=rule.within_months)
    if situation.policy.testing_on_leave is TestingOnLeave.FORBIDDEN:
        source = situation.policy_source
        yield find("leave_blocks_testing", policy=situation.policy_name, source=source)


def _gate(so_far: Concluded) -> Iterator[Finding]:
    situation = so_far.situation
    gate = situation.policy.gate if situation.policy else None
    if gate is None or situation.is_passed:
        return
    named = {"policy": situation.policy_name, "source": situation.policy_source}
    tries = gate_tries(so_far.case, gate)
    if gate.max_tries is not None and tries >= gate.max_tries and not so_far.readiness.gate.met:
        yield find("gate_tries_used", most=gate.max_tries, tries=tries, **named)
    for extra in gate.extra:
        yield find("gate_extra", extra=extra, **named)


def _dates(so_far: Concluded) -> Iterator[Finding]:
    situation, as_of = so_far.situation, so_far.case.as_of
    clauses = dict(situation.deadline_clauses())
    for deadline in so_far.deadlines:
        words = {
            "policy": situation.policy_name,
            "verb": VERBS[deadline.kind],
            "occasion": say_occasion(deadline.clause),
            "source": situation.policy_source,
        }
        if deadline.due_on is None:
            missing = missing_from(clauses[deadline.clause])
            yield find("missing_event", missing=missing, **words)
        elif deadline.due_on < as_of:
            yield find("deadline_passed", due_on=deadline.due_on, **words)
    window = so_far.window
    if window and window.opens_on and window.latest_safe and window.opens_on > window.latest_safe:
        yield find(
            "window_closed",
            opens_on=window.opens_on,
            latest_safe=window.latest_safe,
            source=_source_of(window.binding, situation),
        )


def _source_of(binding: str | None, situation: Situation) -> str:
    return say_clause(PERMIT) if binding == PERMIT else situation.policy_source


_LOOKS = (_may_sit, _wait, _results, _states, _outcomes, _forms, _policy, _leave, _gate, _dates)
