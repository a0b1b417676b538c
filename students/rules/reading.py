"""A policy read back in plain language: what staff typed, as a student would have to live it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from students.rules.case import (
    DeadlineClause,
    DeadlineKind,
    DeadlineShape,
    FailClause,
    Gate,
    Leave,
    Policy,
    ResumeOn,
    RotationRule,
    TestingOnLeave,
)
from students.rules.clauses import VERBS
from students.rules.dates import MONTHS, ordinal, plural, words_for
from students.rules.deadlines import say_event
from students.rules.gates import gate_scale
from students.rules.readiness import say_scale
from students.rules.reference import Reference

_NO_CLAUSE: Final = "No clause says what follows a fail, so a fail holds nobody back."
_LEAVES: Final = {
    RotationRule.FINISH: "the student finishes the current rotation, then leaves clerkships",
    RotationRule.CHOICE: (
        "the student chooses to finish the current rotation or to withdraw from it,"
        " then leaves clerkships"
    ),
    RotationRule.WITHDRAW: "the student withdraws from the current rotation and leaves clerkships",
    RotationRule.NOT_STARTED: "the student, who has not started clerkships, starts none",
}
_UNTIL: Final = {
    ResumeOn.SAT: "until they have sat the exam again.",
    ResumeOn.PASS: "until a pass is reported.",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a policy in sentences. `clause` is its name in results, such as `on_fail[1]`."""

    clause: str
    heading: str
    sentences: tuple[str, ...]


def reading_of(policy: Policy, reference: Reference) -> tuple[Passage, ...]:
    """The whole policy in plain language, in the order things happen to a student."""
    passages = (
        Passage("", "Who and when", tuple(_scope(policy))),
        *_fails(policy),
        Passage(
            "deadlines", "Whatever the attempt", tuple(map(_standing_deadline, policy.deadlines))
        ),
        Passage("gate", "Before sitting again", tuple(_gate(policy.gate, reference))),
    )
    return tuple(passage for passage in passages if passage.sentences)


def say_deadline(clause: DeadlineClause) -> str:
    """When a deadline falls, as the end of a sentence: within 20 weeks of the result."""
    event = say_event(clause.event)
    match clause.shape:
        case DeadlineShape.ON_DATE:
            return f"by {words_for(clause.date)}" if clause.date else "by a day still to be given"
        case DeadlineShape.MONTH_DAY:
            return _by_month_and_day(clause)
        case DeadlineShape.BEFORE_BLOCK:
            which = ordinal(clause.block or 1)
            return f"before the {which} rotation that starts after the result"
    unit = clause.shape.value.removesuffix("s_after")
    return f"within {plural(clause.n, unit)} of {event}" if clause.n else f"on the day of {event}"


def _scope(policy: Policy) -> Iterator[str]:
    years = [str(year) for year in sorted(policy.class_years)]
    classes = f"the class{'es' if len(years) > 1 else ''} of {_listed(years)}"
    yield f"It binds {classes if years else 'every class'}{_in_force(policy)}."
    if policy.max_attempts is None:
        yield "It sets no limit of its own on sittings: the exam's limits hold."
    else:
        yield f"It allows {plural(policy.max_attempts, 'sitting')} in all."


def _in_force(policy: Policy) -> str:
    first, last = policy.effective_from, policy.effective_to
    if first and last:
        return f", for fails reported from {words_for(first)} to {words_for(last)}"
    if first:
        return f", for fails reported from {words_for(first)} on"
    return f", for fails reported up to {words_for(last)}" if last else ""


def _fails(policy: Policy) -> Iterator[Passage]:
    if not policy.on_fail:
        yield Passage("on_fail", "After a fail", (_NO_CLAUSE,))
    last = len(policy.on_fail)
    for number, clause in enumerate(policy.on_fail, start=1):
        when = f"After a {ordinal(number)} fail"
        if number == last:
            when = f"{when}, and any later one," if last > 1 else "After any fail"
        sentences = (f"{when} {_hold(clause)}", *_asked(clause, policy.testing_on_leave))
        yield Passage(f"on_fail[{number}]", when.removesuffix(","), sentences)


def _hold(clause: FailClause) -> str:
    leaves = _LEAVES[clause.rotation]
    if clause.resume_on is ResumeOn.NEVER:
        return (
            f"{leaves}. No result ends that by itself: {clause.approver or 'a committee'} decides."
        )
    return f"{leaves} {_UNTIL[clause.resume_on]}"


