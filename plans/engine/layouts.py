"""A plan to one exam day before its blocks are written: its days, and hours by area.

Making one takes two steps. The draft settles the days; it already tells how many hours there
are. The layout puts the hours into the days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plans.engine.agenda import Agenda, agenda_for
from plans.engine.allocate import QUARTERS_PER_HOUR, best_gain, best_quarters
from plans.engine.calendar import Calendar
from plans.engine.causes import Shape
from plans.engine.checkpoints import Chains, Link
from plans.engine.days import DayKind, DayPlan, plan_days
from plans.engine.learning import Learner
from plans.engine.phases import Phases, phases_for
from plans.engine.polish import RETURN_WITHIN
from plans.engine.spread import Spread, spread_areas

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
    """A draft with its hours: by day and area, by area, and the EPC they bring."""

    draft: Draft
    spread: Spread
    hours: tuple[float, ...]
    gain: float


@dataclass(frozen=True, slots=True)
class Drafter:
    """Makes drafts and layouts of one student. `weak` areas are favoured, the weakest first."""

    calendar: Calendar
    chains: Chains
    learner: Learner
    shape: Shape
    missed_topics: Mapping[str, int]
    weak: tuple[int, ...]

    def draft(self, exam: int) -> Draft | None:
        """The days of a plan to an exam day; None if no practice exam leads there."""
        last = self.chains.ending_before(exam)
        if last is None:
            return None
        chain = tuple(last.chain())
        phases = phases_for(self.calendar, chain, exam, has_baseline=self.chains.has_baseline)
        days = plan_days(self.calendar, chain, phases, is_burnt_out=self.shape.is_burnt_out)
        return Draft(exam, chain, phases, days, self._agenda(days, phases))

    def lay_out(self, draft: Draft) -> Layout | None:
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
        return Layout(draft, spread, hours, self.learner.gain(hours))

    def _without(self, draft: Draft, free: Sequence[int]) -> Draft:
        """The draft without work on some of its days."""
        days = DayPlan(list(draft.days.kinds), list(draft.days.quarters), draft.days.locked)
        for day in free:
            days.kinds[day] = DayKind.REST
            days.quarters[day] = 0
        return replace(draft, days=days, agenda=self._agenda(days, draft.phases))

    def _agenda(self, days: DayPlan, phases: Phases) -> Agenda:
        return agenda_for(self.calendar, days, phases, self.shape, self.missed_topics)
