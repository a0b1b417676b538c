"""A student who follows a plan day by day, misses some, and plans anew the morning after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from plans.engine import Underway, conclude, read_underway, result_to_json
from plans.engine.days import DayKind
from plans.engine.result import Day, Plan, Result
from students.rules.case import Case, Score
from tests.reference_values import REFERENCE

ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class Replan:
    """One time the student planned anew: the day before and what became of the plan."""

    missed: bool
    case: Case
    underway: Underway
    before: Plan
    result: Result

    @property
    def changed(self) -> list[date]:
        """The days both plans have and have differently."""
        known = {day.on: day for day in self.before.days}
        days = self.result.plan.days if self.result.plan else ()
        return [day.on for day in days if day.on in known and day != known[day.on]]


@dataclass
class Follower:
    """Follows the plan of a case; `misses` says of which days nothing comes."""

    case: Case
    misses: Callable[[Day], bool]
    done: Counter[str] = field(default_factory=Counter)

    def life(self) -> Iterator[Replan]:
        """Every new version until the exam, or until no plan is left."""
        result = conclude(self.case, REFERENCE)
        case, began_on = self.case, result.plan and result.plan.starts_on
        while result.plan is not None:
            following = self._next(case, began_on, result)
            if following is None:
                return
            yield following
            case, result = following.case, following.result

    def _next(self, case: Case, began_on: date, result: Result) -> Replan | None:
        for day in result.plan.days[:-2]:
            missed = day.minutes > 0 and self.misses(day)
            now = case if missed else self._did(case, day, result.plan)
            if missed or now is not case:
                return self._plan_anew(now, began_on, day.on + ONE_DAY, result, case, missed=missed)
        return None

    def _did(self, case: Case, day: Day, plan: Plan) -> Case:
        """What the record holds after a day that was done."""
        for block in day.blocks:
            if block.area:
                self.done[block.area] += block.minutes / 60
        ended = [row for row in plan.checkpoints if row.on == day.on and row.part_of is None]
        if day.kind is not DayKind.PRACTICE_EXAM or not ended:
            return case
        row = ended[0]
        if row.instrument != "cbssa":
            score = Score(row.instrument, day.on, "percent", 70)
        else:
            score = Score(row.instrument, day.on, "epc", round(row.target or 60), form=row.form)
            self.done = Counter()
        return replace(case, scores=(*case.scores, score))

    def _plan_anew(
        self, case: Case, began_on: date, today: date, result: Result, seen: Case, *, missed: bool
    ) -> Replan:
        now = replace(case, as_of=today)
        underway = read_underway(
            seen,
            result_to_json(result)["plan"],
            began_on=began_on,
            resumes_on=today,
            done=self.done,
        )
        return Replan(missed, now, underway, result.plan, conclude(now, REFERENCE, underway))
