"""A policy as a case file says it becomes rows staff can edit."""

from __future__ import annotations

from django.db import transaction

from advising.models import School
from students.models import FailClause, Policy, PolicyDeadline, PolicyGate
from students.rules import case as pure


@transaction.atomic
def save_policy(*, policy: pure.Policy, school: School | None, notes: str = "") -> Policy:
    """Keep a new version of a policy with its clauses, deadlines and gate."""
    row = Policy(
        school=school,
        code=policy.code,
        name=policy.name,
        source=policy.source or "",
        verified_on=policy.verified_on,
        effective_from=policy.effective_from,
        effective_to=policy.effective_to,
        class_years=list(policy.class_years),
        max_attempts=policy.max_attempts,
        testing_on_leave=policy.testing_on_leave.value,
        notes=notes,
    )
    row.full_clean()
    row.save()
    for number, clause in enumerate(policy.on_fail, start=1):
        _save_clause(row, number, clause)
    _save_deadlines(row, None, policy.deadlines)
    if policy.gate is not None:
        _save_gate(row, policy.gate)
    return row


def _save_clause(policy: Policy, number: int, clause: pure.FailClause) -> None:
    leave = clause.leave
    row = FailClause.objects.create(
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
    _save_deadlines(policy, row, clause.deadlines)


def _save_deadlines(
    policy: Policy, clause: FailClause | None, deadlines: tuple[pure.DeadlineClause, ...]
) -> None:
    PolicyDeadline.objects.bulk_create(
        PolicyDeadline(
            policy=policy,
            clause=clause,
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
        scale=gate.scale,
        min=gate.min,
        conditional_min=gate.conditional_min,
        distinct_forms=gate.distinct_forms,
        max_age_days=gate.max_age_days,
        min_days_before_sitting=gate.min_days_before_sitting,
        max_tries=gate.max_tries,
        extra=list(gate.extra),
    )
