"""Keeping holds and what they ask for in step with the rules, for many students at once.

Whoever writes the record refreshes the standing, and that is where holds are kept, so that no
writer can forget them. The rules say what a hold asks for; lifting one is left to people.
"""

from __future__ import annotations

from typing import Any

from students.actions.history import Change, History, change
from students.choices import ChangeKind, HoldState, OverrideKind, ReleaseGround, TaskKind
from students.models import Attempt, Hold, HoldTask, Student
from students.rules import hold_life
from students.rules.case import Case, DeadlineKind, ResumeOn
from students.rules.conclude import RulesResult
from students.rules.hold_life import ground_for_release
from students.rules.standing import HoldProgress

# What is read of each student besides the case.
RELATED = ("holds__tasks", "holds__overrides")
FACTS = (
    *("kind", "starts_on", "rotation", "resume_on", "clause"),
    *("policy_code", "policy_name", "policy_from", "approver"),
)
STATE = ("state", "release_ground", "proposed_on")
THE_MEETING = "The meeting the policy asks for"
Asked = dict[tuple[str, str], None]


class HoldKeeper:
    """What becomes of many students' holds and tasks, until it is written."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._holds: dict[int, Hold] = {}  # by identity: a new one has no key yet
        self._new_tasks: list[HoldTask] = []
        self._dropped_tasks: list[int] = []

    def settle(self, student: Student, case: Case, result: RulesResult) -> HoldProgress | None:
        """The student's hold as it must be now; None where there is none.

        The latest fail has the hold. Another's is replaced, and in force again should the later
        fail turn out to be none. What a person lifted stays lifted.
        """
        holds = list(student.holds.all())
        current = next((hold for hold in holds if hold.is_open), None)
        hold = self._of_latest_fail(student, holds, result) if result.holds else current
        if hold is None:
            return None
        if current is not None and current is not hold:
            current.release_ground, current.proposed_on = "", None
            self._to(current, HoldState.SUPERSEDED, ChangeKind.HOLD_SUPERSEDED)
        if hold.is_open:
            ground = ground_for_release(case, result)
            if ground is hold_life.Ground.CAUSE_GONE:
                self._bring_tasks_in_line(hold, {})
            self._propose(hold, ground)
        return _progress(hold, result)

    def write(self) -> None:
        """Write everything settled. What closes comes first: one open hold at every moment."""
        if not (self._holds or self._new_tasks or self._dropped_tasks):
            return
        for is_open in (False, True):
            Hold.objects.bulk_create(
                [hold for hold in self._holds.values() if hold.is_open is is_open],
                update_conflicts=True,
                unique_fields=["attempt"],
                update_fields=[*FACTS, *STATE],
            )
        HoldTask.objects.filter(pk__in=self._dropped_tasks).delete()
        HoldTask.objects.bulk_create(self._new_tasks)

    def _of_latest_fail(self, student: Student, holds: list[Hold], result: RulesResult) -> Hold:
        fail = result.situation.fail
        attempt = next(row for row in student.attempts.all() if fail and row.sat_on == fail.sat_on)
        hold = next((hold for hold in holds if hold.attempt_id == attempt.pk), None)
        if hold is None:
            return self._begin(student, attempt, result)
        if hold.state == HoldState.SUPERSEDED:
            self._to(hold, HoldState.ACTIVE, ChangeKind.HOLD_REOPENED)
        if hold.is_open:
            self._bring_in_line(hold, result)
        return hold

    def _begin(self, student: Student, attempt: Attempt, result: RulesResult) -> Hold:
        hold = Hold(student=student, attempt=attempt, **_facts(result))
        self._holds[id(hold)] = hold
        self._new_tasks += [HoldTask(hold=hold, kind=k, name=n) for k, n in _asked(result)]
        self._history.add(student, ChangeKind.HOLD_BEGUN, hold=hold)
        return hold

    def _bring_in_line(self, hold: Hold, result: RulesResult) -> None:
        facts = _facts(result)
        changes = [
            change(name, getattr(hold, name), value)
            for name, value in facts.items()
            if getattr(hold, name) != value
        ]
        if changes:
            for name, value in facts.items():
                setattr(hold, name, value)
            self._holds[id(hold)] = hold
            self._history.add(hold.student, ChangeKind.DATES_CHANGED, hold=hold, changes=changes)
        self._bring_tasks_in_line(hold, _asked(result))

    def _bring_tasks_in_line(self, hold: Hold, asked: Asked) -> None:
        """Ask for what is new; drop what is asked no more, unless it was done."""
        kept = {(task.kind, task.name): task for task in hold.tasks.all()}
        new = [key for key in asked if key not in kept]
        dropped = [task for key, task in kept.items() if key not in asked and not task.done_on]
        if new or dropped:
            changes: list[Change] = [change(kind, None, name) for kind, name in new]
            changes += [change(task.kind, task.name, None) for task in dropped]
            self._history.add(hold.student, ChangeKind.TASKS_CHANGED, hold=hold, changes=changes)
        self._new_tasks += [HoldTask(hold=hold, kind=kind, name=name) for kind, name in new]
        self._dropped_tasks += [task.pk for task in dropped]

    def _propose(self, hold: Hold, ground: hold_life.Ground | None) -> None:
        """Say that a person may lift the hold, or that it is not so any more."""
        if ground is not None and hold.release_ground != ground:
            hold.release_ground, hold.proposed_on = ReleaseGround(ground), self._history.today
            self._to(hold, HoldState.RELEASE_PROPOSED, ChangeKind.RELEASE_PROPOSED)
        elif ground is None and hold.state == HoldState.RELEASE_PROPOSED:
            hold.release_ground, hold.proposed_on = "", None
            self._to(hold, HoldState.ACTIVE, ChangeKind.PROPOSAL_WITHDRAWN)

    def _to(self, hold: Hold, state: HoldState, kind: ChangeKind) -> None:
        hold.state = state
        self._holds[id(hold)] = hold
        changes = [change("ground", None, hold.release_ground)] if hold.release_ground else []
        self._history.add(hold.student, kind, hold=hold, changes=changes)


def _facts(result: RulesResult) -> dict[str, Any]:
    """What the rules say of a hold, as its columns."""
    asked, policy = result.holds[0], result.situation.policy
    return {
        "kind": asked.kind,
        "starts_on": asked.starts_on,
        "rotation": asked.rotation.value,
        "resume_on": asked.resume_on.value,
        "clause": asked.clause,
        "policy_code": policy.code if policy else "",
        "policy_name": asked.policy,
        "policy_from": policy.effective_from if policy else None,
        "approver": asked.approver or "",
    }


def _asked(result: RulesResult) -> Asked:
    """The meetings and documents of the clause, each once and in its order.

    A day to meet by without a named meeting asks for one all the same.
    """
    hold = result.holds[0]
    asked = {(TaskKind.MEETING.value, name): None for name in hold.meetings}
    if not asked and any(row.kind is DeadlineKind.MEET_BY for row in result.deadlines):
        asked[TaskKind.MEETING.value, THE_MEETING] = None
    return asked | {(TaskKind.DOCUMENT.value, name): None for name in hold.documents}


def _progress(hold: Hold, result: RulesResult) -> HoldProgress:
    """What the rules of the standing need to know of it."""
    is_waived = hold.pk is not None and any(
        row.kind == OverrideKind.SIT_BEFORE_GATE and row.withdrawn_on is None
        for row in hold.overrides.all()
    )
    return HoldProgress(
        state=hold_life.HoldState(hold.state),
        starts_on=hold.starts_on,
        resume_on=ResumeOn(hold.resume_on),
        ground=hold_life.Ground(hold.release_ground) if hold.release_ground else None,
        proposed_on=hold.proposed_on,
        has_met=_has_met(hold, result),
        is_gate_waived=is_waived,
    )


def _has_met(hold: Hold, result: RulesResult) -> bool:
    """Whether every meeting the clause asks for has been held."""
    if hold.pk is None or not result.holds:
        return False
    done = {(task.kind, task.name) for task in hold.tasks.all() if task.done_on}
    meetings = [key for key in _asked(result) if key[0] == TaskKind.MEETING]
    return bool(meetings) and done.issuperset(meetings)
