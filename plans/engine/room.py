"""At most how many quarter-hours for areas a plan with some practice exams can have.

Beside those and part of their reviews every plan loses rest and half a buffer day in every whole
week, and half of its taper. Each is counted at the least it can be, and no hour twice; so no plan
has more, and to know that takes a small part of the time that making it would.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, combinations

from plans.engine.agenda import review_quarters
from plans.engine.calendar import DAYS_IN_WEEK, Calendar
from plans.engine.days import careful_quarters
from plans.engine.links import Link
from plans.engine.phases import Phases
from plans.engine.sittings import Sitting

_REST_IN_TAPER = 5  # days without work in two weeks, at most


class AreaRoom:
    """The most quarters for areas on a calendar, week by week."""

    def __init__(self, calendar: Calendar, *, careful_days: int, rest_days: int) -> None:
        """`rest_days` is how many days of seven are free where the week has them; on the first
        `careful_days` less is planned."""
        quarters = calendar.quarters
        careful = min(careful_days, len(quarters))
        self._calendar = calendar
        self._quarters = (*map(careful_quarters, quarters[:careful]), *quarters[careful:])
        self._before = [0, *accumulate(self._quarters)]
        self._monday = -calendar.weekday(0) % DAYS_IN_WEEK
        self._weeks = _Weeks(rest_days)
        whole = list(self._whole_weeks())
        self._rest_before = [0, *accumulate(map(min, whole))]
        self._lost_before = [0, *accumulate(map(self._weeks.rest_and_buffer, whole))]
        self._taken: dict[int, tuple[int, int]] = {}

    def before(self, exam: int) -> int:
        """At most so many quarters has any plan to an exam day."""
        return self._before[exam] - self._rest_before[self._weeks_until(exam)]

    def along(self, chain: Sequence[Link], phases: Phases, *, since: int, buffers_from: int) -> int:
        """At most so many quarters has a plan with a chain of practice exams from a Monday on.

        Weeks before `buffers_from` may have no buffer day.
        """
        exam, last = phases.exam, self._calendar.next_working[chain[-1].sitting.on]
        light = max(phases.taper_from, last + 1)
        lost = sum(quarters // 2 for quarters in self._quarters[light:exam])
        for link in reversed(chain):
            if self._calendar.next_working[link.sitting.on] < since:
                break
            lost += self._loses(link.sitting, since)
        if last + 1 >= phases.taper_from or self._works_in(phases.taper_from, exam):
            first = self._weeks_until(since + DAYS_IN_WEEK - 1)
            end = max(self._weeks_until(phases.taper_from), first)
            middle = min(max(self._weeks_until(buffers_from + DAYS_IN_WEEK - 1), first), end)
            lost += self._rest_before[middle] - self._rest_before[first]
            lost += self._lost_before[end] - self._lost_before[middle]
        return self._before[exam] - self._before[since] - lost

    def _works_in(self, first: int, end: int) -> bool:
        """Whether some of the last days are sure to have work, however many are for rest."""
        return sum(map(bool, self._quarters[first:end])) > _REST_IN_TAPER

    def _weeks_until(self, day: int) -> int:
        """How many whole weeks end before a day."""
        return max(day - self._monday, 0) // DAYS_IN_WEEK

    def _whole_weeks(self) -> Iterator[tuple[int, ...]]:
        for monday in range(self._monday, len(self._quarters), DAYS_IN_WEEK):
            yield self._quarters[monday : monday + DAYS_IN_WEEK]

    def _loses(self, sitting: Sitting, since: int) -> int:
        """What a practice exam and its review take at least, less what they save their weeks."""
        if sitting.begins not in self._taken:
            review = self._calendar.next_working[sitting.on]
            days = (*(day for day, _ in sitting.parts), review)
            mondays = {day - (day - self._monday) % DAYS_IN_WEEK for day in days}
            taken = sum(self._quarters[day] for day in days[:-1])
            taken += review_quarters(self._quarters[review])
            self._taken[sitting.begins] = (taken, sum(self._saves(item, days) for item in mondays))
        taken, saved = self._taken[sitting.begins]
        return (taken if sitting.begins >= since else 0) - saved

    def _saves(self, monday: int, days: Collection[int]) -> int:
        """By how much less a week may lose to rest and buffer if some of its days are taken."""
        if monday < 0:
            return 0
        week = self._quarters[monday : monday + DAYS_IN_WEEK]
        taken = tuple(day - monday for day in days if 0 <= day - monday < DAYS_IN_WEEK)
        return self._weeks.saves(week, taken, is_split=len(days) > 2)


class _Weeks:
    """What a whole week loses at least, each kind of week looked at once."""

    def __init__(self, rest_days: int) -> None:
        self._rest_days = rest_days
        self._known: dict[tuple[Sequence[int], Sequence[int]], int] = {}

    def saves(self, week: Sequence[int], taken: Sequence[int], *, is_split: bool) -> int:
        """How much less a week may lose if some of its days are taken by a practice exam and its
        review, and its first by the review of the one before.

        Beside a practice exam split over days nothing is sure but a day of rest.
        """
        least = min(week)
        if not is_split:
            first = next((i for i, quarters in enumerate(week) if quarters), 0)
            least = min(
                self.rest_and_buffer(week, taken), self.rest_and_buffer(week, (*taken, first))
            )
        return max(self.rest_and_buffer(week) - least, 0)

    def rest_and_buffer(self, week: Sequence[int], taken: Sequence[int] = ()) -> int:
        """What rest and the half of the last day left take, whichever days are for rest."""
        key = (week, taken)
        if key not in self._known:
            working = [i for i, quarters in enumerate(week) if quarters]
            open_days = [i for i in working if i not in taken]
            resting = max(self._rest_days - len(week) + len(working), 0)
            self._known[key] = min(
                _lost(week, open_days, rest)
                for rest in combinations(open_days, min(resting, len(open_days)))
            )
        return self._known[key]


def _lost(week: Sequence[int], open_days: Sequence[int], rest: Collection[int]) -> int:
    last = next((day for day in reversed(open_days) if day not in rest), None)
    buffer = -(-week[last] // 2) if last is not None else 0
    return sum(week[day] for day in rest) + buffer
