"""What a flag's rule may look at, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from students.rules.case import DeadlineKind

# Days, never counts of days: "3 days ago" is made when somebody reads it.
Inputs = dict[str, date | str | int | float | None]


class Flag(StrEnum):
    """One reason a student needs attention. The value is kept in standings and in addresses."""

    DEADLINE_PASSED = "deadline_passed"
    NO_ATTEMPTS_LEFT = "no_attempts_left"
    SAFE_DAY_PASSED = "safe_day_passed"
    DEADLINE_NEAR = "deadline_near"
    PLAN_INFEASIBLE = "plan_infeasible"
    EXAM_TOO_LATE = "exam_too_late"
    SAFE_DAY_NEAR = "safe_day_near"
    RELEASE_PROPOSED = "release_proposed"
    GATE_NOT_MET = "gate_not_met"
    EXAM_DAY_PASSED = "exam_day_passed"
    MEETING_MISSED = "meeting_missed"
    MEETING_NEAR = "meeting_near"
    REPEAT_FAIL = "repeat_fail"
    NOTHING_SINCE_FAIL = "nothing_since_fail"
    SCORE_FALLING = "score_falling"
    BELOW_BAND = "below_band"
    SCORE_FLAT = "score_flat"
    NO_RECENT_SCORE = "no_recent_score"
    NO_PLAN = "no_plan"
    PLAN_STALLED = "plan_stalled"
    CHOICE_NEEDED = "choice_needed"
    DATES_UNKNOWN = "dates_unknown"
    INTAKE_UNFINISHED = "intake_unfinished"
    INTAKE_NOT_STARTED = "intake_not_started"
    PLAN_PROPOSED = "plan_proposed"
    AWAITING_RESULT = "awaiting_result"
    ACCOUNT_OFF = "account_off"
    PASSED = "passed"


class Limit(StrEnum):
    """A number a rule compares with. The reference data gives it; a rule without it is off."""

    DEADLINE_NEAR_DAYS = "deadline_near_days"
    SAFE_DAY_NEAR_DAYS = "safe_day_near_days"
    GATE_BEFORE_EXAM_DAYS = "gate_before_exam_days"
    MEETING_NEAR_DAYS = "meeting_near_days"
    REPEAT_FAILS = "repeat_fails"
    NOTHING_SINCE_FAIL_DAYS = "nothing_since_fail_days"
    SCORE_FALL_POINTS = "score_fall_points"
    SCORE_FLAT_POINTS = "score_flat_points"
    SCORE_FLAT_COUNT = "score_flat_count"
    NO_SCORE_DAYS = "no_score_days"
    NO_PLAN_DAYS = "no_plan_days"
    PLAN_STALLED_DAYS = "plan_stalled_days"
    INTAKE_UNFINISHED_DAYS = "intake_unfinished_days"
    INTAKE_NOT_STARTED_DAYS = "intake_not_started_days"


Limits = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that has a day, and the clause that sets it."""

    kind: DeadlineKind
    on: date
    clause: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What the current plan says of the retake, and when the student last said how it goes.

    `latest_safe` is the latest safe day it was made for.
    """

    exam_on: date
    starts_on: date | None = None
    logged_on: date | None = None
    is_feasible: bool | None = None
    short_by_days: int | None = None
    latest_safe: date | None = None
    proposed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a flag may depend on, for one student on one day. Scores are in EPC.

    No demographic fact is here, so none can raise a flag.
    """

    as_of: date
    joined_on: date
    fails: int = 0
    reported_on: date | None = None
    passed_on: date | None = None
    awaiting_since: date | None = None
    attempts_used: int = 0
    attempts_left: int | None = None
    deadlines: tuple[Due, ...] = ()
    undated_clause: str | None = None
    has_policy: bool = True
    choice_clause: str | None = None
    latest_safe: date | None = None
    latest_typical: date | None = None
    binding: str | None = None
    scores: tuple[tuple[date, float], ...] = ()
    range_low: float | None = None
    range_high: float | None = None
    band_low: float | None = None
    gate_min: float = 0
    is_gate_met: bool | None = False
    is_gate_waived: bool = False
    has_met: bool = False
    release_ground: str | None = None
    release_proposed_on: date | None = None
    plan: Plan | None = None
    can_be_planned: bool = True
    intake_started_on: date | None = None
    intake_submitted_on: date | None = None
    active_on: date | None = None
    may_log_in: bool = True

    @property
    def is_preparing(self) -> bool:
        """Whether a retake lies ahead: a reported fail, an attempt left, no result awaited."""
        return self.fails > 0 and self.awaiting_since is None and self.attempts_left != 0

    @property
    def open_deadlines(self) -> tuple[Due, ...]:
        """The deadlines not kept yet, earliest first.

        Having sat again in time keeps a sit-by, having held the meetings a meet-by.
        """
        return tuple(
            sorted(
                (due for due in self.deadlines if not self._is_kept(due)), key=lambda due: due.on
            )
        )

    def _is_kept(self, due: Due) -> bool:
        if due.kind is DeadlineKind.MEET_BY:
            return self.has_met
        if due.kind is not DeadlineKind.SIT_BY or self.awaiting_since is None:
            return False
        return self.awaiting_since <= due.on

    def days_since(self, day: date) -> int:
        """How many days ago a day was."""
        return (self.as_of - day).days

    def is_within(self, day: date, days: float) -> bool:
        """Whether a day is today or at most so many days ahead."""
        return 0 <= (day - self.as_of).days <= days
