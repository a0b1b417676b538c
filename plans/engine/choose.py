"""Which day to sit the exam: build the cheapest proof for each day, the whole plan for few.

What a day can promise is bounded by the hours before it; only days whose bound reaches the goal
are laid out, and only a laid-out plan decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate

from plans.engine.agenda import Agenda, agenda_for
from plans.engine.allocate import QUARTERS_PER_HOUR, best_gain, best_quarters
from plans.engine.calendar import DAYS_IN_WEEK, Calendar
from plans.engine.causes import Shape
from plans.engine.checkpoints import Chains, Link
from plans.engine.days import DayKind, DayPlan, plan_days
from plans.engine.forecast import Goal, Outlook
from plans.engine.learning import Learner
from plans.engine.phases import Phases, phases_for
from plans.engine.polish import RETURN_WITHIN
from plans.engine.result import ForecastRow
from plans.engine.spread import Spread, spread_areas

_SUNDAY = 6
_STRIDE, _TAIL = 90, 35  # days
_KEPT_SLOTS = (1, 0, 2)
_GOOD_ENOUGH = 0.997  # of the best gain
_LEAST_SHARE = 0.991  # a plan reaches at least 99%


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

    def smallest_days(self) -> list[int]:
        """The ordinary study days from the rebuild phase on with the least time for areas."""
        ordinary = [
            day
            for day in self.agenda.study_days
            if day.must_return and self.days.kinds[day.day] is DayKind.STUDY
        ]
        least = min((day.quarters for day in ordinary), default=0)
        return [day.day for day in ordinary if day.quarters == least]


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
    _longer: dict[int, Draft | None] = field(default_factory=dict)
    _quarters_before: list[int] = field(init=False)
    _needed: int | None = None

    def __post_init__(self) -> None:
        self._quarters_before = [0, *accumulate(self.calendar.quarters)]

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

    def has_ready(self, exams: Sequence[int]) -> bool:
        """Whether any of the days is ready; later days mostly are if any is."""
        return any(self.is_ready(exam) for exam in reversed(exams))

    def last_candidate(self, exams: Sequence[int]) -> int | None:
        """The last of the days to which a plan exists."""
        return next((exam for exam in reversed(exams) if self.layout(exam)), None)

    def expect(self, exam: int, gain: float) -> ForecastRow:
        """The forecast for an exam day after a gain."""
        return self.outlook.row(self.calendar.date_of(exam), gain, exam)

    def _may_be_ready(self, exam: int) -> bool:
        """Whether the hours before the exam, split as well as can be, would reach the goal.

        Asked three times, each time more exactly: of all hours, of those the rhythm of practice
        exams leaves, and of the days as they would be.
        """
        if not self._would_reach(exam, self._quarters_before[exam]):
            return False
        if not self._would_reach(exam, self._most_area_quarters(exam)):
            return False
        draft = self._draft(exam)
        return draft is not None and self._would_reach(exam, draft.agenda.area_quarters)

    def _most_area_quarters(self, exam: int) -> int:
        """At most how many quarters a plan to an exam day has for areas.

        As long as two plans take their practice exams on the same days their days are the same,
        so a longer plan knows all but the last weeks of a shorter one.
        """
        last = self.chains.ending_before(exam)
        longer = self._longer_plan(exam)
        if last is None or longer is None:
            return 0 if last is None else self._quarters_before[exam]
        chain = last.chain()
        shared = [link for link, other in zip(chain, longer.chain, strict=False) if link is other]
        if not shared:
            return self._quarters_before[exam]
        settled = shared[-1].sitting.begins - DAYS_IN_WEEK
        known = max(settled - self.calendar.weekday(settled), 0)
        rest = self._quarters_before[exam] - self._quarters_before[known]
        return longer.agenda.area_quarters_before(known) + rest

    def _longer_plan(self, exam: int) -> Draft | None:
        """A plan that goes on for weeks after an exam day, the same one for many exam days."""
        stride = exam // _STRIDE
        if stride not in self._longer:
            days = range(min((stride + 1) * _STRIDE + _TAIL, len(self.calendar) - 1), exam, -1)
            drafts = (self._draft(day) for day in days)
            self._longer[stride] = next((draft for draft in drafts if draft), None)
        return self._longer[stride]

    def _would_reach(self, exam: int, quarters: int) -> bool:
        if self.goal.probability is None:
            return quarters >= self._needed_quarters()
        gain = best_gain(self.learner, quarters / QUARTERS_PER_HOUR)
        return self.goal.is_reached(self.expect(exam, gain))

    def _needed_quarters(self) -> int:
        """The fewest quarters whose best split reaches the goal: the same for every exam day."""
        if self._needed is None:
            most = self._quarters_before[-1] + 1
            self._needed = bisect_left(range(most), True, key=self._is_enough)
        return self._needed

    def _is_enough(self, quarters: int) -> bool:
        gain = best_gain(self.learner, quarters / QUARTERS_PER_HOUR)
        return self.goal.is_reached(self.expect(0, gain))

    def _draft(self, exam: int) -> Draft | None:
        if exam not in self._drafts:
            self._drafts[exam] = self._begin(exam)
        return self._drafts[exam]

    def _begin(self, exam: int) -> Draft | None:
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
        while True:
            layout = self._best_spread(draft)
            if layout is not None:
                return layout
            smallest = draft.smallest_days()
            if not smallest:
                return None
            draft = self._without(draft, smallest)

    def _best_spread(self, draft: Draft) -> Layout | None:
        """The first way to spread the hours that is good enough, else the best of all ways.

        Small days leave little room between planned returns and needed hours; who avoided the
        weakest areas sees them three times a week as long as that costs next to nothing.
        """
        quarters, floor = draft.agenda.area_quarters, draft.floor_quarters
        targets = best_quarters(self.learner, quarters, floor)
        hours, floor_hours = quarters / QUARTERS_PER_HOUR, floor / QUARTERS_PER_HOUR
        ideal = best_gain(self.learner, hours, floor_hours)
        best: Layout | None = None
        for weak, kept_slots, share in self._ways():
            if best is not None and best.gain >= share * ideal:
                break
            spread = spread_areas(draft.agenda.study_days, targets, weak, kept_slots=kept_slots)
            layout = self._finished(draft, spread)
            if not spread.overdue and (best is None or layout.gain > best.gain):
                best = layout
        return best

    def _ways(self) -> Iterator[tuple[tuple[int, ...], int, float]]:
        """Weak areas to favour, slots kept from returns, and the share of the best gain that
        makes this way unneeded."""
        for kept_slots in _KEPT_SLOTS:
            yield self.weak, kept_slots, _GOOD_ENOUGH
        if self.weak:
            for kept_slots in _KEPT_SLOTS:
                yield (), kept_slots, _LEAST_SHARE

    def _finished(self, draft: Draft, spread: Spread) -> Layout:
        totals = spread.totals(len(self.learner.areas))
        hours = tuple(total / QUARTERS_PER_HOUR for total in totals)
        gain = self.learner.gain(hours)
        return Layout(draft, spread, hours, gain, self.expect(draft.exam, gain))

    def _without(self, draft: Draft, free: Sequence[int]) -> Draft:
        """The draft without work on some of its days."""
        days = DayPlan(list(draft.days.kinds), list(draft.days.quarters), draft.days.locked)
        for day in free:
            days.kinds[day] = DayKind.REST
            days.quarters[day] = 0
        return replace(draft, days=days, agenda=self._agenda(days, draft.phases))


def exam_days(calendar: Calendar, first: date, last: date) -> Iterator[int]:
    """The days an exam can be on: no Sunday and no day away."""
    for day in range(
        max(calendar.index_of(first), 1), min(calendar.index_of(last) + 1, len(calendar))
    ):
        if calendar.weekday(day) != _SUNDAY and not calendar.away[day]:
            yield day
