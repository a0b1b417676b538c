"""Granting a later day for a deadline."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from advising.meanwhile import ChangedMeanwhile
from advising.models import User
from students.actions.history import change
from students.actions.hold_acts import mark_of_acts, refuse_old_page
from students.actions.holds import locked_hold, record_act, refuse_unaccounted
from students.choices import ChangeKind, HoldState
from students.gather import gather_case
from students.gather_policies import gather_reference
from students.models import Extension, Hold
from students.rules.conclude import conclude_rules
from students.rules.dates import words_for
from students.rules.result import Deadline

MOST_YEARS = 5  # further off is a slip of the year, no extension


@transaction.atomic
def grant_extension(
    *,
    hold: Hold,
    clause: str,
    due_on: date,
    seen_on: date | None,
    reason: str,
    approver: str,
    by: User,
    today: date,
    seen: str = "",
) -> Extension:
    """Give a deadline a later day; the rules, the plan and every page follow.

    `seen_on` is the deadline's day as the person deciding saw it, `seen` the mark of the acts.
    The same act a second time is the first one. Raises ValidationError, also where the day has
    moved meanwhile.
    """
    current = locked_hold(hold, by)
    same = {"due_on": due_on, "reason": reason, "approver": approver, "granted_by": by}
    granted = current.extensions.filter(clause=clause, withdrawn_on=None, **same).first()
    if granted:
        return granted
    deadline = _deadline(current, clause, today)
    _refuse_moved(deadline.due_on, seen_on, mark_of_acts(current))
    refuse_old_page(current, seen)
    _refuse(deadline, due_on, today)
    refuse_unaccounted(reason, approver)
    extension = Extension.objects.create(
        hold=current,
        clause=clause,
        kind=deadline.kind,
        extends_on=deadline.due_on,
        due_on=due_on,
        reason=reason,
        approver=approver,
        granted_on=today,
        granted_by=by,
    )
    moved = change(deadline.kind, deadline.due_on, due_on, clause=clause)
    record_act(current, ChangeKind.EXTENDED, reason, by, today, changes=[moved], approver=approver)
    return extension


def _deadline(hold: Hold, clause: str, today: date) -> Deadline:
    """The deadline as it stands today, extensions and all."""
    if hold.state == HoldState.SUPERSEDED:
        raise ValidationError("Another fail has a hold of its own now. Look at that one.")
    case = gather_case(hold.student, as_of=today)
    for row in conclude_rules(case, gather_reference()).deadlines:
        if row.clause == clause:
            return row
    raise ValidationError("The policy does not set this deadline any more. Look again.")


def _refuse_moved(now_on: date | None, seen_on: date | None, seen: str) -> None:
    if now_on == seen_on:
        return
    now = words_for(now_on) if now_on else "a day that is not known"
    raise ChangedMeanwhile(
        f"Meanwhile the deadline moved to {now}. Look again, then decide.",
        seen={"seen_on": now_on.isoformat() if now_on else "", "seen": seen},
    )


def _refuse(deadline: Deadline, due_on: date, today: date) -> None:
    now_on = deadline.due_on
    if now_on is None:
        raise ValidationError(
            "This deadline has no day yet. Fill in the day it counts from; then it can be extended."
        )
    latest = max(now_on, today)
    if due_on <= latest:
        raise ValidationError({"due_on": f"Give a day after {words_for(latest)}."})
    if due_on.year > latest.year + MOST_YEARS:
        raise ValidationError({"due_on": f"That is over {MOST_YEARS} years later: check the year."})
