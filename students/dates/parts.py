"""What a student's dates are made of: days with their reasons, and the ways back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advising.states import State
from students.models import Hold, Student
from students.rules import result as rules_result
from students.rules.clauses import say_occasion, slug_of
from students.rules.conclude import RulesResult
from students.rules.policy import Situation


@dataclass(frozen=True, slots=True)
class Why:
    """What "why?" opens: the steps from a rule to a day, and where the rule can be read."""

    about: str
    steps: tuple[str, ...]
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day that asks for something. `key` is its anchor; `clause` is empty where none sets it."""

    key: str
    kind: str
    name: str
    on: date | None
    why: Why
    state: State = State.INFO
    clause: str = ""
    is_open: bool = True
    detail: str = ""

    @property
    def note(self) -> str:
        """When the policy asks for it: two days of one kind are told apart by this."""
        if not self.is_open:
            return "done"
        return say_occasion(self.clause) if self.key == slug_of(self.clause) else ""


@dataclass(frozen=True, slots=True)
class WayBack:
    """A rotation the student can come back to, and by when to sit for it."""

    option: rules_result.RejoinOption
    why: Why


@dataclass(frozen=True, slots=True)
class Dates:
    """One student's dates today. `hold` is the one of the latest fail, in whatever state.

    `is_out_of_sittings` once every sitting is used and none was passed or awaits its result:
    then no day speaks of another one.
    """

    student: Student
    today: date
    rules: RulesResult
    deadlines: tuple[DueDay, ...]
    is_out_of_sittings: bool
    latest_safe: DueDay | None
    latest_typical: date | None
    exam: DueDay | None
    hold: Hold | None
    hold_why: Why | None
    ways_back: tuple[WayBack, ...]

    @property
    def situation(self) -> Situation:
        return self.rules.situation

    @property
    def days(self) -> tuple[DueDay, ...]:
        """Every day that asks for something, soonest first; those without a day last."""
        days = [*self.deadlines, *filter(None, (self.latest_safe, self.exam))]
        return tuple(sorted(days, key=lambda day: day.on or date.max))

    @property
    def opens(self) -> str:
        """Why the next sitting can be from the day it can."""
        window = self.rules.sit_window
        return window.because[0] if window and window.because else ""
