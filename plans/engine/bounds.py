"""At most how many quarter-hours for areas a plan to an exam day has, each bound nearer.

What a day can promise is bounded by the hours before it: of any plan, of one with its practice
exams, and of the days as they would be. Most days fail at the first, which costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from plans.engine.calendar import DAYS_IN_WEEK, Calendar
from plans.engine.drafting import Drafter
from plans.engine.drafts import Draft, Route
from plans.engine.links import Link
from plans.engine.room import AreaRoom


class Bounds:
    """The bounds of one student's plans."""

    def __init__(self, drafter: Drafter) -> None:
        self._drafter = drafter
        self._through: dict[Link, Draft] = {}
        self._known: dict[tuple[int, int], int] = {}
        self._room = AreaRoom(
            drafter.calendar,
            careful_days=drafter.careful_days,
            rest_days=2 if drafter.shape.is_burnt_out else 1,
        )

    @property
    def _calendar(self) -> Calendar:
        return self._drafter.calendar

    def of(self, exam: int) -> Iterator[int]:
        """The bounds of a plan to an exam day, one after another; 0 if none leads there."""
        yield self._room.before(exam)
        route = self._drafter.route(exam)
        if route is not None:
            yield self._along(route)
        draft = self._drafter.draft(exam)
        if route is not None and draft is not None:
            self._remember(route, draft)
        yield draft.agenda.area_quarters if draft else 0

    def _remember(self, route: Route, draft: Draft) -> None:
        """Know a plan's days from now on, unless they are those of a plan under way: those stand
        as they were made, others are made anew."""
        if not route.is_followed:
            for link in draft.chain:
                self._through.setdefault(link, draft)

    def _along(self, route: Route) -> int:
        """At most how many quarters a plan with some practice exams has for areas."""
        followed, phases = self._drafter.followed, route.phases
        if route.is_followed:
            return self._room.before(phases.exam)
        owed = self._calendar.first_working(1) if followed and followed.owes_review else []
        buffers_from = max([phases.rebuild_from, *(day + 1 for day in owed)])
        since, known = self._known_part(route)
        return known + self._room.along(route.chain, phases, since=since, buffers_from=buffers_from)

    def _known_part(self, route: Route) -> tuple[int, int]:
        """The first day of a plan that is not known from another, and the quarters before it.

        As long as two plans take their practice exams on the same days their days are the same,
        but for the last weeks.
        """
        for link in reversed(route.chain):
            other = self._through.get(link)
            settled = link.sitting.begins - DAYS_IN_WEEK
            since = settled - self._calendar.weekday(settled)
            if other is not None and 0 < since <= other.phases.taper_from:
                return since, self._quarters_before(other, since)
        return 0, 0

    def _quarters_before(self, draft: Draft, day: int) -> int:
        key = (draft.exam, day)
        if key not in self._known:
            self._known[key] = draft.agenda.area_quarters_before(day)
        return self._known[key]
