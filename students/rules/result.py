"""What the rules conclude, as frozen values whose field names are the contract's keys.

A trailing underscore only keeps a Python word apart from the key; `as_json` drops it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from students.rules.case import DeadlineKind, Leave, ResumeOn, RotationRule


class FindingLevel(StrEnum):
    """How much a finding asks of its reader: to know, to act, or that there is no way on."""

    INFO = "info"
    WARNING = "warning"
    STOP = "stop"


class Scenario(StrEnum):
    """How the most recent counting practice score lies to the low-pass band."""

    AT_RISK = "at_risk"
    BORDERLINE = "borderline"
    CLOSE = "close"
    LIKELY_READY = "likely_ready"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about a case, in words, with where it comes from."""

    code: str
    level: FindingLevel
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit on sittings; `verify` when only the board itself can confirm it."""

    rule: str
    limit: int
    left: int
    verify: bool


@dataclass(frozen=True, slots=True)
class AttemptsResult:
    """How many sittings are used and left, and the first day of the next one."""

    used: int
    limit: int | None
    left: int | None
    next_number: int
    may_sit: bool
    earliest_next_sit: date | None
    limits: tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """A student kept out of clerkships, by which clause, and what ends it."""

    kind: str
    starts_on: date
    rotation: RotationRule
    current_rotation: str | None
    resume_on: ResumeOn
    clause: str
    policy: str
    standing: str | None
    meetings: tuple[str, ...]
    documents: tuple[str, ...]
    approver: str | None
    leave: Leave | None
    missed_rotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day the policy sets, and the last sitting days that keep it."""

    kind: DeadlineKind
    due_on: date | None
    clause: str
    sit_by_safe: date | None
    sit_by_typical: date | None


@dataclass(frozen=True, slots=True)
class SitWindow:
    """The days on which the next sitting keeps every rule; None where nothing bounds it."""

    opens_on: date | None
    latest_safe: date | None
    latest_typical: date | None
    binding: str | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RejoinOption:
    """A rotation the student can start, and the last sitting days that release them for it."""

    rotation: str
    starts_on: date
    sit_by_safe: date
    sit_by_typical: date
    too_late: bool


@dataclass(frozen=True, slots=True)
class GateClause:
    """One condition of a gate; `met` is None where only a person can tell."""

    text: str
    met: bool | None


@dataclass(frozen=True, slots=True)
class GateReading:
    """Whether the practice scores open the gate; None if the school keeps its minimum to itself."""

    met: bool | None
    conditional: bool
    clauses: tuple[GateClause, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """What the practice scores say. `score_index` counts the case's scores from 0."""

    scenario: Scenario
    score_index: int | None
    range: tuple[float, float] | None
    band: tuple[float, float] | None
    stale: bool
    gate: GateReading


def as_json(value: Any) -> Any:
    """Any result as JSON's own types: ISO dates, enum values, lists, whole numbers as such."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {key: as_json(getattr(value, name)) for name, key in _keys(type(value))}
    if isinstance(value, Mapping):
        return {key: as_json(item) for key, item in value.items()}
    return [as_json(item) for item in value]


@cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    """A dataclass's field names, each with its JSON key."""
    return tuple((field.name, field.name.rstrip("_")) for field in fields(kind))