def _asked(clause: FailClause, testing: TestingOnLeave) -> Iterator[str]:
    """What a clause asks of the student besides leaving clerkships."""
    if clause.text:
        yield f"In short, the policy says: “{clause.text}”"
    if clause.standing:
        yield f"Their academic standing becomes “{clause.standing.replace('_', ' ')}”."
    yield from (_obligation(line, clause.meetings) for line in clause.deadlines)
    is_meeting_dated = any(line.kind is DeadlineKind.MEET_BY for line in clause.deadlines)
    if clause.meetings and not is_meeting_dated:
        yield f"They meet with: {_listed(clause.meetings)}."
    if clause.documents:
        yield f"They hand in: {_listed(clause.documents)}."
    if clause.leave:
        yield _leave(clause.leave, testing)
    if clause.approver and clause.resume_on is not ResumeOn.NEVER:
        yield f"Who decides: {clause.approver}."


def _obligation(line: DeadlineClause, meetings: Sequence[str]) -> str:
    when = say_deadline(line)
    if line.kind is DeadlineKind.MEET_BY:
        return f"They must meet with {_listed(meetings) or 'the people it names'} {when}."
    return f"They must {VERBS[line.kind]} {when}."


def _standing_deadline(line: DeadlineClause) -> str:
    if line.kind is DeadlineKind.MEET_BY:
        return f"The required meetings must take place {say_deadline(line)}."
    return f"The student must {VERBS[line.kind]} {say_deadline(line)}."


def _leave(leave: Leave, testing: TestingOnLeave) -> str:
    kind = leave.kind if "leave" in leave.kind.lower() else f"{leave.kind} leave"
    may_sit = "may not" if testing is TestingOnLeave.FORBIDDEN else "may"
    return f"They take {kind}{_length(leave)}, during which they {may_sit} sit the exam."


def _length(leave: Leave) -> str:
    least, most = leave.min_days, leave.max_days
    if least is not None and most is not None:
        return f" of {least} to {plural(most, 'day')}"
    if least is not None:
        return f" of at least {plural(least, 'day')}"
    return f" of at most {plural(most, 'day')}" if most is not None else ""


def _gate(gate: Gate | None, reference: Reference) -> Iterator[str]:
    if gate is None:
        yield "It asks for no practice score of its own: the usual reading of readiness applies."
        return
    names = [_instrument(code, reference) for code in gate.instruments]
    exams = " or ".join(names) or "a practice exam"
    scale = say_scale(gate_scale(gate, reference) or "on a scale the school sets")
    if gate.min is None:
        yield f"The student needs a score on {exams} that the school sets and does not publish."
    else:
        yield f"The student needs {gate.min:g} {scale} or more on {exams}{_conditions(gate)}."
    if gate.min is not None and gate.conditional_min is not None:
        yield f"From {gate.conditional_min:g} to {gate.min:g} {scale} they may sit with conditions."
    if gate.min_days_before_sitting is not None:
        yield f"It must be shown at least {plural(gate.min_days_before_sitting, 'day')} before sitting."
    if gate.max_tries is not None:
        yield f"They have {'one try' if gate.max_tries == 1 else f'{gate.max_tries} tries'}."
    yield from (f"A person judges: {extra}." for extra in gate.extra)


def _conditions(gate: Gate) -> str:
    forms = f", on {gate.distinct_forms} different forms" if gate.distinct_forms > 1 else ""
    age = f", in the last {plural(gate.max_age_days, 'day')}" if gate.max_age_days else ""
    return forms + age


def _instrument(code: str, reference: Reference) -> str:
    known = reference.instruments.get(code)
    return known.name if known else code


def _by_month_and_day(clause: DeadlineClause) -> str:
    if not 1 <= (clause.month or 0) <= len(MONTHS):
        return "by a day still to be given"
    month = MONTHS[(clause.month or 1) - 1]
    year_of = clause.year_of
    event = say_event(year_of.event if year_of else None)
    plus = year_of.plus if year_of else 0
    later = f", plus {plural(plus, 'year')}" if plus > 0 else ""
    earlier = f", less {plural(-plus, 'year')}" if plus < 0 else ""
    return f"by {clause.day} {month} of the year of {event}{later}{earlier}"


def _listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: a, b and c."""
    *first, last = words or ("",)
    return f"{', '.join(first)} and {last}" if first else last
