"""Flags about deadlines and the days a sitting must keep."""

from __future__ import annotations

from students.rules.case import DeadlineKind
from students.rules.flags.facts import Facts, Inputs


def deadline_passed(it: Facts) -> Inputs | None:
    """A day to sit or pass by is over. A meeting that is late has a flag of its own."""
    for due in it.open_deadlines:
        if due.on < it.as_of and due.kind is not DeadlineKind.MEET_BY:
            return {"kind": due.kind, "due_on": due.on, "clause": due.clause}
    return None


def deadline_near(it: Facts, days: float) -> Inputs | None:
    """The next deadline to sit or to pass is today or at most so many days ahead."""
    for due in it.open_deadlines:
        if it.is_within(due.on, days) and due.kind is not DeadlineKind.MEET_BY:
            return {"kind": due.kind, "due_on": due.on, "clause": due.clause, "limit": days}
    return None


def meeting_missed(it: Facts) -> Inputs | None:
    """The day a meeting was to be held by is over, and not every one asked for was held."""
    for due in it.open_deadlines:
        if due.on < it.as_of and due.kind is DeadlineKind.MEET_BY:
            return {"due_on": due.on, "clause": due.clause}
    return None


def meeting_near(it: Facts, days: float) -> Inputs | None:
    """A meeting is to take place today or at most so many days ahead."""
    for due in it.open_deadlines:
        if it.is_within(due.on, days) and due.kind is DeadlineKind.MEET_BY:
            return {"due_on": due.on, "clause": due.clause, "limit": days}
    return None


def safe_day_passed(it: Facts) -> Inputs | None:
    """No sitting is sure to be scored in time any more, though the deadline itself is ahead."""
    if not it.is_preparing or it.latest_safe is None or it.latest_safe >= it.as_of:
        return None
    if deadline_passed(it):
        return None
    return {
        "latest_safe_on": it.latest_safe,
        "latest_typical_on": it.latest_typical,
        "clause": it.binding,
    }


def safe_day_near(it: Facts, days: float) -> Inputs | None:
    """The last day on which a sitting is sure to be scored in time is close."""
    if not it.is_preparing or it.latest_safe is None or not it.is_within(it.latest_safe, days):
        return None
    return {"latest_safe_on": it.latest_safe, "clause": it.binding, "limit": days}


def no_attempts_left(it: Facts) -> Inputs | None:
    """The exam's or the school's limit is used up, and no result is awaited."""
    if it.attempts_left != 0 or it.awaiting_since:
        return None
    return {"used": it.attempts_used}


def repeat_fail(it: Facts, fails: float) -> Inputs | None:
    """Not the first fail."""
    if it.fails < fails:
        return None
    return {"fails": it.fails, "reported_on": it.reported_on, "limit": fails}


def choice_needed(it: Facts) -> Inputs | None:
    """The policy leaves finishing the rotation to the student, who has not said."""
    if not it.is_preparing or it.choice_clause is None:
        return None
    return {"clause": it.choice_clause}


def dates_unknown(it: Facts) -> Inputs | None:
    """A deadline may be running unseen: no policy, or a day it counts from is not on record."""
    if not it.is_preparing or (it.has_policy and it.undated_clause is None):
        return None
    return {"clause": it.undated_clause}


def awaiting_result(it: Facts) -> Inputs | None:
    """The student has sat again and the result is not out."""
    return {"sat_on": it.awaiting_since} if it.awaiting_since else None


def release_proposed(it: Facts) -> Inputs | None:
    """There is a ground to lift the hold, and only a person may."""
    if it.release_ground is None:
        return None
    return {"ground": it.release_ground, "ready_on": it.release_proposed_on}
