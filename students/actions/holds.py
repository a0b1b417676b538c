"""What people do about a hold: lift it, set a rule aside, take back an act, tick what is done.

Each holds the student first, so that a second click finds the first one's work and a second
person is told of it. Each is one line of the history and ends with the standing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from advising.models import Role, User
from students.actions.history import Because, Change, History, change
from students.actions.hold_acts import refuse_old_page
from students.actions.standing import refresh_standing
from students.choices import ChangeKind, HoldState, Outcome, OverrideKind
from students.models import Extension, Hold, HoldTask, Override, Student
from students.rules.dates import words_for


@transaction.atomic
def lift_hold(
    *, hold: Hold, by: User, today: date, reason: str = "", approver: str = "", seen: str = ""
) -> Hold:
    """Let the student back into clerkships.

    Without a ground on record that takes a reason and an approver. Lifting what the same person
    has lifted, for the same reason, does nothing; for another reason, or what another lifted, or
    is replaced, raises ValidationError. `seen` is the mark of the acts that the page showed.
    """
    current = locked_hold(hold, by)
    if current.lifted_by_id == by.pk and _is_said(current, reason, approver):
        return current
    _refuse_closed(current)
    refuse_old_page(current, seen)
    is_early = current.state == HoldState.ACTIVE
    if is_early:
        refuse_unaccounted(reason, approver)
        Override.objects.create(
            hold=current,
            kind=OverrideKind.LIFT_EARLY,
            reason=reason,
            approver=approver,
            granted_on=today,
            granted_by=by,
        )
    current.state = HoldState.OVERRIDDEN if is_early else HoldState.RELEASED
    current.lifted_on, current.lifted_by = today, by
    current.save()
    kind = ChangeKind.OVERRIDDEN if is_early else ChangeKind.RELEASED
    because = reason or f"{current.get_release_ground_display()}."
    record_act(current, kind, because, by, today, approver=approver)
    return current


@transaction.atomic
def allow_sitting(
    *, hold: Hold, reason: str, approver: str, by: User, today: date, seen: str = ""
) -> Override:
    """Let the student sit before the school's gate is met.

    The same person's same words a second time are a double click; other words are refused.
    """
    current = locked_hold(hold, by)
    _refuse_closed(current)
    if granted := leave_to_sit(current):
        if (granted.granted_by, granted.reason, granted.approver) == (by, reason, approver):
            return granted
        day = words_for(granted.granted_on)
        raise ValidationError(
            f"{granted.granted_by.name} allowed this on {day}. Nothing was changed."
        )
    refuse_old_page(current, seen)
    refuse_unaccounted(reason, approver)
    override = Override.objects.create(
        hold=current,
        kind=OverrideKind.SIT_BEFORE_GATE,
        reason=reason,
        approver=approver,
        granted_on=today,
        granted_by=by,
    )
    record_act(current, ChangeKind.ALLOWED, reason, by, today, approver=approver)
    return override


@transaction.atomic
def take_back(*, act: Extension | Override, reason: str, by: User, today: date) -> None:
    """Take back an extension, the leave to sit before the gate, or the early lift of a hold.

    The hold is then in force again and follows the rules of today. After a pass, or where a later
    fail has the hold, a lift stays: ValidationError.
    """
    hold = locked_hold(act.hold, by)
    act.refresh_from_db()
    if act.withdrawn_by is not None:
        if reason not in ("", act.withdrawn_reason):
            raise ValidationError(f"{act.withdrawn_by.name} took this back. Nothing was changed.")
        _refuse_anothers(act.withdrawn_by, by, "took this back")
        return
    if not reason.strip():
        raise ValidationError({"reason": "Say why. The student reads it."})
    is_lift = isinstance(act, Override) and act.kind == OverrideKind.LIFT_EARLY
    if is_lift:
        _put_in_force_again(hold)
    act.withdrawn_on, act.withdrawn_by, act.withdrawn_reason = today, by, reason
    act.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
    if isinstance(act, Extension):
        changes = [change(act.kind, act.due_on, None, clause=act.clause)]
        record_act(hold, ChangeKind.EXTENSION_WITHDRAWN, reason, by, today, changes=changes)
    else:
        kind = ChangeKind.LIFT_WITHDRAWN if is_lift else ChangeKind.ALLOWANCE_WITHDRAWN
        record_act(hold, kind, reason, by, today)


@transaction.atomic
def mark_task(*, task: HoldTask, is_done: bool, by: User, today: date) -> HoldTask:
    """Say that a meeting was held or a document is there, or that it is not so after all."""
    hold = locked_hold(task.hold, by, roles=(Role.DEAN, Role.ADVISOR))
    current = hold.tasks.filter(pk=task.pk).first()
    if current is None:
        raise ValidationError("The policy does not ask for this any more.")
    if (current.done_on is not None) == is_done:
        return current
    current.done_on, current.done_by = (today, by) if is_done else (None, None)
    current.save()
    kind = ChangeKind.TASK_DONE if is_done else ChangeKind.TASK_REOPENED
    changes = [change(current.kind, None, current.name)]
    record_act(hold, kind, "", by, today, changes=changes)
    return current


def leave_to_sit(hold: Hold) -> Override | None:
    """The leave to sit before the gate, if it was given and is in effect."""
    given = hold.overrides.filter(kind=OverrideKind.SIT_BEFORE_GATE, withdrawn_on=None)
    return given.select_related("granted_by").first()


def locked_hold(hold: Hold, by: User, *, roles: tuple[Role, ...] = (Role.DEAN,)) -> Hold:
    """The hold as it is now, its student held to the end, if this person may act on it."""
    may_act = by.role in roles
    if not may_act or not Student.objects.visible_to(by).filter(pk=hold.student_id).exists():
        raise PermissionDenied
    Student.objects.select_for_update(no_key=True).get(pk=hold.student_id)
    return Hold.objects.select_related("student", "lifted_by").get(pk=hold.pk)


def _is_said(hold: Hold, reason: str, approver: str) -> bool:
    """Whether the history has these words for the lift, so that nothing typed is lost."""
    if not reason and not approver:
        return True
    line = hold.changes.filter(kind__in=(ChangeKind.RELEASED, ChangeKind.OVERRIDDEN)).last()
    return line is not None and (line.because, line.approver) == (reason, approver)


def _refuse_closed(hold: Hold) -> None:
    if hold.lifted_by and hold.lifted_on:
        raise ValidationError(
            f"{hold.lifted_by.name} lifted this hold on {words_for(hold.lifted_on)}. "
            "Nothing was changed."
        )
    if not hold.is_open:
        raise ValidationError("Another fail has a hold of its own now. Look at that one.")


def _put_in_force_again(hold: Hold) -> None:
    attempts = hold.student.attempts
    if attempts.filter(outcome=Outcome.PASS).exists():
        raise ValidationError("A pass is on record, so the hold stays lifted. Nothing was changed.")
    later = attempts.filter(outcome=Outcome.FAIL, sat_on__gt=hold.attempt.sat_on)
    if later.exists() or hold.student.holds.open().exclude(pk=hold.pk).exists():
        raise ValidationError("Another fail has a hold of its own now. Look at that one.")
    hold.state, hold.lifted_on, hold.lifted_by = HoldState.ACTIVE, None, None
    hold.save(update_fields=["state", "lifted_on", "lifted_by"])


def _refuse_anothers(who: User, by: User, what: str) -> None:
    """The same person doing it twice is a double click; another is told."""
    if who.pk != by.pk:
        raise ValidationError(f"{who.name} {what}. Nothing was changed.")


def refuse_unaccounted(reason: str, approver: str) -> None:
    """Refuse an act against the policy's words without a reason or an approver: ValidationError."""
    problems = {}
    if not reason.strip():
        problems["reason"] = "Say why. The student reads it."
    if not approver.strip():
        problems["approver"] = "Name the person or committee who approved it."
    if problems:
        raise ValidationError(problems)


def record_act(
    hold: Hold,
    kind: ChangeKind,
    because: str,
    by: User,
    today: date,
    *,
    changes: Iterable[Change] = (),
    approver: str = "",
) -> None:
    """One line of the history, then everything that follows from it."""
    history = History(today=today, because=Because(because, by))
    history.add(hold.student, kind, hold=hold, changes=changes, approver=approver)
    history.write()
    follows = Because(f"{by.name}: {kind.label.lower()}.", by)
    refresh_standing(hold.student, today=today, because=follows)
