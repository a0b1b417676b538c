"""The case: everything the rules and the engine may know about one student.

Plain frozen values with no behaviour beyond reading themselves. Field names are the
contract's keys (docs/case-file.md); dates are `datetime.date`, durations carry their unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Track(StrEnum):
    """The kind of school, which decides the exam and some rules: LCME, COCA, or abroad."""

    MD = "MD"
    DO = "DO"
    IMG = "IMG"


class Outcome(StrEnum):
    """What a sitting came to, once its report is out."""

    PASS = "pass"  # noqa: S105 -- an exam's outcome, not a password
    FAIL = "fail"
    INCOMPLETE = "incomplete"


class Level(StrEnum):
    """A content area on the official fail report, against examinees with a low pass."""

    LOWER = "lower"
    SAME = "same"
    HIGHER = "higher"


class RotationRule(StrEnum):
    """What happens to the clerkship in progress when a fail is reported."""

    FINISH = "finish"
    CHOICE = "choice"
    WITHDRAW = "withdraw"
    NOT_STARTED = "not_started"


class ResumeOn(StrEnum):
    """What releases a hold: having sat again, having passed, or nothing."""

    SAT = "sat"
    PASS = "pass"  # noqa: S105 -- an exam's outcome, not a password
    NEVER = "never"


class DeadlineKind(StrEnum):
    """What a policy wants done by a day: a sitting, a reported pass, or a meeting."""

    SIT_BY = "sit_by"
    PASS_BY = "pass_by"  # noqa: S105 -- a kind of deadline, not a password
    MEET_BY = "meet_by"


class DeadlineShape(StrEnum):
    """How a policy gives a day (docs/case-file.md)."""

    DAYS_AFTER = "days_after"
    WEEKS_AFTER = "weeks_after"
    MONTHS_AFTER = "months_after"
    ON_DATE = "on_date"
    MONTH_DAY = "month_day"
    BEFORE_BLOCK = "before_block"


class TestingOnLeave(StrEnum):
    """Whether the exam may be sat while on leave."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Period:
    """Two days and all between them, both included."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True)
class Blocked(Period):
    """Days the student cannot study, and why in their own words."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Rotation(Period):
    """A clerkship block."""

    name: str = ""


@dataclass(frozen=True, slots=True)
class Student:
    """The facts of a student that rules may count from; events by code, states by two letters."""

    track: Track
    class_year: int | None = None
    states: tuple[str, ...] = ()
    events: Mapping[str, date] = field(default_factory=dict)
    rotation_choice: RotationRule | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sitting of the exam. Without `reported_on` its result is not out."""

    sat_on: date
    reported_on: date | None = None
    outcome: Outcome | None = None
    three_digit: int | None = None
    points_below: float | None = None
    areas: Mapping[str, Level] = field(default_factory=dict)

    @property
    def is_reported_fail(self) -> bool:
        return self.outcome is Outcome.FAIL and self.reported_on is not None


@dataclass(frozen=True, slots=True)
class Score:
    """One practice exam, on its own scale and never on another."""

    instrument: str
    taken_on: date
    scale: str
    score: float
    form: str | None = None
    p_pass: float | None = None
    likely_range: tuple[float, float] | None = None
    low_pass_band: tuple[float, float] | None = None
    timed: bool = True
    first_use: bool = True
    verified: bool = False
    areas: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Availability:
    """When the student can study: hours by weekday ("mon".."sun"), less days off and blocks."""

    starts_on: date | None = None
    hours: Mapping[str, float] = field(default_factory=dict)
    days_off: tuple[date, ...] = ()
    blocked: tuple[Blocked, ...] = ()

    def hours_on(self, day: date) -> float:
        """The hours the student gives this day, before any plan."""
        if day in self.days_off or any(day in block for block in self.blocked):
            return 0
        return self.hours.get(WEEKDAYS[day.weekday()], 0)


@dataclass(frozen=True, slots=True)
class Wish:
    """The exam day a student wants, and the chance to pass they want to see first, 0 to 1."""

    exam_on: date | None = None
    target_probability: float | None = None


@dataclass(frozen=True, slots=True)
class YearOf:
    """The calendar year of an event, plus some years."""

    event: str
    plus: int = 0


@dataclass(frozen=True, slots=True)
class Extension:
    """A day a person gave for a deadline instead of the policy's.

    `clause` is the deadline's name and `fail_on` the sitting whose clause it was granted under.
    """

    clause: str
    kind: DeadlineKind
    due_on: date
    fail_on: date
    granted_on: date
    approver: str


@dataclass(frozen=True, slots=True)
class Extended:
    """What a deadline was before an extension, and why it was that."""

    by: Extension
    due_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class DeadlineClause:
    """A deadline as the policy words it; only the fields its shape needs are set.

    `extended` is set where an extension gave the date. A case file has no word for it.
    """

    kind: DeadlineKind
    shape: DeadlineShape
    event: str | None = None
    n: int | None = None
    date: date | None = None
    month: int | None = None
    day: int | None = None
    year_of: YearOf | None = None
    block: int | None = None
    extended: Extended | None = None


@dataclass(frozen=True, slots=True)
class Leave:
    """The leave a clause speaks of; its lengths in days, open where the policy sets none."""

    kind: str
    min_days: int | None = None
    max_days: int | None = None


@dataclass(frozen=True, slots=True)
class FailClause:
    """What a policy says for a student's k-th fail."""

    rotation: RotationRule
    resume_on: ResumeOn
    standing: str | None = None
    text: str = ""
    meetings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    approver: str | None = None
    leave: Leave | None = None
    deadlines: tuple[DeadlineClause, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """The practice scores a school asks for before a student may sit.

    A school may leave the scale or the minimum open, or which exams count.
    """

    instruments: tuple[str, ...] = ()
    scale: str | None = None
    min: float | None = None
    conditional_min: float | None = None
    distinct_forms: int = 1
    max_age_days: int | None = None
    min_days_before_sitting: int | None = None
    max_tries: int | None = None
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """One school's rules on a failed exam, as dated data."""

    code: str
    name: str
    source: str | None = None
    verified_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    class_years: tuple[int, ...] = ()
    max_attempts: int | None = None
    on_fail: tuple[FailClause, ...] = ()
    deadlines: tuple[DeadlineClause, ...] = ()
    gate: Gate | None = None
    testing_on_leave: TestingOnLeave = TestingOnLeave.ALLOWED


@dataclass(frozen=True, slots=True)
class Case:
    """One student's whole case as of one day. `policy` is a code, the policy itself, or none.

    `extensions` are not part of a case file: `with_extensions` writes them into the policy.
    """

    as_of: date
    exam: str
    student: Student
    attempts: tuple[Attempt, ...]
    rotations: tuple[Rotation, ...] = ()
    policy: Policy | str | None = None
    permit: Period | None = None
    scores: tuple[Score, ...] = ()
    missed_topics: Mapping[str, int] = field(default_factory=dict)
    availability: Availability = field(default_factory=Availability)
    causes: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    wish: Wish = field(default_factory=Wish)
    extensions: tuple[Extension, ...] = ()
