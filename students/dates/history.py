"""The history of hold and dates in words, for the student and for those who advise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from advising.words import say_day
from students.choices import (
    ChangeKind,
    DeadlineKind,
    ReleaseGround,
    ResumeOn,
    RotationRule,
    StandingDateKind,
    TaskKind,
)
from students.models import RecordChange, Student
from students.rules.clauses import say_clause


def _say_iso(value: str) -> str:
    return say_day(date.fromisoformat(value))


DAY_NAMES: Mapping[str, str] = {
    **dict(DeadlineKind.choices),
    StandingDateKind.LATEST_SAFE.value: StandingDateKind.LATEST_SAFE.label,
    "starts_on": "Hold begins",
}
NAMES: Mapping[str, tuple[str, Callable[[str], str]]] = {
    **{code: (str(name), _say_iso) for code, name in DAY_NAMES.items()},
    "rotation": ("The current rotation", lambda value: str(RotationRule(value).label)),
    "resume_on": ("Ends with", lambda value: str(ResumeOn(value).label)),
    "clause": ("Clause", say_clause),
    "policy_name": ("Policy", str),
    "approver": ("Decided by", str),
    "ground": ("Because", lambda value: str(ReleaseGround(value).label)),
    **{kind.value: (str(kind.label), str) for kind in TaskKind},
    "sitting": ("Sitting", _say_iso),
}


# Nobody does these: they follow from what somebody tells.
MADE_BY_RULES = frozenset(
    {
        ChangeKind.HOLD_BEGUN,
        ChangeKind.HOLD_REOPENED,
        ChangeKind.HOLD_SUPERSEDED,
        ChangeKind.RELEASE_PROPOSED,
        ChangeKind.PROPOSAL_WITHDRAWN,
        ChangeKind.DATES_CHANGED,
        ChangeKind.TASKS_CHANGED,
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history: what happened, who did it, what it changed and why."""

    on: date
    title: str
    who: str
    because: str
    approver: str
    moves: tuple[str, ...]


def history_of(student: Student) -> tuple[Line, ...]:
    """Everything that happened to the student's hold and dates, latest first."""
    lines = student.changes.select_related("by").order_by("-pk")
    return tuple(_line(line) for line in lines)


def _because(row: RecordChange) -> str:
    """Why the rules changed something: what was told, and by whom."""
    told = f"Told by {row.by.name}." if row.by else ""
    return " ".join(filter(None, (row.because, told)))


def _line(row: RecordChange) -> Line:
    is_by_rule = row.kind in MADE_BY_RULES
    return Line(
        on=row.happened_on,
        title=row.get_kind_display(),
        who="" if is_by_rule or not row.by else row.by.name,
        because=_because(row) if is_by_rule else row.because,
        approver=row.approver,
        moves=tuple(say_changes(row.changes)),
    )


def say_changes(changes: Iterable[Mapping[str, Any]]) -> list[str]:
    """What was and what is, each in a short sentence; what no reader knows by name is left out."""
    return [said for change in changes if (said := _say(change))]


def _say(change: Mapping[str, Any]) -> str:
    what, before, after = change["what"], change["before"], change["after"]
    if what not in NAMES:
        return ""
    name, say = NAMES[what]
    if what == "sitting":
        return f"The sitting of {say(before)} does not count any more"
    if not after:
        return f"{name}: {say(before)} no longer asked for" if before else f"{name}: not known yet"
    return f"{name}: {say(after)} instead of {say(before)}" if before else f"{name}: {say(after)}"
