"""Which day to sit the exam: build the cheapest proof for each day, the whole plan for few.

What a day can promise is bounded by the hours before it; only days whose bound reaches the goal
are laid out, and only a laid-out plan decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate

from plans.engine.agenda import Agenda, agenda_for
from plans.engine.allocate import QUARTERS_PER_HOUR, best_gain, best_quarters
from plans.engine.calendar import Calendar
from plans.engine.causes import Shape
from plans.engine.checkpoints import Chains, Link
from plans.engine.days import DayKind, DayPlan, plan_days
from plans.engine.forecast import Goal, Outlook
from plans.engine.learning import Learner
from plans.engine.phases import Phases, phases_for
from plans.engine.result import ForecastRow
from plans.engine.spread import RETURN_WITHIN, Spread, spread_areas

_SUNDAY = 6
_LONGEST_DAY = 65  # quarters


@dataclass(frozen=True, slots=True)
class Draft:
    """The days of a plan to one exam day, before its hours are put into them."""

    exam: int
    chain: tuple[Link, ...]
    phases: Phases
    days: DayPlan
    agenda: Agenda

    @property
    def floor_quarters(self) -> int:
        """What each area gets at least: a visit for every full ten study days from rebuild on."""
        return self.agenda.returning_days // RETURN_WITHIN


@dataclass(frozen=True, slots=True)
class Layout:
    """A plan to one exam day before its blocks are written: days, hours by area, forecast."""

    draft: Draft
    spread: Spread
    hours: tuple[float, ...]
    gain: float
    ending: ForecastRow


@dataclass(slots=True)
class Planner:
    """Lays out plans of one student for any exam day, each at most once."""

    calendar: Calendar
    chains: Chains
    learner: Learner
    outlook: Outlook
    goal: Goal
    shape: Shape
    missed_topics: Mapping[str, int]
    weak: tuple[int, ...]
    _drafts: dict[int, Draft | None] = field(default_factory=dict)
    _layouts: dict[int, Layout | None] = field(default_factory=dict)
    _quarters_before: list[int] = field(default_factory=list)

    def layout(self, exam: int) -> Layout | None:
        """The plan to an exam day; None if no plan can keep what is always true."""
        if exam not in self._layouts:
            draft = self._draft(exam)
            self._layouts[exam] = self._lay_out(draft) if draft else None
        return self._layouts[exam]

    def is_ready(self, exam: int) -> bool:
        """Whether a plan to that day exists whose forecast reaches the goal."""
        if not self._may_be_ready(exam):
            return False
        layout = self.layout(exam)
        return layout is not None and self.goal.is_reached(layout.ending)

    def earliest_ready(self, exams: Iterable[int]) -> int | None:
        """The first of the days that is ready."""
        return next((exam for exam in exams if self.is_ready(exam)), None)

    def last_candidate(self, exams: Sequence[int]) -> int | None:
        """The last of the days to which a plan exists."""
        return next((exam for exam in reversed(exams) if self.layout(exam)), None)

    def expect(self, exam: int, gain: float) -> ForecastRow:
        """The forecast for an exam day after a gain."""
        return self.outlook.row(self.calendar.date_of(exam), gain, exam)

    def _may_be_ready(self, exam: int) -> bool:
        """Whether the hours before the exam, split as well as can be, would reach the goal."""
        if not self._quarters_before:
            self._quarters_before = [0, *accumulate(self.calendar.quarters)]
        if not self._would_reach(exam, self._quarters_before[exam]):
            return False
        if exam not in self._drafts:
            self._drafts[exam] = self._draft(exam)
        draft = self._drafts[exam]
        return draft is not None and self._would_reach(exam, draft.agenda.area_quarters)

    def _would_reach(self, exam: int, quarters: int) -> bool:
        gain = best_gain(self.learner, quarters / QUARTERS_PER_HOUR)
        return self.goal.is_reached(self.expect(exam, gain))

    def _draft(self, exam: int) -> Draft | None:
        last = self.chains.ending_before(exam)
        if last is None:
            return None
        chain = tuple(last.chain())
        phases = phases_for(self.calendar, chain, exam, has_baseline=self.chains.has_baseline)
        days = plan_days(self.calendar, chain, phases, is_burnt_out=self.shape.is_burnt_out)
        return Draft(exam, chain, phases, days, self._agenda(days, phases))

    def _agenda(self, days: DayPlan, phases: Phases) -> Agenda:
        return agenda_for(self.calendar, days, phases, self.shape, self.missed_topics)

    def _lay_out(self, draft: Draft) -> Layout | None:
        """Put the hours into the days. Days too small for every area to return stay free."""
        for too_small in range(_LONGEST_DAY):
            draft = self._without_days(draft, too_small)
            agenda = draft.agenda
            targets = best_quarters(self.learner, agenda.area_quarters, draft.floor_quarters)
            spread = spread_areas(agenda.study_days, targets, self.weak)
            if not spread.overdue:
                return self._finished(draft, spread)
        return None

    def _finished(self, draft: Draft, spread: Spread) -> Layout:
        totals = spread.totals(len(self.learner.areas))
        hours = tuple(total / QUARTERS_PER_HOUR for total in totals)
        gain = self.learner.gain(hours)
        return Layout(draft, spread, hours, gain, self.expect(draft.exam, gain))

    def _without_days(self, draft: Draft, quarters: int) -> Draft:
        """The draft without work on study days of at most so many quarters from rebuild on."""
        if not quarters:
            return draft
        days = draft.days
        for day in draft.agenda.study_days:
            is_study = days.kinds[day.day] is DayKind.STUDY
            if is_study and day.must_return and day.quarters <= quarters:
                days.kinds[day.day] = DayKind.REST
                days.quarters[day.day] = 0
        return replace(draft, agenda=self._agenda(days, draft.phases))


def exam_days(calendar: Calendar, first: date, last: date) -> Iterator[int]:
    """The days an exam can be on: no Sunday and no day away."""
    for day in range(
        max(calendar.index_of(first), 1), min(calendar.index_of(last) + 1, len(calendar))
    ):
        if calendar.weekday(day) != _SUNDAY and not calendar.away[day]:
            yield day
