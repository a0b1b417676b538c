"""Why the sit window is what it is: the steps from a rule to a day, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from students.rules.attempts import exam_rules, longest_wait
from students.rules.case import Case, DeadlineKind
from students.rules.dates import words_for
from students.rules.deadlines import Anchors, reason_for
from students.rules.policy import Situation
from students.rules.reference import Reference, ScoreRelease
from students.rules.release import release_of, skipped_releases
from students.rules.result import Deadline, SitWindow
from students.rules.window import PERMIT

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Explained:
    """What a window was worked out from."""

    case: Case
    reference: Reference
    situation: Situation
    anchors: Anchors
    deadlines: Sequence[Deadline]
    release: ScoreRelease


def reasons_for(window: SitWindow, given: Explained) -> tuple[str, ...]:
    """The window's chain of reasons: what opens it, what closes it, and the score's way out."""
    return (_opening(window, given), *_closing(window, given))


def _opening(window: SitWindow, given: Explained) -> str:
    if window.opens_on is None:
        return "No sitting is left, so no day opens."
    start = f"The next sitting can be from {words_for(window.opens_on)}"
    permit = given.case.permit
    if permit is not None and permit.starts_on == window.opens_on:
        return f"{start}: the eligibility period starts then."
    wait = longest_wait(given.case, exam_rules(given.case, given.reference))
    if wait is not None:
        return f"{start}: the rule {wait[0].code} allows none before."
    return f"{start}: no rule asks to wait."


def _closing(window: SitWindow, given: Explained) -> Iterator[str]:
    if window.latest_safe is None or window.latest_typical is None:
        yield "Nothing on record sets a last day."
        return
    if window.binding == PERMIT:
        yield f"The eligibility period ends on {words_for(window.latest_safe)}, the last day to sit."
        return
    deadline, due_on = next(
        (row, row.due_on)
        for row in given.deadlines
        if row.clause == window.binding and row.due_on is not None
    )
    yield _deadline_sentence(deadline, due_on, given)
    if deadline.kind is DeadlineKind.PASS_BY:
        yield from _score_sentences(due_on, window.latest_safe, given.release)
    if window.latest_typical > window.latest_safe:
        yield (
            f"Sitting later, up to {words_for(window.latest_typical)}, "
            "is usually but not surely in time."
        )


def _deadline_sentence(deadline: Deadline, due_on: date, given: Explained) -> str:
    clause = dict(given.situation.deadline_clauses())[deadline.clause]
    verb = "pass" if deadline.kind is DeadlineKind.PASS_BY else "sit"
    who, reason = given.situation.policy_name, reason_for(clause, given.anchors)
    return f"{who} asks to {verb} by {words_for(due_on)}: {reason} ({deadline.clause})."


def _score_sentences(due_on: date, sit_by: date, release: ScoreRelease) -> Iterator[str]:
    out_on = release_of(release, sit_by).safe
    yield (
        f"A score comes out on a {_WEEKDAYS[release.weekday]}, to be safe "
        f"{release.safe_days} days after the sitting: "
        f"sit by {words_for(sit_by)} to have it by {words_for(out_on)}."
    )
    skipped = " and ".join(words_for(day) for day in skipped_releases(release, due_on))
    if skipped:
        yield f"No score comes out on {skipped}, just after a holiday."
