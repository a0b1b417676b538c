"""Why the sit window is what it is: the steps from a rule to a day, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from students.rules.attempts import exam_rules, longest_wait, say_rule
from students.rules.case import Case, DeadlineKind
from students.rules.clauses import PERMIT, VERBS, say_occasion
from students.rules.dates import words_for
from students.rules.deadlines import Anchors, missing_from, reason_for
from students.rules.policy import Situation
from students.rules.reference import Reference, ScoreRelease
from students.rules.release import release_of, skipped_releases
from students.rules.result import Deadline, SitWindow

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Explained:
    """What a case's dates were worked out from."""

    case: Case
    reference: Reference
    situation: Situation
    anchors: Anchors
    deadlines: Sequence[Deadline]
    release: ScoreRelease


def reasons_for(window: SitWindow, given: Explained) -> tuple[str, ...]:
    """The window's chain of reasons: what opens it, what closes it, and the score's way out."""
    return (_opening(window, given), *_closing(window, given))


def deadline_reasons(deadline: Deadline, given: Explained) -> Iterator[str]:
    """From the policy's words to a deadline's day, and to the last sitting that keeps it."""
    clause = dict(given.situation.deadline_clauses())[deadline.clause]
    asks = f"{_who(deadline, given)} asks to {VERBS[deadline.kind]} by"
    if deadline.due_on is None:
        yield f"{asks} a day that is not known yet: {missing_from(clause)} is not on record."
        return
    if clause.extended is None:
        yield f"{asks} {words_for(deadline.due_on)}: {reason_for(clause, given.anchors)}."
    else:
        before, extension = clause.extended, clause.extended.by
        first = words_for(before.due_on) if before.due_on else "a day not known then"
        yield f"{asks} {first}: {before.reason}."
        yield (
            f"On {words_for(extension.granted_on)} this was extended to "
            f"{words_for(extension.due_on)}, approved by {extension.approver}."
        )
    if deadline.kind is DeadlineKind.PASS_BY and deadline.sit_by_safe is not None:
        yield from score_sentences(deadline.due_on, deadline.sit_by_safe, given.release)


def score_sentences(due_on: date, sit_by: date, release: ScoreRelease) -> Iterator[str]:
    """How a day to have a score by becomes the last safe day to sit."""
    out_on = release_of(release, sit_by).safe
    yield (
        f"A score comes out on a {_WEEKDAYS[release.weekday]}, to be safe "
        f"{release.safe_days} days after the sitting: "
        f"sit by {words_for(sit_by)} to have it by {words_for(out_on)}."
    )
    skipped = " and ".join(words_for(day) for day in skipped_releases(release, due_on))
    if skipped:
        yield f"No score comes out on {skipped}, just after a holiday."


def _who(deadline: Deadline, given: Explained) -> str:
    return f"{given.situation.policy_name}, {say_occasion(deadline.clause)},"


def _opening(window: SitWindow, given: Explained) -> str:
    if window.opens_on is None:
        return "No sitting is left, so no day opens."
    start = f"The next sitting can be from {words_for(window.opens_on)}"
    permit = given.case.permit
    if permit is not None and permit.starts_on == window.opens_on:
        return f"{start}: the eligibility period starts then."
    wait = longest_wait(given.case, exam_rules(given.case, given.reference))
    if wait is not None:
        return f"{start}: the exam allows {say_rule(wait[0])}."
    return f"{start}: no rule asks to wait."


def _closing(window: SitWindow, given: Explained) -> Iterator[str]:
    if window.latest_safe is None or window.latest_typical is None:
        yield "Nothing on record sets a last day."
        return
    if window.binding == PERMIT:
        yield f"The eligibility period ends on {words_for(window.latest_safe)}, the last day to sit."
        return
    deadline = next(row for row in given.deadlines if row.clause == window.binding)
    yield from deadline_reasons(deadline, given)
    if window.latest_typical > window.latest_safe:
        yield (
            f"Sitting later, up to {words_for(window.latest_typical)}, "
            "is usually but not surely in time."
        )
