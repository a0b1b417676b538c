"""Which day to sit the exam: build the cheapest proof for each day, the whole plan for few.

What a day can promise is bounded by the hours before it; only days whose bound reaches the goal
are laid out, and only a laid-out plan decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from plans.engine.allocate import QUARTERS_PER_HOUR, best_gain
from plans.engine.calendar import DAYS_IN_WEEK, Calendar
from plans.engine.checkpoints import Chains
from plans.engine.days import DayKind
from plans.engine.drafts import Draft, Layout, Route
from plans.engine.forecast import Goal, Outlook
from plans.engine.layouts import Drafter
from plans.engine.learning import Learner
from plans.engine.result import ForecastRow
from plans.engine.room import AreaRoom

_SUNDAY = 6
_STRIDE, _TAIL = 90, 35  # days
_STEPS_PER_HOUR = 2


@dataclass(slots=True)
class Planner:
    """Lays out plans of one student for any exam day, each at most once."""

    drafter: Drafter
    outlook: Outlook
    goal: Goal
    _drafts: dict[int, Draft | None] = field(default_factory=dict)
    _layouts: dict[int, Layout | None] = field(default_factory=dict)
    _longer: dict[int, Draft | None] = field(default_factory=dict)
    _room: AreaRoom = field(init=False)
    _needed: int | None = None

    def __post_init__(self) -> None:
        shape = self.drafter.shape
        self._room = AreaRoom(
            self.calendar,
            careful_days=self.drafter.careful_days,
            rest_days=2 if shape.is_burnt_out else 1,
        )

    @property
    def calendar(self) -> Calendar:
        return self.drafter.calendar

    @property
    def chains(self) -> Chains:
        return self.drafter.chains

    @property
    def learner(self) -> Learner:
        return self.drafter.learner

    def layout(self, exam: int) -> Layout | None:
        """The plan to an exam day; None if no plan can keep what is always true."""
        if exam not in self._layouts:
            draft = self._draft(exam)
            self._layouts[exam] = self.drafter.lay_out(draft) if draft else None
        return self._layouts[exam]

    def leads_to(self, exam: int) -> bool:
        """Whether practice exams lead to an exam day, whatever the hours between them."""
        return self._draft(exam) is not None

    def staying(self, exam: int) -> Iterator[Layout]:
        """The ways to stay with the exam day of a plan under way, the least change first."""
        if layout := self.layout(exam):
            yield layout
        draft = self.drafter.draft(exam, is_relaxed=True)
        if draft and (layout := self.drafter.lay_out(draft)):
            yield layout

    def reserve_needed(self, layout: Layout) -> float | None:
        """How many hours of the free time in buffer days bring a layout to the goal, in half
        hours; None if all of it would not."""
        hours = sum(layout.hours)
        free = self._free_quarters(layout.draft) / QUARTERS_PER_HOUR
        steps = range(1, int(free * _STEPS_PER_HOUR) + 1)
        needed = bisect_left(
            steps,
            True,
            key=lambda step: self._is_ready_with(layout, hours + step / _STEPS_PER_HOUR),
        )
        return steps[needed] / _STEPS_PER_HOUR if needed < len(steps) else None

    def _is_ready_with(self, layout: Layout, hours: float) -> bool:
        gain = best_gain(self.learner, hours)
        return self.goal.is_reached(self.expect(layout.draft.exam, gain))

    def _free_quarters(self, draft: Draft) -> int:
        """What the buffer days of a draft keep free."""
        days = draft.days
        return sum(
            self.calendar.quarters[day] - quarters
            for day, (kind, quarters) in enumerate(zip(days.kinds, days.quarters, strict=True))
            if kind is DayKind.BUFFER
        )

    def is_ready(self, exam: int) -> bool:
        """Whether a plan to that day exists whose forecast reaches the goal."""
        if not all(self._would_reach(exam, quarters) for quarters in self.bounds(exam)):
            return False
        layout = self.layout(exam)
        return layout is not None and self.goal.is_reached(self.ending(layout))

    def earliest_ready(self, exams: Iterable[int]) -> int | None:
        """The first of the days that is ready."""
        return next((exam for exam in exams if self.is_ready(exam)), None)

    def has_ready(self, exams: Sequence[int]) -> bool:
        """Whether any of the days is ready; later days mostly are if any is."""
        return any(self.is_ready(exam) for exam in reversed(exams))

    def last_candidate(self, exams: Sequence[int]) -> int | None:
        """The last of the days to which a plan exists.

        Where none of the last days has one, the reason is the student's week; then one day a
        week tells enough.
        """
        latest = list(reversed(exams))
        tried = [*latest[:DAYS_IN_WEEK], *latest[DAYS_IN_WEEK::DAYS_IN_WEEK]]
        return next((exam for exam in tried if self.layout(exam)), None)

    def ending(self, layout: Layout) -> ForecastRow:
        """The forecast for a layout's exam day."""
        return self.expect(layout.draft.exam, layout.gain)

    def expect(self, exam: int, gain: float) -> ForecastRow:
        """The forecast for an exam day after a gain."""
        return self.outlook.row(self.calendar.date_of(exam), gain, exam)

    def bounds(self, exam: int) -> Iterator[int]:
        """At most how many quarters for areas a plan to an exam day has, each more exactly.

        Of any plan, of one with its practice exams, and of the days as they would be.
        """
        yield self._room.before(exam)
        route = self.drafter.route(exam)
        if route is not None:
            yield self._most_area_quarters(route)
        draft = self._draft(exam)
        yield draft.agenda.area_quarters if draft else 0

    def _most_area_quarters(self, route: Route) -> int:
        """At most how many quarters a plan with some practice exams has for areas.

        As long as two plans take their practice exams on the same days their days are the same,
        so a longer plan knows all but the last weeks of a shorter one.
        """
        followed, phases = self.drafter.followed, route.phases
        if route.is_followed:
            return self._room.before(phases.exam)
        owed = self.calendar.first_working(1) if followed and followed.owes_review else []
        buffers_from = max([phases.rebuild_from, *(day + 1 for day in owed)])
        longer, since = self._longer_plan(phases.exam), 0
        pairs = zip(route.chain, longer.chain if longer else (), strict=False)
        shared = [link for link, other in pairs if link is other]
        if shared:
            settled = shared[-1].sitting.begins - DAYS_IN_WEEK
            since = max(settled - self.calendar.weekday(settled), 0)
        known = longer.agenda.area_quarters_before(since) if longer else 0
        return known + self._room.along(route.chain, phases, since=since, buffers_from=buffers_from)

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
            most = sum(self.calendar.quarters) + 1
            self._needed = bisect_left(range(most), True, key=self._is_enough)
        return self._needed

    def _is_enough(self, quarters: int) -> bool:
        gain = best_gain(self.learner, quarters / QUARTERS_PER_HOUR)
        return self.goal.is_reached(self.expect(0, gain))

    def _draft(self, exam: int) -> Draft | None:
        if exam not in self._drafts:
            self._drafts[exam] = self.drafter.draft(exam)
        return self._drafts[exam]


def exam_days(calendar: Calendar, first: date, last: date) -> Iterator[int]:
    """The days an exam can be on: no Sunday and no day away."""
    for day in range(
        max(calendar.index_of(first), 1), min(calendar.index_of(last) + 1, len(calendar))
    ):
        if calendar.weekday(day) != _SUNDAY and not calendar.away[day]:
            yield day
