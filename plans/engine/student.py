"""Gather what a planner needs to know about one student, from the case, the rules and the facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plans.engine.blocks import Desk
from plans.engine.calendar import Calendar, away_days, build_calendar
from plans.engine.causes import Shape
from plans.engine.checkpoints import Chains
from plans.engine.choose import Planner, exam_days
from plans.engine.days import careful_room
from plans.engine.drafting import Drafter
from plans.engine.facts import Facts, away_periods
from plans.engine.followed import Followed, followed_on
from plans.engine.forecast import Goal, Outlook
from plans.engine.forms import FormShelf
from plans.engine.layouts import Arranger
from plans.engine.learning import Learner
from plans.engine.level import StartLevel
from plans.engine.materials import LEAN_RESOURCES, Shelf, choose_resources, rotations_of
from plans.engine.sittings import EXAM_QUARTERS, MAX_GAP, MIN_GAP, Sittings, Span
from plans.engine.tracking import Track
from plans.engine.underway import Underway
from students.rules.case import Availability, Case
from students.rules.reference import Outline, Reference, in_force
from students.rules.topics import most_missed

HORIZON = timedelta(weeks=52)
_BEYOND = timedelta(weeks=6)  # lets the last exam days be compared with longer plans
FRESH_SCORE_DAYS = 7  # a score that recent stands in for the baseline
_MINUTES_PER_QUARTER = 15
_USUAL_BLOCK_MINUTES = 60


@dataclass(frozen=True, slots=True)
class StudentModel:
    """One student as the engine sees them; `planner` makes planners for changed hours.

    `measured` is the learner as scores and report show them, `learner` with what was done since.
    """

    case: Case
    facts: Facts
    reference: Reference
    outline: Outline
    level: StartLevel
    track: Track
    measured: Learner
    learner: Learner
    shelf: FormShelf
    shape: Shape
    underway: Underway | None = None
    gained: float = 0.0

    @property
    def began_on(self) -> date:
        """The first day of study towards this sitting."""
        return self.underway.began_on if self.underway else self.facts.starts_on

    @property
    def last_day(self) -> date:
        """The last day an exam can be planned for."""
        return max(self.facts.starts_on, self.facts.opens_on) + HORIZON

    def first_day(self, min_weeks: int) -> date:
        """The first day an exam can be planned for."""
        return max(self.facts.opens_on, self.began_on + timedelta(weeks=min_weeks))

    def planner(
        self, availability: Availability | None = None, *, is_close: bool | None = None
    ) -> Planner:
        """A planner for the student's own hours, or for others.

        `is_close` overrules whether the causes ask for practice exams close to each other.
        """
        model = self.reference.learning
        calendar = self._calendar(availability or self.case.availability)
        chains = Chains(
            Sittings(calendar),
            self.shelf,
            after_score=self._span_after_score(calendar),
            is_close=self.shape.is_close_to_exams if is_close is None else is_close,
            baseline_room=(careful_room(EXAM_QUARTERS), careful_room(1))
            if self.shape.is_burnt_out
            else (0, 0),
        )
        drafter = Drafter(
            calendar=calendar,
            chains=chains,
            shape=self.shape,
            topics=self._topics(),
            followed=self._followed(calendar),
            timed_quarters=self.timed_quarters if self.shape.has("test_anxiety") else None,
        )
        arranger = Arranger(
            drafter,
            learner=self.learner,
            weak=tuple(self.weakest_first()[:2]) if self.shape.weakest_first else (),
        )
        outlook = Outlook(
            level=self.level.epc,
            sd=self.track.sd,
            growth_sd=self.track.growth_sd,
            apart=self.track.apart,
            cut=model.curve_cut,
            spread=model.curve_spread,
            gained=self.gained,
            days_since=self._days_since_measured(),
        )
        return Planner(
            arranger, outlook, Goal(self.facts.ready_epc, self.case.wish.target_probability)
        )

    def candidates(self, planner: Planner, min_weeks: int, until: date | None) -> list[int]:
        """The days an exam may be on: long enough away, and not after `until` or 52 weeks."""
        last = min(self.last_day, until) if until else self.last_day
        return list(exam_days(planner.calendar, self.first_day(min_weeks), last))

    def materials(self) -> Shelf:
        """The resources of the plan: the student's own, or the core ones if none are named."""
        resources = self.reference.resources
        most = self.reference.max_primary_resources
        if self.shape.has("resource_overload"):
            most = min(most, LEAN_RESOURCES)
        own = list(dict.fromkeys(self.case.resources))
        core = [code for code, item in resources.items() if item.is_core]
        return choose_resources(own or core, resources, most)

    def weakest_first(self) -> list[int]:
        """The areas by what was measured, the weakest first; of two alike the larger one."""
        learner = self.measured
        return sorted(
            range(len(learner.areas)),
            key=lambda i: (round(learner.baselines[i], 9), -round(learner.weights[i], 9), i),
        )

    def area_name(self, area: int) -> str:
        """What an area is called."""
        return self.outline.areas[area].name

    def block_minutes(self, exam_on: date) -> int:
        """How long a block of the real exam is on its day."""
        formats = (row for row in self.reference.formats if row.exam == self.case.exam)
        exam_format = in_force(formats, exam_on)
        return exam_format.block_minutes if exam_format else _USUAL_BLOCK_MINUTES

    def timed_quarters(self, exam_on: date) -> int:
        """The same in whole quarter-hours."""
        return max(self.block_minutes(exam_on) // _MINUTES_PER_QUARTER, 1)

    def desk(self, exam_on: date) -> Desk:
        """What the plan's blocks are made of, for an exam day."""
        return Desk(
            areas=self.learner.areas,
            weakest_first=self.weakest_first(),
            disciplines=rotations_of(
                self.learner.areas, self.outline.disciplines, self.case.missed_topics
            ),
            shelf=self.materials(),
            shape=self.shape,
            timed_quarters=self.timed_quarters(exam_on),
        )

    def _calendar(self, availability: Availability) -> Calendar:
        length = (self.last_day - self.facts.starts_on + _BEYOND).days + 1
        return build_calendar(availability, self.facts.starts_on, length)

    def _days_since_measured(self) -> int:
        """How many days of the plan passed since the level was measured."""
        measured_on = max(self.began_on, self.facts.last_score_on or self.began_on)
        return max((self.facts.starts_on - measured_on).days, 0)

    def _followed(self, calendar: Calendar) -> Followed | None:
        """The plan under way on this calendar, if its exam is still to come."""
        if self.underway is None:
            return None
        taken_on = self.facts.last_score_on
        last_score = calendar.index_of(taken_on) if taken_on else None
        followed = followed_on(self.underway, self.case, calendar, last_score=last_score)
        return followed if followed.is_ahead else None

    def _topics(self) -> list[str]:
        """The topics that earn an hour, the most missed first."""
        missed = self.case.missed_topics
        if self.underway is not None:
            missed = self.underway.new_topics(self.case)
        return most_missed(missed, least=self.reference.misses_for_an_hour)

    def _span_after_score(self, calendar: Calendar) -> Span | None:
        """Where the first practice exam may be when a fresh score stands in for the baseline."""
        taken_on = self.facts.last_score_on
        if taken_on is None or (self.began_on - taken_on).days > FRESH_SCORE_DAYS:
            return None
        taken = calendar.index_of(taken_on)
        if taken >= 0:
            return Span(taken + MIN_GAP, calendar.last_within(taken, MAX_GAP))
        before = -taken - 1
        away = away_days(
            self.case.availability.days_off,
            away_periods(self.case, self.facts),
            taken_on + timedelta(days=1),
            before,
        )
        present = before - sum(away)
        return Span(taken + MIN_GAP, calendar.last_within(-1, MAX_GAP - present))
