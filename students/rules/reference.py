"""The reference facts as plain values: what the rules know about exams, all of it dated.

`students.reference` fills a `Reference` from the database once per run. A fact that changes
over time is a row with `effective_from` and `effective_to`; `in_force` picks the row of a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from students.rules.case import Gate, Policy


class Dated(Protocol):
    """A fact with a first and a last day (None: open on that side)."""

    @property
    def effective_from(self) -> date | None: ...

    @property
    def effective_to(self) -> date | None: ...


DatedT = TypeVar("DatedT", bound=Dated)


def is_in_force(row: Dated, on: date) -> bool:
    """Whether the row's first and last day hold the day, both included."""
    begun = row.effective_from is None or row.effective_from <= on
    return begun and (row.effective_to is None or on <= row.effective_to)


def in_force(rows: Iterable[DatedT], on: date) -> DatedT | None:
    """The first row in force on a day, or None."""
    return next((row for row in rows if is_in_force(row, on)), None)


@dataclass(frozen=True, slots=True)
class PassingStandard:
    """The lowest score that passes an exam, on the exam's own scale, between two days."""

    exam: str
    scale: str
    value: int
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True)
class ExamFormat:
    """How the exam is cut into blocks; from practise on, timed blocks copy it."""

    exam: str
    blocks: int
    block_minutes: int
    items_per_block: int
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True)
class ContentArea:
    """A row of the exam outline: its share of items as a percent range."""

    code: str
    name: str
    low: float
    high: float
    is_big_ticket: bool = False


@dataclass(frozen=True, slots=True)
class Discipline:
    """A discipline of an outline and its share of the questions, from `low` to `high` percent."""

    code: str
    name: str
    low: float
    high: float
    is_big_ticket: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """One edition of an exam's content outline."""

    exam: str
    areas: tuple[ContentArea, ...]
    disciplines: tuple[Discipline, ...]
    effective_from: date | None = None
    effective_to: date | None = None

    def weights(self) -> dict[str, float]:
        """Each area's share of the exam: range midpoints, normalised to sum to 1."""
        midpoints = {area.code: (area.low + area.high) / 2 for area in self.areas}
        total = sum(midpoints.values())
        return {code: midpoint / total for code, midpoint in midpoints.items()}


@dataclass(frozen=True, slots=True)
class Scale:
    """The lowest and the highest score there is on a scale."""

    code: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Instrument:
    """A kind of practice exam. `is_predictive` is true only where the source says so in full."""

    code: str
    name: str
    scale: str
    is_predictive: bool
    items: int | None = None
    sections: int | None = None
    section_minutes: int | None = None
    likely_range: float | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """One form of an instrument and when it was on sale (None: unknown, or still on sale)."""

    instrument: str
    form: str
    released_on: date | None = None
    retired_on: date | None = None

    @property
    def place(self) -> tuple[int, str, str]:
        """Where the form comes among those to take: the highest number, the newest, last."""
        number = int(self.form) if self.form.isdecimal() else -1
        return (number, self.form, self.instrument)

    def is_on_sale(self, day: date) -> bool:
        released = self.released_on is None or self.released_on <= day
        return released and (self.retired_on is None or day < self.retired_on)


@dataclass(frozen=True, slots=True)
class AttemptRule:
    """A limit on sittings. Only the fields its kind needs are set.

    Kinds: `max_attempts` (limit), `window` (limit sittings in any `months`), `spacing`
    (`attempt` at least `months_after_first` and `months_after_latest` later).
    """

    code: str
    exam: str
    kind: str
    limit: int | None = None
    months: int | None = None
    attempt: int | None = None
    months_after_first: int | None = None
    months_after_latest: int | None = None
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True)
class StateBoard:
    """A state board's own limit for an exam, always to be verified with the board."""

    state: str
    limit: int | None
    is_known: bool = True
    note: str = ""
    exam: str = ""


