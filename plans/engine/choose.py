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
from plans.engine.bounds import Bounds
from plans.engine.calendar import Calendar
from plans.engine.checkpoints import Chains
from plans.engine.days import DayKind
from plans.engine.drafting import Drafter
from plans.engine.drafts import Draft, Layout
from plans.engine.forecast import Goal, Outlook
from plans.engine.layouts import Arranger
from plans.engine.learning import Learner
from plans.engine.prospects import may_reach
from plans.engine.result import ForecastRow

_SUNDAY = 6
_STEPS_PER_HOUR = 2


@dataclass(slots=True)
class Planner:
    """Lays out plans of one student for any exam day, each at most once."""

    arranger: Arranger
    outlook: Outlook
    goal: Goal
    _layouts: dict[int, Layout | None] = field(default_factory=dict)
    _bounds: Bounds = field(init=False)
    _needed: int | None = None

    def __post_init__(self) -> None:
        self._bounds = Bounds(self.drafter)

    @property
    def drafter(self) -> Drafter:
        return self.arranger.drafter

    @property
    def calendar(self) -> Calendar:
        return self.drafter.calendar

    @property
    def chains(self) -> Chains:
        return self.drafter.chains

    @property
    def learner(self) -> Learner:
        return self.arranger.learner

    def layout(self, exam: int) -> Layout | None:
        """The plan to an exam day; None if no plan can keep what is always true."""
        if exam not in self._layouts:
            draft = self.drafter.draft(exam)
            self._layouts[exam] = self.arranger.lay_out(draft) if draft else None
        return self._layouts[exam]

    def leads_to(self, exam: int) -> bool:
        """Whether practice exams lead to an exam day, whatever the hours between them."""
        return self.drafter.route(exam) is not None

    def staying(self, exam: int) -> Iterator[Layout]:
        """The ways to stay with the exam day of a plan under way, the least change first."""
        if layout := self.layout(exam):
            yield layout
        draft = self.drafter.relaxed(exam)
        if draft and (layout := self.arranger.lay_out(draft)):
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
        draft = self.drafter.draft(exam)
        if draft is None or exam in self._layouts:
            layout = self.layout(exam)
            return layout is not None and self.goal.is_reached(self.ending(layout))
        return self._turns_out_ready(draft)

    def _turns_out_ready(self, draft: Draft) -> bool:
        """Whether the plan of a draft reaches the goal; made only where nothing less tells."""

        def reaches(gain: float) -> bool:
            return self.goal.is_reached(self.expect(draft.exam, gain))

        if not may_reach(self.learner, draft, reaches):
            return False
        if self.arranger.surely_reaches(draft, reaches):
            return True
        layout = self.layout(draft.exam)
        return layout is not None and reaches(layout.gain)

    def earliest_ready(self, exams: Iterable[int]) -> int | None:
        """The first of the days that is ready."""
        return next((exam for exam in exams if self.is_ready(exam)), None)

    def has_ready(self, exams: Sequence[int]) -> bool:
        """Whether any of the days is ready; later days mostly are if any is."""
        return any(self.is_ready(exam) for exam in reversed(exams))

    def last_candidate(self, exams: Sequence[int]) -> int | None:
        """The last of the days to which a plan exists."""
        return next((exam for exam in reversed(exams) if self.layout(exam)), None)

    def ending(self, layout: Layout) -> ForecastRow:
        """The forecast for a layout's exam day."""
        return self.expect(layout.draft.exam, layout.gain)

    def expect(self, exam: int, gain: float) -> ForecastRow:
        """The forecast for an exam day after a gain."""
        return self.outlook.row(self.calendar.date_of(exam), gain, exam)

    def bounds(self, exam: int) -> Iterator[int]:
        """At most how many quarters for areas a plan to an exam day has, each more exactly."""
        return self._bounds.of(exam)

    def _would_reach(self, exam: int, quarters: int) -> bool:
        """Whether the best split of so many quarters reaches the goal on an exam day."""
        if quarters < self._needed_quarters():
            return False
        if self.goal.probability is None:
            return True
        gain = best_gain(self.learner, quarters / QUARTERS_PER_HOUR)
        return self.goal.is_reached(self.expect(exam, gain))

    def _needed_quarters(self) -> int:
        """The fewest quarters whose best split reaches the score: the same for every exam day."""
        if self._needed is None:
            most = sum(self.calendar.quarters) + 1
            self._needed = bisect_left(range(most), True, key=self._is_enough)
        return self._needed

    def _is_enough(self, quarters: int) -> bool:
        gain = best_gain(self.learner, quarters / QUARTERS_PER_HOUR)
        return self.expect(0, gain).mean >= self.goal.epc


def exam_days(calendar: Calendar, first: date, last: date) -> Iterator[int]:
    """The days an exam can be on: no Sunday and no day away."""
    for day in range(
        max(calendar.index_of(first), 1), min(calendar.index_of(last) + 1, len(calendar))
    ):
        if calendar.weekday(day) != _SUNDAY and not calendar.away[day]:
            yield day
