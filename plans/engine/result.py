"""The plan and what surrounds it, as frozen values whose field names are the contract's keys.

A trailing underscore only keeps a Python word apart from the key; `as_json` drops it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plans.engine.agenda import Activity
from plans.engine.days import DayKind
from plans.engine.phases import PhaseName
from students.rules.result import (
    AttemptsResult,
    Deadline,
    Finding,
    Hold,
    Readiness,
    RejoinOption,
    SitWindow,
)


class Purpose(StrEnum):
    """What a practice exam of the plan is for."""

    BASELINE = "baseline"
    PROGRESS = "progress"
    GATE = "gate"
    FINAL = "final"


class WhyExamOn(StrEnum):
    """Why the plan runs to its exam date."""

    WISH = "wish"
    EARLIEST_READY = "earliest_ready"
    LAST_CANDIDATE = "last_candidate"
    PAST_DEADLINE = "past_deadline"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a day: what to do, on what, from what, and why."""

    minutes: int
    activity: Activity
    area: str | None
    discipline: str | None
    resource: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the plan."""

    on: date
    kind: DayKind
    minutes: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the plan with one aim."""

    name: PhaseName
    from_: date
    to: date


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A practice exam. One split over days has a row a day; `part_of` is the last one's day."""

    on: date
    instrument: str
    form: str | None
    purpose: Purpose
    target: float | None
    part_of: date | None


@dataclass(frozen=True, slots=True)
class AreaHours:
    """What one content area gets, and what the model expects of it."""

    area: str
    weight: float
    baseline: float
    hours: float
    gain_epc: float


@dataclass(frozen=True, slots=True)
class Allocation:
    """The split of the hours, its gain, and the best any split of them could reach."""

    ceiling: float
    scale_hours: float
    areas: tuple[AreaHours, ...]
    gain_epc: float
    bound_gain_epc: float


@dataclass(frozen=True, slots=True)
class ExpectedDays:
    """A day as it usually comes, and as it comes at the latest."""

    typical: date
    safe: date


@dataclass(frozen=True, slots=True)
class Plan:
    """Every day from the plan's start to the exam."""

    starts_on: date
    exam_on: date
    why_exam_on: WhyExamOn
    hours_total: float
    score_expected: ExpectedDays
    hold_ends_on: ExpectedDays | None
    rejoins: str | None
    phases: tuple[Phase, ...]
    checkpoints: tuple[Checkpoint, ...]
    forms_left: tuple[str, ...]
    allocation: Allocation
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class DurationSource:
    """What one source recommends for the failed score; `weeks` is None where it names none."""

    source: str
    weeks: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long to study at least, by every source, and the one that decides."""

    sources: tuple[DurationSource, ...]
    min_weeks: int
    used: str | None
    action: str | None


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """The expected score on a day, its 80% interval and the chance to pass (unofficial)."""

    on: date
    mean: float
    low: float
    high: float
    p_pass: float
    official: bool = False


@dataclass(frozen=True, slots=True)
class Remedy:
    """Something that would make an impossible plan fit.

    `works` is True or False where the engine found out, None where a person must judge.
    """

    kind: str
    value: float | str | None
    works: bool | None
    exam_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the rules and the engine conclude from a case."""

    version: int
    engine: str
    as_of: date
    findings: tuple[Finding, ...]
    attempts: AttemptsResult
    holds: tuple[Hold, ...]
    deadlines: tuple[Deadline, ...]
    sit_window: SitWindow | None
    rejoin_options: tuple[RejoinOption, ...]
    readiness: Readiness
    duration: Duration
    forecast: tuple[ForecastRow, ...]
    feasible: bool | None
    remedies: tuple[Remedy, ...]
    plan: Plan | None
