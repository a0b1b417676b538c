"""Make the days of a plan to an exam day, and put its hours into them.

That takes two steps. The draft settles the days; it already tells how many hours there are. The
layout puts the hours into the days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plans.engine.agenda import Agenda, agenda_for
from plans.engine.allocate import QUARTERS_PER_HOUR, best_gain, best_quarters
from plans.engine.calendar import Calendar
from plans.engine.causes import Shape
from plans.engine.checkpoints import Chains
from plans.engine.days import CAREFUL_DAYS, DayKind, DayPlan, plan_days
from plans.engine.drafts import LEAST_SHARE, Draft, Layout, Route
from plans.engine.followed import Followed, areas_in, fixed_in
from plans.engine.learning import Learner
from plans.engine.links import Link
from plans.engine.phases import Phases, phases_for
from plans.engine.result import Day
from plans.engine.spread import MOST_AREAS, Spread, spread_areas
from plans.engine.timing import in_exam_blocks

_KEPT_SLOTS = (1, 0, 2)
_GOOD_ENOUGH = 0.997  # of the best gain
_HOPEFUL, _TOO_FAR = 0.98, 0.96  # of the best gain
_DAYS_TO_SPARE, _FEW_DAYS = 9, 5


@dataclass(frozen=True, slots=True)
class Drafter:
    """Makes drafts and layouts of one student. `weak` areas are favoured, the weakest first.

    `followed` is the plan followed so far, if there is one; `timed_quarters` says how long a
    block of the exam of a day is, for who practises in such blocks.
    """

    calendar: Calendar
    chains: Chains
    learner: Learner
    shape: Shape
    topics: Sequence[str]
    weak: tuple[int, ...]
    followed: Followed | None = None
    timed_quarters: Callable[[date], int] | None = None

    def draft(self, exam: int, *, is_relaxed: bool = False) -> Draft | None:
        """The days of a plan to an exam day; None if no practice exam leads there.

        Up to the exam of a plan under way its days stand as they are. `is_relaxed` forms them
        anew, on the same practice exams: that frees the buffer of the week that has begun.
        """
        route = self.route(exam)
        if route is None:
            return None
        followed = self.followed
        if followed and route.is_followed and followed.stands and not is_relaxed:
            days = followed.day_plan()
        else:
            days = self._days(route.chain, route.phases)
        return self._draft(exam, route.chain, route.phases, days)

    def route(self, exam: int) -> Route | None:
        """The practice exams and phases of a plan to an exam day; None if none leads there."""
        followed = self.followed
        if followed and followed.exam == exam:
            along = self.chains.along(followed.sittings(), exam)
            if along is not None:
                return Route(along, followed.phases, is_followed=True)
        last = self.chains.ending_before(exam)
        if last is None:
            return None
        chain = tuple(last.chain())
        phases = phases_for(
            self.calendar,
            chain,
            exam,
            has_baseline=self.chains.has_baseline,
            begun=followed.phases if followed else None,
        )
        return Route(chain, phases)

    @property
    def careful_days(self) -> int:
        """How many of the first days are careful ones after burnout."""
        if not self.shape.is_burnt_out:
            return 0
        return max(CAREFUL_DAYS - (self.followed.age if self.followed else 0), 0)

    def _days(self, chain: tuple[Link, ...], phases: Phases) -> DayPlan:
        return plan_days(
            self.calendar,
            chain,
            phases,
            is_burnt_out=self.shape.is_burnt_out,
            careful_days=self.careful_days,
            owes_review=self.followed is not None and self.followed.owes_review,
        )

    def _draft(self, exam: int, chain: tuple[Link, ...], phases: Phases, days: DayPlan) -> Draft:
        kept = self._kept(days)
        return Draft(exam, chain, phases, days, self._agenda(days, phases, kept), kept)

    def _kept(self, days: DayPlan) -> dict[int, Day]:
        """The days that are of the kind and length the plan under way has them."""
        if self.followed is None:
            return {}
        rows = enumerate(zip(days.kinds, days.quarters, strict=True))
        known = (
            (day, self.followed.same_day(day, kind, quarters)) for day, (kind, quarters) in rows
        )
        return {day: item for day, item in known if item is not None}

    def lay_out(self, draft: Draft) -> Layout | None:
        """Put the hours into the days; None if no way to do so keeps what is always true.

        Days too small for every area to return, or for the hours to go where they bring most,
        stay free.
        """
        layout = self._best_spread(draft)
        if layout is not None and not layout.is_near_best:
            layout = self._nearer(layout)
        while layout is None or not layout.is_worth_its_hours:
            smallest = draft.smallest_days()
            if not smallest:
                return None
            draft = self._without(draft, smallest)
            layout = self._best_spread(draft)
        return self._timed(layout)

    def _timed(self, layout: Layout) -> Layout:
        """The layout in blocks as long as the exam's from practise on, for who fears the exam,
        as long as that costs next to nothing."""
        if self.timed_quarters is None:
            return layout
        draft, spread = layout.draft, layout.spread
        days = draft.agenda.study_days
        given = in_exam_blocks(
            spread.given,
            days,
            self.timed_quarters(self.calendar.date_of(draft.exam)),
            since=draft.phases.practise_from,
            keep=self.weak,
            kept={i for i, day in enumerate(days) if day.day in draft.kept},
        )
        timed = self._finished(draft, Spread(given, spread.due), layout.ideal)
        return timed if timed.is_near_best else layout

    def _nearer(self, layout: Layout) -> Layout:
        """A layout nearer to the best split, a small day or two shorter, else the same.

        Where the study days are one short of a further return, planned returns take more of
        small days than they should; on a day less they fit. Other ways than the usual one are
        worth their time only where little is missing, and none where much is.
        """
        if layout.gain < _TOO_FAR * layout.ideal:
            return layout
        is_hopeful = layout.gain >= _HOPEFUL * layout.ideal
        for kept_slots in (_KEPT_SLOTS[:1], _KEPT_SLOTS) if is_hopeful else (_KEPT_SLOTS[:1],):
            draft = layout.draft
            for _ in range(_DAYS_TO_SPARE if is_hopeful else _FEW_DAYS):
                smallest = draft.smallest_days()
                if not smallest:
                    break
                draft = self._without(draft, smallest[:1])
                shorter = self._best_spread(draft, kept_slots)
                if shorter is not None and shorter.is_near_best:
                    return shorter
        return layout

    def _best_spread(self, draft: Draft, kept_slots: Sequence[int] = _KEPT_SLOTS) -> Layout | None:
        """The first way to spread the hours that is good enough, else the best of all ways.

        Small days leave little room between planned returns and needed hours; who avoided the
        weakest areas sees them three times a week as long as that costs next to nothing.
        """
        quarters, floor = draft.agenda.area_quarters, draft.floor_quarters
        targets = best_quarters(self.learner, quarters, floor)
        hours, floor_hours = quarters / QUARTERS_PER_HOUR, floor / QUARTERS_PER_HOUR
        ideal = best_gain(self.learner, hours, floor_hours)
        best = self._with_kept_days(draft, targets, ideal)
        if best is not None and best.is_near_best:
            return best
        for weak, slots, share in self._ways(_distinct(kept_slots, draft)):
            if best is not None and best.gain >= share * ideal:
                break
            spread = spread_areas(draft.agenda.study_days, targets, weak, kept_slots=slots)
            layout = None if spread.overdue else self._finished(draft, spread, ideal)
            if layout and (best is None or layout.gain > best.gain):
                best = layout
        return best

    def _with_kept_days(self, draft: Draft, targets: Sequence[int], ideal: float) -> Layout | None:
        """The spread that leaves every kept day as it is; None if it cannot be."""
        if not draft.kept:
            return None
        given = {
            position: areas_in(draft.kept[day.day].blocks, self.learner.areas)
            for position, day in enumerate(draft.agenda.study_days)
            if day.day in draft.kept
        }
        kept = {position: areas for position, areas in given.items() if areas is not None}
        spread = spread_areas(draft.agenda.study_days, targets, self.weak, kept=kept)
        return None if spread.overdue else self._finished(draft, spread, ideal)

    def _ways(self, kept_slots: Sequence[int]) -> Iterator[tuple[tuple[int, ...], int, float]]:
        """Weak areas to favour, slots kept from returns, and the share of the best gain that
        makes this way unneeded."""
        for slots in kept_slots:
            yield self.weak, slots, _GOOD_ENOUGH
        if self.weak:
            for slots in kept_slots:
                yield (), slots, LEAST_SHARE

    def _finished(self, draft: Draft, spread: Spread, ideal: float) -> Layout:
        totals = spread.totals(len(self.learner.areas))
        hours = tuple(total / QUARTERS_PER_HOUR for total in totals)
        return Layout(draft, spread, hours, self.learner.gain(hours), ideal)

    def _without(self, draft: Draft, free: Sequence[int]) -> Draft:
        """The draft without work on some of its days."""
        days = DayPlan(list(draft.days.kinds), list(draft.days.quarters), draft.days.locked)
        for day in free:
            days.quarters[day] = 0
            if days.kinds[day] is DayKind.STUDY:
                days.kinds[day] = DayKind.REST
        return self._draft(draft.exam, draft.chain, draft.phases, days)

    def _agenda(self, days: DayPlan, phases: Phases, kept: Mapping[int, Day]) -> Agenda:
        fixed = {day: fixed_in(item) for day, item in kept.items()}
        return agenda_for(self.calendar, days, phases, self.shape, self.topics, fixed)


def _distinct(kept_slots: Sequence[int], draft: Draft) -> Sequence[int]:
    """The numbers of kept slots that differ in effect: one slot of a day is never kept."""
    largest = max((day.quarters for day in draft.agenda.study_days), default=0)
    most = max(min(MOST_AREAS, largest) - 1, 0)
    return tuple(dict.fromkeys(min(slots, most) for slots in kept_slots))
