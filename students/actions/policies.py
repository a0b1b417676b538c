"""A policy as a case file says it becomes rows that staff can edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import transaction

from advising.models import School
from students.models import FailClause, Policy, PolicyDeadline, PolicyGate, PolicyNote
from students.rules import case as pure


class Note(NamedTuple):
    """What a policy says in words: about what, and for which fail if for one."""

    topic: str
    text: str
    fail: int | None = None


@dataclass(frozen=True, slots=True)
class Remarks:
    """What is known of a policy beyond what the rules read."""

    policy_date: str = ""
    is_truncated: bool = False
    notes: tuple[Note, ...] = ()


@transaction.atomic
def save_policy(
    *,
    policy: pure.Policy,
    school: School | None,
    remarks: Remarks | None = None,
    replaces: Policy | None = None,
) -> Policy:
    """Keep a version of a policy with its clauses, deadlines, gate and notes.

    It is a new version, unless it `replaces` what a row says. Raises ValidationError if another
    version stands in its way.
    """
    remarks = remarks or Remarks()
    row = replaces or Policy()
    for name, value in _columns(policy, remarks).items():
        setattr(row, name, value)
    row.school = school
    row.full_clean()
    row.save()
    _save_parts(row, policy, remarks)
    return row


def remarks_of(row: Policy) -> Remarks:
    """What a row says of its policy beyond what the rules read."""
    notes = tuple(Note(note.topic, note.text, note.fail_number) for note in row.notes.all())
    return Remarks(row.policy_date, row.is_truncated, notes)


def _columns(policy: pure.Policy, remarks: Remarks) -> dict[str, Any]:
    return {
        "code": policy.code,
        "name": policy.name,
        "source": policy.source or "",
        "verified_on": policy.verified_on,
        "effective_from": policy.effective_from,
        "effective_to": policy.effective_to,
        "class_years": list(policy.class_years),
        "max_attempts": policy.max_attempts,
        "testing_on_leave": policy.testing_on_leave.value,
        "policy_date": remarks.policy_date,
        "is_truncated": remarks.is_truncated,
        "edited_at": None,
    }


def _save_parts(row: Policy, policy: pure.Policy, remarks: Remarks) -> None:
    for model in (PolicyDeadline, FailClause, PolicyGate, PolicyNote):
        model.objects.filter(policy=row).delete()
    FailClause.objects.bulk_create(
        _clause(row, number, clause) for number, clause in enumerate(policy.on_fail, start=1)
    )
    for number, clause in enumerate(policy.on_fail, start=1):
        _save_deadlines(row, number, clause.deadlines)
    _save_deadlines(row, None, policy.deadlines)
    if policy.gate is not None:
        _save_gate(row, policy.gate)
    PolicyNote.objects.bulk_create(
        PolicyNote(policy=row, topic=note.topic, text=note.text, fail_number=note.fail)
        for note in remarks.notes
    )


def _clause(policy: Policy, number: int, clause: pure.FailClause) -> FailClause:
    leave = clause.leave
    return FailClause(
        policy=policy,
        number=number,
        rotation=clause.rotation.value,
        resume_on=clause.resume_on.value,
        standing=clause.standing,
        text=clause.text,
        meetings=list(clause.meetings),
        documents=list(clause.documents),
        approver=clause.approver,
        leave_kind=leave.kind if leave else "",
        leave_min_days=leave.min_days if leave else None,
        leave_max_days=leave.max_days if leave else None,
    )


def _save_deadlines(
    policy: Policy, fail_number: int | None, deadlines: tuple[pure.DeadlineClause, ...]
) -> None:
    PolicyDeadline.objects.bulk_create(
        PolicyDeadline(
            policy=policy,
            fail_number=fail_number,
            number=number,
            kind=line.kind.value,
            shape=line.shape.value,
            event=line.event or "",
            n=line.n,
            date=line.date,
            month=line.month,
            day=line.day,
            year_event=line.year_of.event if line.year_of else "",
            year_plus=line.year_of.plus if line.year_of else 0,
            block=line.block,
        )
        for number, line in enumerate(deadlines, start=1)
    )


def _save_gate(policy: Policy, gate: pure.Gate) -> None:
    PolicyGate.objects.create(
        policy=policy,
        instruments=list(gate.instruments),
        scale=gate.scale or "",
        min=gate.min,
        conditional_min=gate.conditional_min,
        distinct_forms=gate.distinct_forms,
        max_age_days=gate.max_age_days,
        min_days_before_sitting=gate.min_days_before_sitting,
        max_tries=gate.max_tries,
        extra=list(gate.extra),
    )
