"""Policy rows -> pure policies, and which one a student's case names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from students.casefile import parse_policy
from students.models import FailClause, Policy, PolicyDeadline, PolicyGate, Student
from students.reference import load_reference
from students.reference.cache import keep_reference
from students.rules import case
from students.rules.reference import Reference


def gather_policies() -> dict[str, tuple[case.Policy, ...]]:
    """Every version of every policy by code, in four queries."""
    versions: dict[str, list[case.Policy]] = defaultdict(list)
    rows = Policy.objects.select_related("gate").prefetch_related("on_fail", "deadlines")
    for row in rows:
        versions[row.code].append(policy_of_row(row))
    return {code: tuple(policies) for code, policies in versions.items()}


def gather_reference(*, on: date | None = None) -> Reference:
    """Everything the rules know: the reference facts and every school's policies.

    Costs one query while no row changes. `on` is that of `load_reference`.
    """
    return keep_reference(on, lambda: load_reference(on=on), gather_policies)


def policy_of(student: Student, reference: Callable[[], Reference]) -> case.Policy | str | None:
    """The student's policy code, or the policy that came with their imported case.

    Only the second needs the `reference`.
    """
    if student.own_policy is not None:
        return parse_policy(student.own_policy, reference())
    return student.policy_code


def policy_of_row(row: Policy) -> case.Policy:
    """One version as the rules read it."""
    return policy_of_rows(
        row, list(row.on_fail.all()), list(row.deadlines.all()), getattr(row, "gate", None)
    )


def policy_of_rows(
    row: Policy,
    clauses: Sequence[FailClause],
    deadlines: Sequence[PolicyDeadline],
    gate: PolicyGate | None,
) -> case.Policy:
    """A policy from its rows, saved or not, each kind in its order."""
    return case.Policy(
        code=row.code,
        name=row.name,
        source=row.source or None,
        verified_on=row.verified_on,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        class_years=tuple(row.class_years),
        max_attempts=row.max_attempts,
        on_fail=tuple(_clause(clause, deadlines) for clause in clauses),
        deadlines=tuple(_deadline(line) for line in deadlines if line.fail_number is None),
        gate=_gate(gate) if gate else None,
        testing_on_leave=case.TestingOnLeave(row.testing_on_leave),
    )


def _gate(row: PolicyGate) -> case.Gate:
    return case.Gate(
        instruments=tuple(row.instruments),
        scale=row.scale,
        min=row.min,
        conditional_min=row.conditional_min,
        distinct_forms=row.distinct_forms,
        max_age_days=row.max_age_days,
        min_days_before_sitting=row.min_days_before_sitting,
        max_tries=row.max_tries,
        extra=tuple(row.extra),
    )


def _clause(row: FailClause, deadlines: Sequence[PolicyDeadline]) -> case.FailClause:
    return case.FailClause(
        rotation=case.RotationRule(row.rotation),
        resume_on=case.ResumeOn(row.resume_on),
        standing=row.standing,
        text=row.text,
        meetings=tuple(row.meetings),
        documents=tuple(row.documents),
        approver=row.approver,
        leave=case.Leave(row.leave_kind, row.leave_min_days, row.leave_max_days)
        if row.leave_kind
        else None,
        deadlines=tuple(_deadline(line) for line in deadlines if line.fail_number == row.number),
    )


def _deadline(row: PolicyDeadline) -> case.DeadlineClause:
    return case.DeadlineClause(
        kind=case.DeadlineKind(row.kind),
        shape=case.DeadlineShape(row.shape),
        event=row.event or None,
        n=row.n,
        date=row.date,
        month=row.month,
        day=row.day,
        year_of=case.YearOf(row.year_event, row.year_plus) if row.year_event else None,
        block=row.block,
    )
