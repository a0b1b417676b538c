"""What the rules say of a student's dates: attempts, hold, deadlines, window, with the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from advising.caseload.phrases import plural
from advising.states import State
from students.choices import DeadlineKind
from students.gather import gather_case
from students.gather_policies import gather_reference
from students.models import Student
from students.rules.attempts import SCHOOL
from students.rules.case import Leave
from students.rules.clauses import say_clause
from students.rules.conclude import RulesResult, conclude_rules
from students.rules.result import Deadline, Hold, Limit


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline in words, with the last sitting days that keep it."""

    name: str
    due_on: date | None
    clause: str
    sit_by_safe: date | None
    sit_by_typical: date | None
    state: State


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit on attempts in words. `left` is None where only the board can say."""

    name: str
    limit: int
    left: int
    note: str


@dataclass(frozen=True, slots=True)
class DatesPage:
    """The rules' conclusions, and their lists in words: each hold's facts as (name, value)."""

    rules: RulesResult
    holds: tuple[tuple[tuple[str, str], ...], ...]
    deadlines: tuple[DeadlineRow, ...]
    limits: tuple[LimitRow, ...]

    @property
    def policy(self) -> str:
        return self.rules.situation.policy_name

    @property
    def policy_source(self) -> str:
        """Where the policy can be read, if it is an address."""
        policy = self.rules.situation.policy
        source = (policy.source if policy else None) or ""
        return source if source.startswith("https://") else ""

    @property
    def binding(self) -> str:
        """The clause that decides the latest safe day, in words."""
        window = self.rules.sit_window
        return say_clause(window.binding) if window and window.binding else ""

    @property
    def binding_inputs(self) -> list[tuple[str, str]]:
        """The chain of reasons behind the sit window, as a list of numbered steps."""
        window = self.rules.sit_window
        reasons = window.because if window else ()
        return [(f"Step {number}", reason) for number, reason in enumerate(reasons, start=1)]


def dates_page(student: Student, *, today: date) -> DatesPage:
    """Everything the rules say of one student's dates today."""
    rules = conclude_rules(gather_case(student, as_of=today), gather_reference())
    return DatesPage(
        rules=rules,
        holds=tuple(tuple(_hold(row)) for row in rules.holds),
        deadlines=tuple(_deadline(row, today) for row in rules.deadlines),
        limits=tuple(_limit(row, rules.situation.policy_name) for row in rules.attempts.limits),
    )


def _hold(row: Hold) -> Iterator[tuple[str, str]]:
    """What there is to know of a hold; what it does not ask for is left out."""
    facts = (
        ("Rotation in progress", row.current_rotation),
        ("Rotations missed", ", ".join(row.missed_rotations)),
        ("Academic standing", (row.standing or "").replace("_", " ")),
        ("Meetings asked for", ", ".join(row.meetings)),
        ("Documents asked for", ", ".join(row.documents)),
        ("Decided by", row.approver),
        ("Leave", _leave(row.leave) if row.leave else ""),
        ("Source", f"{row.policy}, {say_clause(row.clause)}"),
    )
    return ((name, value) for name, value in facts if value)


def _leave(leave: Leave) -> str:
    said = [leave.kind.replace("_", " ")]
    if leave.min_days is not None:
        said.append(f"at least {plural(leave.min_days, 'day')}")
    if leave.max_days is not None:
        said.append(f"at most {plural(leave.max_days, 'day')}")
    return ", ".join(said)


def _deadline(row: Deadline, today: date) -> DeadlineRow:
    return DeadlineRow(
        name=DeadlineKind(row.kind).label,
        due_on=row.due_on,
        clause=say_clause(row.clause),
        sit_by_safe=row.sit_by_safe,
        sit_by_typical=row.sit_by_typical,
        state=_state(row, today),
    )


def _state(row: Deadline, today: date) -> State:
    """A deadline that is over is a stop; one that can only be met by luck, a warning."""
    if row.due_on is None:
        return State.WARN
    if row.due_on < today:
        return State.NONE if row.kind == DeadlineKind.MEET_BY else State.STOP
    if row.sit_by_safe and row.sit_by_safe < today:
        return State.WARN
    return State.INFO


def _limit(row: Limit, policy: str) -> LimitRow:
    if row.rule == SCHOOL:
        return LimitRow(policy, row.limit, row.left, "the school's own limit")
    if row.rule.startswith("state:"):
        state = row.rule.removeprefix("state:")
        return LimitRow(f"{state} state board", row.limit, row.left, "verify with the board")
    return LimitRow("The exam's own limit", row.limit, row.left, "")
