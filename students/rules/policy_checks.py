"""What is wrong with a policy as typed: the impossible is refused, the doubtful is pointed out.

A case file may hold whatever a school once wrote (`students.casefile` only asks that it can be
read). Here stands what staff are told while they type, with the place to put it right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from students.rules.case import (
    DeadlineClause,
    DeadlineKind,
    FailClause,
    Leave,
    Policy,
    ResumeOn,
    TestingOnLeave,
)
from students.rules.dates import ordinal, plural
from students.rules.deadline_checks import check_deadline, days_after_result, days_at_most
from students.rules.gate_checks import check_gate
from students.rules.policy_problems import (
    MOST,
    SITTINGS,
    YEARS,
    Checked,
    Problem,
    error,
    is_a_year,
    warning,
)
from students.rules.reference import Reference, is_in_force

__all__ = ["Problem", "check_numbers", "check_policy"]


def check_policy(policy: Policy, reference: Reference, *, on: date) -> tuple[Problem, ...]:
    """Everything impossible or doubtful in a policy, top to bottom, by the facts of a day."""
    checked = Checked(policy, reference, on)
    found = [*_terms(policy), *_sittings(checked)]
    for number, clause in enumerate(policy.on_fail, start=1):
        found += _clause(f"on_fail[{number}]", clause, checked)
    found += _deadlines("", policy.deadlines, checked)
    if policy.gate is not None:
        found += check_gate(policy.gate, reference)
    return tuple(found)


def check_numbers(numbers: Sequence[int]) -> tuple[Problem, ...]:
    """Clauses are for fails 1, 2, 3 ... without a gap: the last one serves all later fails."""
    found = []
    for number, count in sorted(Counter(numbers).items()):
        where = f"on_fail[{number}]"
        if number < 1:
            found.append(error(where, "number", "Fails are counted from 1."))
        elif count > 1:
            said = f"There are {count} clauses for the {ordinal(number)} fail. Keep one."
            found.append(error(where, "number", said))
        elif number > 1 and number - 1 not in numbers:
            said = (
                f"There is no clause for the {ordinal(number - 1)} fail."
                f" Add it, or make this the clause for it."
            )
            found.append(error(where, "number", said))
    return tuple(found)


def _terms(policy: Policy) -> Iterator[Problem]:
    first, last, years = policy.effective_from, policy.effective_to, policy.class_years
    if first and last and last < first:
        yield error("", "effective_to", "The last day in force is before the first.")
    for field in ("effective_from", "effective_to"):
        day = getattr(policy, field)
        if day and not is_a_year(day.year):
            yield error("", field, YEARS)
    for year in years:
        if not is_a_year(year):
            yield error("", "class_years", f"{year} is no graduation year. {YEARS}")
    if len(set(years)) < len(years):
        yield error("", "class_years", "Give each class once.")


def _sittings(checked: Checked) -> Iterator[Problem]:
    allowed = checked.policy.max_attempts
    if allowed is None:
        return
    if allowed > MOST:
        yield error("", "max_attempts", SITTINGS)
    rules = checked.reference.attempt_rules
    limits = [rule.limit for rule in rules if rule.limit and is_in_force(rule, checked.on)]
    if limits and allowed > max(limits):
        said = f"The exam itself allows {max(limits)}: the smaller number counts."
        yield warning("", "max_attempts", said)
    if len(checked.policy.on_fail) > allowed:
        said = (
            f"The policy allows {plural(allowed, 'sitting')},"
            f" so nobody reaches a {ordinal(allowed + 1)} fail."
        )
        yield warning(f"on_fail[{allowed + 1}]", "number", said)
    elif _is_last_hold_endless(checked.policy, allowed):
        said = f"No sitting is left after the {ordinal(allowed)} fail, so nothing ends this hold."
        yield warning(f"on_fail[{allowed}]", "resume_on", said)


def _is_last_hold_endless(policy: Policy, allowed: int) -> bool:
    """Whether the clause for the last fail there can be waits for another sitting."""
    clauses = policy.on_fail
    return len(clauses) == allowed and clauses[-1].resume_on is not ResumeOn.NEVER


def _clause(where: str, clause: FailClause, checked: Checked) -> Iterator[Problem]:
    if clause.leave:
        yield from _leave(where, clause.leave, checked)
    if clause.resume_on is ResumeOn.NEVER and any(
        line.kind is not DeadlineKind.MEET_BY for line in clause.deadlines
    ):
        said = "Nothing releases this hold, yet the clause sets a day to sit or pass by. Is it so?"
        yield warning(where, "resume_on", said)
    yield from _deadlines(f"{where}.", clause.deadlines, checked)
    yield from _during_leave(where, clause, checked)


def _leave(where: str, leave: Leave, checked: Checked) -> Iterator[Problem]:
    least, most, aid = leave.min_days or 0, leave.max_days, checked.reference.leave
    if most == 0:
        said = "A leave of no days is none. Leave this empty if there is no longest."
        yield error(where, "leave_max_days", said)
    elif most and most < least:
        said = f"The longest leave is shorter than the {least} days of the shortest."
        yield error(where, "leave_max_days", said)
    if least > aid.max_days:
        said = (
            f"Federal aid allows {plural(aid.max_days, 'day')} of leave in"
            f" {plural(aid.within_months, 'month')}: the shortest leave is longer. Is it so?"
        )
        yield warning(where, "leave_min_days", said)


def _deadlines(
    prefix: str, deadlines: Sequence[DeadlineClause], checked: Checked
) -> Iterator[Problem]:
    for i, deadline in enumerate(deadlines, start=1):
        where = f"{prefix}deadlines[{i}]"
        if deadline in deadlines[: i - 1]:
            yield error(where, "kind", "This deadline is already there. Remove one of the two.")
        yield from check_deadline(where, deadline, checked)
    yield from _idle(prefix, deadlines, checked)


def _idle(prefix: str, deadlines: Sequence[DeadlineClause], checked: Checked) -> Iterator[Problem]:
    """A day to sit by that comes after the last sitting in time for a day to pass by."""
    for i, line in enumerate(deadlines, start=1):
        if line.kind is not DeadlineKind.SIT_BY or line.event is None:
            continue
        days, field = days_at_most(line, checked)
        others = [
            days_at_most(other, checked)[0]
            for other in deadlines
            if other.kind is DeadlineKind.PASS_BY and other.event == line.event
        ]
        passes = [other for other in others if other is not None]
        if days is not None and passes and days > min(passes) - checked.release.typical_days:
            said = "Who passes by the other day has sat before this one: it binds nobody. Is it so?"
            yield warning(f"{prefix}deadlines[{i}]", field, said)


def _during_leave(where: str, clause: FailClause, checked: Checked) -> Iterator[Problem]:
    """A day to sit or pass by that falls into a leave during which nobody may sit."""
    least = clause.leave.min_days if clause.leave else None
    if least is None or checked.policy.testing_on_leave is TestingOnLeave.ALLOWED:
        return
    for i, deadline in enumerate(clause.deadlines, start=1):
        days = days_after_result(deadline)
        if deadline.kind is not DeadlineKind.MEET_BY and days is not None and days < least:
            said = f"Nobody may sit during the leave of at least {least} days, which ends later."
            yield error(f"{where}.deadlines[{i}]", "n", said)
