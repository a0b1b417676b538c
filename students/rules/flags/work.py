"""Flags about the plan, the intake and whether anything is happening."""

from __future__ import annotations

from students.rules.flags.facts import Facts, Inputs


def plan_infeasible(it: Facts) -> Inputs | None:
    """The plan's own forecast is not ready by the deadline, as it was when the plan was made."""
    if not it.is_preparing or it.plan is None or it.plan.is_feasible is not False:
        return None
    plan = it.plan
    moved: Inputs = {}
    if plan.latest_safe and it.latest_safe and plan.latest_safe != it.latest_safe:
        moved = {"made_for_on": plan.latest_safe, "latest_safe_on": it.latest_safe}
    return {"exam_on": plan.exam_on, "short": plan.short_by_days, "clause": it.binding} | moved


def exam_too_late(it: Facts) -> Inputs | None:
    """The planned day is past the latest safe one, which is still ahead."""
    if not it.is_preparing or it.plan is None or it.plan.is_feasible is False:
        return None
    if it.latest_safe is None or not it.as_of <= it.latest_safe < it.plan.exam_on:
        return None
    return {"exam_on": it.plan.exam_on, "latest_safe_on": it.latest_safe, "clause": it.binding}


def exam_day_passed(it: Facts) -> Inputs | None:
    """The planned day is over and no sitting is on record."""
    if not it.is_preparing or it.plan is None or it.plan.exam_on >= it.as_of:
        return None
    return {"exam_on": it.plan.exam_on}


def plan_proposed(it: Facts) -> Inputs | None:
    """The student has asked the dean to look at the plan."""
    if not it.is_preparing or it.plan is None or it.plan.proposed_on is None:
        return None
    return {"proposed_on": it.plan.proposed_on, "exam_on": it.plan.exam_on}


def no_plan(it: Facts, days: float) -> Inputs | None:
    """The intake has been in for a while and nothing is planned, though it could be."""
    submitted_on = it.intake_submitted_on
    if not it.is_preparing or it.plan or submitted_on is None or not it.can_be_planned:
        return None
    if it.days_since(submitted_on) < days:
        return None
    return {"submitted_on": submitted_on, "limit": days}


def plan_stalled(it: Facts, days: float) -> Inputs | None:
    """The plan runs, and the student has said nothing of it for long."""
    plan = it.plan
    if not it.is_preparing or plan is None or plan.starts_on is None or plan.exam_on <= it.as_of:
        return None
    since = max(plan.starts_on, plan.logged_on or plan.starts_on)
    if it.days_since(since) < days:
        return None
    return {"since_on": since, "exam_on": plan.exam_on, "limit": days}


def intake_unfinished(it: Facts, days: float) -> Inputs | None:
    """The intake was begun and left lying."""
    started_on = it.intake_started_on
    if started_on is None or it.intake_submitted_on or it.days_since(started_on) < days:
        return None
    return {"started_on": started_on, "limit": days}


def intake_not_started(it: Facts, days: float) -> Inputs | None:
    """The student can log in and has not begun the intake."""
    if it.intake_started_on or it.intake_submitted_on or not it.may_log_in:
        return None
    if it.days_since(it.joined_on) < days:
        return None
    return {"joined_on": it.joined_on, "limit": days}


def nothing_since_fail(it: Facts, days: float) -> Inputs | None:
    """Nothing was logged, written or planned since the result came."""
    if not it.is_preparing or it.reported_on is None:
        return None
    if it.active_on and it.active_on > it.reported_on:
        return None
    if it.days_since(it.reported_on) < days:
        return None
    return {"reported_on": it.reported_on, "limit": days}


def account_off(it: Facts) -> Inputs | None:
    """School staff switched the account off, so the student can do nothing here."""
    return None if it.may_log_in else {}
