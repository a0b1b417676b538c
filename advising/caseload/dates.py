"""A student's dates as the dean reads them: what the rules say, what people did, what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from plans.queries.findings import told_findings
from plans.telling import Reader, Told
from students.choices import HoldState, OverrideKind, RotationRule
from students.dates.history import Line, history_of
from students.dates.leave import LeaveChecklist, leave_checklist, say_leave
from students.dates.limits import SittingLimits, sitting_limits
from students.dates.parts import Dates
from students.dates.reading import policy_url, read_dates
from students.dates.words import say_hold_state
from students.models import Attempt, Extension, HoldTask, Override, Student


@dataclass(frozen=True, slots=True)
class Granted:
    """Something granted against the policy's words, and still in effect."""

    act: Extension | Override
    words: str
    can_be_taken_back: bool


@dataclass(frozen=True, slots=True)
class DatesPage:
    """The days with their reasons, the hold's facts as (name, value), and what was granted.

    `findings` are what the rules have to say to who advises, without a day that is done.
    """

    dates: Dates
    findings: tuple[Told, ...]
    hold_facts: tuple[tuple[str, str], ...]
    tasks: tuple[HoldTask, ...]
    granted: tuple[Granted, ...]
    limits: SittingLimits
    sittings: tuple[Attempt, ...]
    leave: LeaveChecklist
    history: tuple[Line, ...]

    @property
    def hold_state(self) -> str:
        """The hold's state in a few words; one that only begins says when."""
        hold = self.dates.hold
        return say_hold_state(hold, today=self.dates.today) if hold else ""

    @property
    def policy(self) -> str:
        return self.dates.situation.policy_name

    @property
    def policy_source(self) -> str:
        """Where the policy can be read, if it is an address."""
        return policy_url(self.dates.situation)

    @property
    def can_allow_sitting(self) -> bool:
        """Whether there is an open hold whose gate is neither met nor set aside."""
        hold = self.dates.hold
        if hold is None or not hold.is_open or self.dates.rules.readiness.gate.met is True:
            return False
        if not self.dates.rules.attempts.may_sit:
            return False
        return not any(isinstance(row.act, Override) for row in self.granted)

    @property
    def can_extend(self) -> bool:
        """Whether a deadline can be given a later day: under a hold that was not replaced."""
        hold = self.dates.hold
        return hold is not None and hold.state != HoldState.SUPERSEDED


def dates_page(student: Student, *, today: date) -> DatesPage:
    """Everything on one student's tab of dates."""
    dates = read_dates(student, today=today)
    return DatesPage(
        dates=dates,
        findings=tuple(told_findings(map(asdict, dates.rules.findings), student, Reader.ADVISOR)),
        hold_facts=tuple(_hold_facts(dates)),
        tasks=tuple(_tasks(dates)),
        granted=tuple(_granted(dates)),
        limits=sitting_limits(dates),
        sittings=tuple(student.attempts.order_by("sat_on")),
        leave=leave_checklist(student, dates.situation, today=today),
        history=history_of(student),
    )


def _hold_facts(dates: Dates) -> Iterator[tuple[str, str]]:
    """What there is to know of a hold; what it does not ask for is left out."""
    if not dates.rules.holds:
        return
    row = dates.rules.holds[0]
    facts = (
        ("Rotation", RotationRule(row.rotation).label if row.rotation else ""),
        ("In progress then", row.current_rotation),
        ("Rotations missed", ", ".join(row.missed_rotations)),
        ("Academic standing", (row.standing or "").replace("_", " ")),
        ("Decided by", row.approver),
        ("Leave", say_leave(row.leave) if row.leave else ""),
    )
    for name, value in facts:
        if value:
            yield name, str(value)


def _tasks(dates: Dates) -> Iterator[HoldTask]:
    """What the hold asks for; after a pass only what was done."""
    for task in dates.hold.tasks.all() if dates.hold else ():
        if task.done_on or not dates.situation.is_passed:
            yield task


def _granted(dates: Dates) -> Iterator[Granted]:
    if dates.hold is None:
        return
    names = {day.clause: day.name for day in dates.deadlines}
    for extension in dates.hold.extensions.all():
        if extension.withdrawn_on is None:
            name = names.get(extension.clause, extension.get_kind_display())
            yield Granted(extension, f"{name} extended", can_be_taken_back=True)
    for override in dates.hold.overrides.all():
        if override.withdrawn_on is None:
            stays = override.kind == OverrideKind.LIFT_EARLY and dates.situation.is_passed
            yield Granted(override, override.get_kind_display(), not stays)
