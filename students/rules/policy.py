"""Which of the school's rules apply to this student now: the policy, the fail and its clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from students.rules.attempts import is_passed
from students.rules.case import Attempt, Case, DeadlineClause, FailClause, Gate, Outcome, Policy
from students.rules.gates import gate_scale
from students.rules.reference import Reference, is_in_force


@dataclass(frozen=True, slots=True)
class Situation:
    """The rules that bear on a case. `clause_name` counts from 1: `on_fail[2]`."""

    policy: Policy | None
    fail: Attempt | None
    fail_number: int
    clause: FailClause | None
    clause_name: str | None
    gate: Gate
    ready_epc: float
    is_passed: bool

    @property
    def policy_name(self) -> str:
        """What the policy is called in a sentence."""
        policy = self.policy
        return (policy.name or policy.code if policy else "") or "the school's policy"

    @property
    def policy_source(self) -> str:
        """Where the policy can be read, else its name."""
        return (self.policy.source if self.policy else None) or self.policy_name

    def deadline_clauses(self) -> Iterator[tuple[str, DeadlineClause]]:
        """Each deadline by name: those of the fail's clause, then the policy's own."""
        if self.is_passed or self.policy is None:
            return
        if self.clause is not None:
            for i, deadline in enumerate(self.clause.deadlines, start=1):
                yield f"{self.clause_name}.deadlines[{i}]", deadline
        for i, deadline in enumerate(self.policy.deadlines, start=1):
            yield f"deadlines[{i}]", deadline


def situation_of(case: Case, reference: Reference) -> Situation:
    """The policy in force, the latest reported fail, the clause for it and the gate."""
    fails = sorted(
        (a for a in case.attempts if a.outcome is Outcome.FAIL), key=lambda fail: fail.sat_on
    )
    fail = next((attempt for attempt in reversed(fails) if attempt.is_reported_fail), None)
    number = fails.index(fail) + 1 if fail else 0
    policy = policy_in_force(case, reference, fail)
    clauses = policy.on_fail if policy and fail else ()
    which = min(number, len(clauses))
    gate = policy.gate if policy and policy.gate else reference.readiness.default_gate
    return Situation(
        policy=policy,
        fail=fail,
        fail_number=number,
        clause=clauses[which - 1] if clauses else None,
        clause_name=f"on_fail[{which}]" if clauses else None,
        gate=gate,
        ready_epc=ready_epc(policy, reference),
        is_passed=is_passed(case),
    )


def policy_in_force(case: Case, reference: Reference, fail: Attempt | None) -> Policy | None:
    """The policy of the case: an inline one as given, a code's version for the class and day.

    The day is that of the latest fail's report; without a fail, the day the case is as of. Of
    two versions in force the one for certain classes wins, then the newer one.
    """
    if not isinstance(case.policy, str):
        return case.policy
    on = fail.reported_on if fail and fail.reported_on else case.as_of
    in_force = (
        version
        for version in reference.policies.get(case.policy, ())
        if is_in_force(version, on) and _covers_class(version, case.student.class_year)
    )
    return max(in_force, key=_how_specific, default=None)


def ready_epc(policy: Policy | None, reference: Reference) -> float:
    """The score that counts as ready: the school's minimum if on the same scale, else ours."""
    gate = policy.gate if policy else None
    own = reference.readiness.default_gate.scale
    if gate and gate.min is not None and gate_scale(gate, reference) == own:
        return gate.min
    return reference.learning.ready_epc


def _covers_class(policy: Policy, class_year: int | None) -> bool:
    return not policy.class_years or class_year in policy.class_years


def _how_specific(version: Policy) -> tuple[bool, date]:
    return bool(version.class_years), version.effective_from or date.min
