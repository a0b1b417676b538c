"""Extensions: a person's later day in place of a policy's.

An extended deadline becomes one on a date, in the policy itself and in the same place, so that
whatever reads a policy reads the extension too and the case file needs no word for it.
"""

from __future__ import annotations

from dataclasses import replace

from students.rules.case import (
    Case,
    DeadlineClause,
    DeadlineShape,
    Extended,
    Extension,
    Policy,
)
from students.rules.deadlines import Anchors, anchors_of, due_on, reason_for
from students.rules.policy import Situation, situation_of
from students.rules.reference import Reference


def with_extensions(case: Case, reference: Reference) -> Case:
    """The case with its extensions written into the policy in force, and none left over.

    An extension counts while its clause asks for the same thing after the same fail (a deadline
    whatever the attempt: after any), and only while it is later than what the policy says.
    """
    if not case.extensions:
        return case
    situation = situation_of(case, reference)
    anchors = anchors_of(case, situation)
    moved = {
        name: _moved(name, clause, situation, anchors, case.extensions)
        for name, clause in situation.deadline_clauses()
    }
    if not any(line.extended for line in moved.values()) or situation.policy is None:
        return replace(case, extensions=())
    return replace(case, extensions=(), policy=_policy(situation.policy, situation, moved))


def _moved(
    name: str,
    clause: DeadlineClause,
    situation: Situation,
    anchors: Anchors,
    extensions: tuple[Extension, ...],
) -> DeadlineClause:
    """The deadline on the latest day granted for it, or as it is."""
    granted = [row for row in extensions if _applies(row, name, clause, situation)]
    own = due_on(clause, anchors)
    last = max(granted, key=lambda row: row.due_on, default=None)
    if last is None or (own is not None and own >= last.due_on):
        return clause
    extended = Extended(by=last, due_on=own, reason=reason_for(clause, anchors))
    return DeadlineClause(clause.kind, DeadlineShape.ON_DATE, date=last.due_on, extended=extended)


def _applies(row: Extension, name: str, clause: DeadlineClause, situation: Situation) -> bool:
    if row.clause != name or row.kind is not clause.kind:
        return False
    is_of_the_fail = name.startswith(f"{situation.clause_name}.")
    return not is_of_the_fail or (
        situation.fail is not None and situation.fail.sat_on == row.fail_on
    )


def _policy(policy: Policy, situation: Situation, moved: dict[str, DeadlineClause]) -> Policy:
    """The policy with the moved deadlines in their places."""
    on_fail = tuple(
        replace(
            clause,
            deadlines=tuple(
                moved[f"{situation.clause_name}.deadlines[{i}]"]
                for i in range(1, len(clause.deadlines) + 1)
            ),
        )
        if f"on_fail[{k}]" == situation.clause_name
        else clause
        for k, clause in enumerate(policy.on_fail, start=1)
    )
    deadlines = tuple(moved[f"deadlines[{i}]"] for i in range(1, len(policy.deadlines) + 1))
    return replace(policy, on_fail=on_fail, deadlines=deadlines)
