"""How many sittings are used and left, and when the next one may be.

The exam's rules come from the reference rows of that exam in force on the case's day. Every
sitting counts: failed, passed, incomplete or with its result still to come.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from students.rules.case import Case, Outcome, Policy
from students.rules.dates import ONE_DAY, add_months, ordinal, plural
from students.rules.reference import AttemptRule, Reference, StateBoard, is_in_force
from students.rules.result import AttemptsResult, Limit

SCHOOL = "school"


def is_passed(case: Case) -> bool:
    """Whether any sitting was passed; then nothing is left to sit."""
    return any(attempt.outcome is Outcome.PASS for attempt in case.attempts)


def is_out_of_sittings(case: Case, attempts: AttemptsResult) -> bool:
    """Whether every sitting is used, and none was passed or awaits its result."""
    is_pending = any(attempt.outcome is None for attempt in case.attempts)
    return not (attempts.may_sit or is_passed(case) or is_pending)


def count_attempts(case: Case, reference: Reference, policy: Policy | None) -> AttemptsResult:
    """The sittings used, those left under the exam and the school, and the next one's first day.

    State boards' limits are listed but never counted in `left`: they bind a licence, not a
    sitting, and only the board can confirm them.
    """
    rules = exam_rules(case, reference)
    used = len(case.attempts)
    binding = (*_exam_limits(rules, used), *_school_limits(policy, used))
    left = min((limit.left for limit in binding), default=None)
    may_sit = left != 0 and not is_passed(case)
    return AttemptsResult(
        used=used,
        limit=next((row.limit for row in binding if row.rule != SCHOOL), None),
        left=left,
        next_number=used + 1,
        may_sit=may_sit,
        earliest_next_sit=_earliest_next_sit(case, rules) if may_sit else None,
        limits=(*binding, *_state_limits(case, reference, used)),
    )


def exam_rules(case: Case, reference: Reference) -> tuple[AttemptRule, ...]:
    """The rules on sittings of the case's exam in force on its day."""
    return tuple(
        rule
        for rule in reference.attempt_rules
        if rule.exam == case.exam and is_in_force(rule, case.as_of)
    )


def state_boards(case: Case, reference: Reference) -> Iterator[StateBoard]:
    """The boards the student cares about, those with a row for the case's exam.

    Of a state whose rows were all removed since the student named it, nothing is known.
    """
    for state in case.student.states:
        boards = reference.states.get(state, ())
        yield from (board for board in boards if board.exam in ("", case.exam))


def longest_wait(case: Case, rules: Sequence[AttemptRule]) -> tuple[AttemptRule, date] | None:
    """The timing rule that makes the student wait longest, with the first day it allows.

    None if no rule asks to wait beyond the day of the case.
    """
    sat = sorted(attempt.sat_on for attempt in case.attempts)
    timed = ((rule, _WAITS[rule.kind](rule, sat)) for rule in rules if rule.kind in _WAITS)
    later = [(rule, day) for rule, day in timed if day is not None and day > case.as_of]
    return max(later, key=lambda wait: wait[1], default=None)


def say_rule(rule: AttemptRule) -> str:
    """What a rule on sittings allows, to follow "the exam allows"."""
    if rule.kind == "window":
        return f"at most {plural(rule.limit or 0, 'sitting')} in any {rule.months} months"
    if rule.kind == "spacing":
        return (
            f"a {ordinal(rule.attempt or 0)} sitting only {rule.months_after_first} months after "
            f"the first and {rule.months_after_latest} after the latest"
        )
    return f"at most {plural(rule.limit or 0, 'sitting')}"


def _earliest_next_sit(case: Case, rules: Sequence[AttemptRule]) -> date:
    reported = (a.reported_on for a in case.attempts if a.reported_on is not None)
    wait = longest_wait(case, rules)
    return max(case.as_of, *reported, wait[1] if wait else case.as_of)


def _window_allows(rule: AttemptRule, sat: Sequence[date]) -> date | None:
    """At most `limit` sittings in any `months`: the first day with fewer than that behind it.

    A day is refused while `limit` sittings are later than it minus the months, so the day
    moves on past the clamping at a short month's end.
    """
    if rule.limit is None or rule.months is None or len(sat) < rule.limit:
        return None
    oldest = sat[-rule.limit]
    day = add_months(oldest, rule.months)
    while add_months(day, -rule.months) < oldest:
        day += ONE_DAY
    return day


def _spacing_allows(rule: AttemptRule, sat: Sequence[date]) -> date | None:
    """The `attempt`-th sitting lies months after the first and after the latest one."""
    if rule.attempt != len(sat) + 1 or not sat:
        return None
    return max(
        add_months(sat[0], rule.months_after_first or 0),
        add_months(sat[-1], rule.months_after_latest or 0),
    )


_WAITS = {"window": _window_allows, "spacing": _spacing_allows}


def _exam_limits(rules: Sequence[AttemptRule], used: int) -> Iterator[Limit]:
    for rule in rules:
        if rule.kind == "max_attempts" and rule.limit is not None:
            yield _limit(rule.code, rule.limit, used)


def _school_limits(policy: Policy | None, used: int) -> Iterator[Limit]:
    if policy is not None and policy.max_attempts is not None:
        yield _limit(SCHOOL, policy.max_attempts, used)


def _state_limits(case: Case, reference: Reference, used: int) -> Iterator[Limit]:
    for board in state_boards(case, reference):
        if board.limit is not None:
            yield _limit(f"state:{board.state}", board.limit, used, verify=True)


def _limit(rule: str, limit: int, used: int, *, verify: bool = False) -> Limit:
    return Limit(rule, limit, max(limit - used, 0), verify)
