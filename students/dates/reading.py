"""What the rules say of one student's dates, in rows that pages of both readers share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from advising.states import State
from advising.words import say_day, say_day_with_left
from students.choices import DeadlineKind, StandingDateKind
from students.dates.next_day import say_with_whom
from students.dates.parts import Dates, DueDay, WayBack, Why
from students.gather import gather_case
from students.gather_policies import gather_reference
from students.models import Hold, Student
from students.queries import planned_retake
from students.rules import result as rules_result
from students.rules.attempts import is_out_of_sittings
from students.rules.because import Explained, deadline_reasons
from students.rules.clauses import PERMIT, say_clause, slug_of
from students.rules.conclude import RulesResult, conclude_rules
from students.rules.policy import Situation
from students.rules.reasons import explain, hold_reasons, rejoin_reasons, release_reasons
from students.rules.release import release_of
from students.rules.standing import awaiting_since

LATEST_SAFE, EXAM = StandingDateKind.LATEST_SAFE.value, StandingDateKind.EXAM.value


def read_dates(student: Student, *, today: date) -> Dates:
    """Everything the rules say of a student's dates, in a fixed number of queries."""
    reference = gather_reference()
    case = gather_case(student, as_of=today)
    rules = conclude_rules(case, reference)
    given = explain(case, reference, rules)
    stored = {(row.kind, row.clause): row.is_open for row in student.dates.all()}
    hold = _hold_of(student, rules)
    is_still_held = hold is None or hold.is_open
    is_out = is_out_of_sittings(case, rules.attempts)
    is_sat = awaiting_since(case, rules.situation.fail) is not None
    return Dates(
        student=student,
        today=today,
        rules=rules,
        deadlines=tuple(
            _deadline(row, given, rules, is_open=stored.get((row.kind.value, row.clause), True))
            for row in rules.deadlines
        ),
        is_out_of_sittings=is_out,
        latest_safe=None if is_out or is_sat else _latest_safe(given, rules, today),
        latest_typical=rules.sit_window.latest_typical if rules.sit_window else None,
        exam=None if is_out or is_sat else _exam(student, given, today),
        hold=hold,
        hold_why=_hold_why(rules, given),
        ways_back=tuple(_ways_back(rules, given)) if is_still_held and not is_out else (),
    )


def policy_url(situation: Situation) -> str:
    """Where the policy can be read, if it is an address."""
    source = (situation.policy.source if situation.policy else None) or ""
    return source if source.startswith(("https://", "http://")) else ""


def _source(situation: Situation, clause: str) -> str:
    """The clause a day comes from, with the policy's own reference where that is no address."""
    if clause == PERMIT:
        return "The eligibility period on record"
    source = f"{situation.policy_name}, {say_clause(clause)}"
    if situation.policy_source != situation.policy_name and not policy_url(situation):
        source = f"{source} ({situation.policy_source})"
    return source


def _deadline(
    row: rules_result.Deadline, given: Explained, rules: RulesResult, *, is_open: bool
) -> DueDay:
    today = given.case.as_of
    name = DeadlineKind(row.kind).label
    return DueDay(
        key=slug_of(row.clause),
        kind=row.kind.value,
        name=name,
        on=row.due_on,
        why=Why(
            about=name.lower(),
            steps=tuple(deadline_reasons(row, given)),
            source=_source(given.situation, row.clause),
            url=policy_url(given.situation),
        ),
        state=_state(row, today, is_open=is_open),
        clause=row.clause,
        is_open=is_open,
        detail=_detail(row, rules, today),
    )


def _detail(row: rules_result.Deadline, rules: RulesResult, today: date) -> str:
    """Whom to meet; or the last sittings that keep a deadline, where its day is not the last."""
    if row.kind == DeadlineKind.MEET_BY:
        return f"With {say_with_whom(rules.holds[0].meetings if rules.holds else ())}."
    if not rules.attempts.may_sit:
        return ""
    if row.sit_by_safe is None or row.sit_by_safe == row.due_on:
        return ""
    safe = say_day_with_left(row.sit_by_safe, today=today)
    typical = say_day(row.sit_by_typical)
    if row.sit_by_typical is not None and row.sit_by_typical < today:
        return f"The last sitting surely in time was {safe}, the last usually in time {typical}."
    return f"Sit by {safe}, to be sure; by {typical} it usually still works."


def _state(row: rules_result.Deadline, today: date, *, is_open: bool) -> State:
    """A day that is over is a stop; one that can only be met by luck, a warning."""
    if not is_open:
        return State.GOOD
    if row.due_on is None:
        return State.WARN
    if row.due_on < today:
        return State.WARN if row.kind == DeadlineKind.MEET_BY else State.STOP
    return State.WARN if row.sit_by_safe and row.sit_by_safe < today else State.INFO


def _latest_safe(given: Explained, rules: RulesResult, today: date) -> DueDay | None:
    window = rules.sit_window
    if window is None or window.latest_safe is None or window.binding is None:
        return None
    name = StandingDateKind.LATEST_SAFE.label
    is_permit = window.binding == PERMIT
    why = Why(
        about=name.lower(),
        steps=window.because[1:],
        source=_source(given.situation, window.binding),
        url="" if is_permit else policy_url(given.situation),
    )
    state = State.WARN if window.latest_safe < today else State.INFO
    return DueDay(
        LATEST_SAFE, LATEST_SAFE, name, window.latest_safe, why, state, clause=window.binding
    )


def _exam(student: Student, given: Explained, today: date) -> DueDay | None:
    planned = planned_retake(student)
    if planned is None or given.situation.is_passed:
        return None
    steps = (f"Plan {planned.version} says so.", *release_reasons(planned.exam_on, given))
    why = Why("the planned exam", steps, "The plan, and the exam's days of score release")
    state = State.NONE if planned.exam_on < today else State.INFO
    score = release_of(given.release, planned.exam_on)
    detail = (
        f"Its score is usually out by {say_day(score.typical)}, surely by {say_day(score.safe)}."
    )
    name = StandingDateKind.EXAM.label
    return DueDay(EXAM, EXAM, name, planned.exam_on, why, state, detail=detail)


def _hold_of(student: Student, rules: RulesResult) -> Hold | None:
    """The open hold, else that of the latest fail."""
    holds = student.holds.select_related("lifted_by", "attempt").prefetch_related(
        "tasks__done_by", "extensions__granted_by", "overrides__granted_by"
    )
    fail = rules.situation.fail
    found = [hold for hold in holds if hold.is_open]
    found += [hold for hold in holds if fail and hold.attempt.sat_on == fail.sat_on]
    return found[0] if found else None


def _hold_why(rules: RulesResult, given: Explained) -> Why | None:
    if not rules.holds:
        return None
    hold = rules.holds[0]
    return Why(
        about="the hold",
        steps=tuple(hold_reasons(hold, given)),
        source=_source(given.situation, hold.clause),
        url=policy_url(given.situation),
    )


def _ways_back(rules: RulesResult, given: Explained) -> Iterator[WayBack]:
    for option in rules.rejoin_options:
        hold = rules.holds[0]
        why = Why(
            about=f"the day to sit for {option.rotation}",
            steps=tuple(rejoin_reasons(option, hold, given)),
            source=_source(given.situation, hold.clause),
            url=policy_url(given.situation),
        )
        yield WayBack(option, why)
