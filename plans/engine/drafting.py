"""Make the days of a plan to an exam day: practice exams, phases, rest, buffers, fixed work.

The draft already tells how many hours there are; to put them into the days is another step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from plans.engine.agenda import agenda_for
from plans.engine.calendar import Calendar
from plans.engine.causes import Shape
from plans.engine.checkpoints import Chains
from plans.engine.days import CAREFUL_DAYS, DayKind, DayPlan, plan_days
from plans.engine.drafts import Draft, Route
from plans.engine.followed import Followed, fixed_in, is_timed
from plans.engine.links import Link
from plans.engine.phases import Phases, phases_for
from plans.engine.result import Day


@dataclass(frozen=True, slots=True)
class Drafter:
    """Makes the drafts of one student, each exam day's at most once.

    `followed` is the plan followed so far, if there is one. `timed_quarters` says how long a block
    of the exam of a day is, for who practises in such blocks.
    """

    calendar: Calendar
    chains: Chains
    shape: Shape
    topics: Sequence[str]
    followed: Followed | None = None
    timed_quarters: Callable[[date], int] | None = None
    _routes: dict[int, Route | None] = field(default_factory=dict)
    _drafts: dict[int, Draft | None] = field(default_factory=dict)

    def draft(self, exam: int) -> Draft | None:
        """The days of a plan to an exam day; None if no practice exam leads there.

        Up to the exam of a plan under way its days stand as they are.
        """
        if exam not in self._drafts:
            self._drafts[exam] = self._make(exam)
        return self._drafts[exam]

    def relaxed(self, exam: int) -> Draft | None:
        """The days formed anew on the same practice exams: that frees the buffer of the week that
        has begun."""
        route = self.route(exam)
        return self._formed(exam, route) if route else None

    def route(self, exam: int) -> Route | None:
        """The practice exams and phases of a plan to an exam day; None if none leads there."""
        if exam not in self._routes:
            self._routes[exam] = self._find_route(exam)
        return self._routes[exam]

    def without(self, draft: Draft, free: Sequence[int]) -> Draft:
        """The draft without work on some of its days."""
        days = DayPlan(list(draft.days.kinds), list(draft.days.quarters), draft.days.locked)
        for day in free:
            days.quarters[day] = 0
            if days.kinds[day] is DayKind.STUDY:
                days.kinds[day] = DayKind.REST
        return self._draft(draft.exam, draft.chain, draft.phases, days)

    def timed_block(self, exam: int) -> int | None:
        """How many quarters a question block has from practise on, if it must have so many."""
        if self.timed_quarters is None:
            return None
        return self.timed_quarters(self.calendar.date_of(exam))

    @property
    def careful_days(self) -> int:
        """How many of the first days are careful ones after burnout."""
        if not self.shape.is_burnt_out:
            return 0
        return max(CAREFUL_DAYS - (self.followed.age if self.followed else 0), 0)

    def _make(self, exam: int) -> Draft | None:
        route = self.route(exam)
        if route is None:
            return None
        followed = self.followed
        if followed and route.is_followed and followed.stands:
            return self._draft(exam, route.chain, route.phases, followed.day_plan())
        return self._formed(exam, route)

    def _find_route(self, exam: int) -> Route | None:
        followed = self.followed
        if followed and followed.exam == exam:
            along = self.chains.along(followed.sittings(), exam)
            if along is not None and self._ends_search(followed.phases, along):
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

    def _ends_search(self, phases: Phases, chain: Sequence[Link]) -> bool:
        """Whether the search for gaps ends with the review of the baseline that is to come."""
        if not self.chains.has_baseline or not chain:
            return True
        return phases.rebuild_from == self.calendar.next_working[chain[0].sitting.on] + 1

    def _formed(self, exam: int, route: Route) -> Draft:
        days = plan_days(
            self.calendar,
            route.chain,
            route.phases,
            is_burnt_out=self.shape.is_burnt_out,
            careful_days=self.careful_days,
            owes_review=self.followed is not None and self.followed.owes_review,
        )
        return self._draft(exam, route.chain, route.phases, days)

    def _draft(self, exam: int, chain: tuple[Link, ...], phases: Phases, days: DayPlan) -> Draft:
        kept = self._kept(days, phases)
        fixed = {day: fixed_in(item) for day, item in kept.items()}
        agenda = agenda_for(self.calendar, days, phases, self.shape, self.topics, fixed)
        same = {day: item for day, item in kept.items() if agenda.fixed.get(day, []) == fixed[day]}
        return Draft(exam, chain, phases, days, agenda, same)

    def _kept(self, days: DayPlan, phases: Phases) -> dict[int, Day]:
        """The days that are of the kind and length the plan under way has them, and timed as the
        exam of the new day is."""
        if self.followed is None:
            return {}
        block = self.timed_block(phases.exam)
        rows = enumerate(zip(days.kinds, days.quarters, strict=True))
        known = (
            (day, self.followed.same_day(day, kind, quarters)) for day, (kind, quarters) in rows
        )
        return {
            day: item
            for day, item in known
            if item and (day < phases.practise_from or block is None or is_timed(item, block))
        }