@dataclass(frozen=True, slots=True)
class QuietHoliday:
    """A holiday after which no scores come out for `days` days.

    Either a fixed `month` and `day`, or the `nth` `weekday` (Monday 0) of `month`.
    """

    code: str
    month: int
    day: int | None = None
    nth: int | None = None
    weekday: int | None = None
    days: int = 7


@dataclass(frozen=True, slots=True)
class ScoreRelease:
    """When a score comes out: the first release weekday this many days after the sitting."""

    weekday: int
    typical_days: int
    safe_days: int
    quiet_holidays: tuple[QuietHoliday, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True)
class LowPassBand:
    """The scores of a scale that NBME prints as a low pass, between two days."""

    scale: str
    low: float
    high: float
    effective_from: date | None = None
    effective_to: date | None = None


@dataclass(frozen=True, slots=True)
class ReadinessRule:
    """How a practice score is read: default half-width and how long a score stays recent."""

    likely_range: float
    recent_days: int
    bands: tuple[LowPassBand, ...]
    default_gate: Gate


@dataclass(frozen=True, slots=True)
class LearningModel:
    """The assumptions of the plan's arithmetic, shown to the user as such."""

    ceiling: float
    scale_hours: float
    ready_epc: float
    item_prior: float
    report_level_shift: float
    level_sd_from_score: float
    level_sd_from_prior: float
    prior_level: float
    prior_pass_level: float
    points_per_epc: float
    curve_cut: float
    curve_spread: float


@dataclass(frozen=True, slots=True)
class StudyDuration:
    """What one source recommends for a failed three-digit score; weeks None where it names none."""

    source: str
    from_score: int | None
    to_score: int | None
    weeks_min: int | None
    weeks_max: int | None
    action: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to study from."""

    code: str
    name: str
    kind: str
    is_core: bool
    disciplines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeaveRule:
    """How long a leave may last before federal aid ends."""

    max_days: int
    within_months: int


@dataclass(frozen=True, slots=True)
class Reference:
    """Every fact the rules and the engine use. Rows are sorted by code, editions by date."""

    exams: Mapping[str, str]  # their names by code
    standards: tuple[PassingStandard, ...]
    formats: tuple[ExamFormat, ...]
    outlines: tuple[Outline, ...]
    scales: Mapping[str, Scale]
    instruments: Mapping[str, Instrument]
    forms: tuple[Form, ...]
    attempt_rules: tuple[AttemptRule, ...]
    states: Mapping[str, tuple[StateBoard, ...]]  # a state's board, once for each exam
    releases: tuple[ScoreRelease, ...]
    readiness: ReadinessRule
    learning: LearningModel
    durations: tuple[StudyDuration, ...]
    resources: Mapping[str, Resource]
    max_primary_resources: int
    misses_for_an_hour: int  # on one topic, before a plan gives it an hour
    causes: tuple[str, ...]
    events: tuple[str, ...]
    leave: LeaveRule
    policies: Mapping[str, tuple[Policy, ...]] = field(default_factory=dict)

    def standard(self, exam: str, on: date) -> PassingStandard | None:
        """The passing standard of an exam in force on a day."""
        return in_force((row for row in self.standards if row.exam == exam), on)

    def official_scale(self, exam: str) -> Scale | None:
        """The scale of an exam's own results, as its passing standards name it."""
        named = (self.scales.get(row.scale) for row in self.standards if row.exam == exam)
        return next(named, None)

    def outline(self, exam: str, on: date) -> Outline | None:
        """The content outline of an exam in force on a day, else its earliest edition."""
        editions = tuple(row for row in self.outlines if row.exam == exam)
        return in_force(editions, on) or next(iter(editions), None)

    def band(self, scale: str, on: date) -> LowPassBand | None:
        """The low-pass band of a scale in force on a day, else its earliest edition."""
        bands = tuple(row for row in self.readiness.bands if row.scale == scale)
        return in_force(bands, on) or next(iter(bands), None)

    def release(self, on: date) -> ScoreRelease:
        """The score-release rule in force on a day, else the earliest."""
        return in_force(self.releases, on) or self.releases[0]
