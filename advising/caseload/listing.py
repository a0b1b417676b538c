"""The caseload's list: a page of standings in words, at a cost that no number of students changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable

from advising.caseload.forms import DEADLINE, DISTANCE, NAME, URGENCY
from advising.caseload.shown_flags import ShownFlag, show_flags
from advising.charts import draw_sparkline
from advising.models import User
from advising.words import say_number
from students.models import Standing
from students.rules.dates import plural
from students.rules.flags import Flag

PAGE_SIZE = 50
COUNT_AT_MOST = 1000  # counting further would cost more than anybody reads from it

Order = tuple[str | Combinable, ...]

ORDERS: Mapping[str, Order] = {
    URGENCY: ("-urgency", "sort_on", "student_id"),
    DEADLINE: ("sort_on", "student_id"),
    NAME: ("student__user__name", "student_id"),
    DISTANCE: (F("distance").desc(nulls_last=True), "student_id"),
}


@dataclass(frozen=True, slots=True)
class CaseloadRow:
    """One student of the list."""

    place: int
    standing: Standing
    flags: tuple[ShownFlag, ...]
    sparkline: str

    @property
    def first(self) -> ShownFlag | None:
        """What puts the student in this place."""
        return self.flags[0] if self.flags else None

    @property
    def others(self) -> tuple[ShownFlag, ...]:
        """The other flags, named only: the file explains them."""
        return self.flags[1:]

    @property
    def has_passed(self) -> bool:
        """Whether nothing is left to be ready for."""
        return Flag.PASSED in self.standing.flags

    @property
    def range(self) -> tuple[float, float] | None:
        low, high = self.standing.range_low, self.standing.range_high
        return None if low is None or high is None else (low, high)

    @property
    def distance(self) -> str:
        """How far the last score is from ready: "11 EPC to 66"."""
        if self.has_passed:
            return "passed"
        missing, ready = self.standing.distance, say_number(self.standing.gate_min)
        if missing is None:
            return "no score"
        return f"{say_number(missing)} EPC to {ready}" if missing else f"at or over {ready}"


@dataclass(frozen=True, slots=True)
class CaseloadPage:
    """A page of the list, and how long the whole list is if that was worth counting."""

    number: int
    rows: tuple[CaseloadRow, ...]
    has_next: bool
    count: int

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def total(self) -> str:
        """How many students: "38 students", "more than 1,000 students"."""
        if self.count > COUNT_AT_MOST:
            return f"more than {plural(COUNT_AT_MOST, 'student')}"
        return plural(self.count, "student")

    @property
    def summary(self) -> str:
        """Which of them are shown: "51 to 100 of more than 1,000 students"."""
        return f"{self.rows[0].place:,} to {self.rows[-1].place:,} of {self.total}"


def caseload_page(
    user: User, *, wanted: Mapping[str, Any], number: int, today: date
) -> CaseloadPage:
    """The students this person may see that match what is wanted, in two queries.

    A short list is found first and then put in order; a long one is walked in its order until
    the page is full. Each is quick where the other is not.
    """
    matching = _matching(Standing.objects.visible_to(user), wanted, today)
    found = list(matching.order_by().values_list("pk", flat=True)[: COUNT_AT_MOST + 1])
    if len(found) <= COUNT_AT_MOST:
        matching = Standing.objects.filter(pk__in=found)
    sort = wanted.get("sort", URGENCY)
    first = (number - 1) * PAGE_SIZE
    shown = _cut(matching, sort, first)
    return CaseloadPage(
        number=number,
        rows=_in_words(shown[:PAGE_SIZE], first=first, today=today),
        has_next=len(shown) > PAGE_SIZE,
        count=len(found),
    )


def _cut(matching: QuerySet[Standing], sort: str, first: int) -> list[Standing]:
    """A page's standings in order, and one more if there is one."""
    if sort == NAME:
        # Always true, and lets the database walk the people of the school by name.
        matching = matching.filter(student__user__school=F("school"))
    order = ORDERS[sort]
    # The page is cut from an index; only its rows are joined with anything.
    keys = matching.order_by(*order).values("pk")[first : first + PAGE_SIZE + 1]
    rows = Standing.objects.filter(pk__in=keys).order_by(*order)
    return list(rows.select_related("student__user", "student__advisor"))


def _matching(
    standings: QuerySet[Standing], wanted: Mapping[str, Any], today: date
) -> QuerySet[Standing]:
    for name, value in wanted.items():
        if name in _FILTERS:
            standings = standings.filter(_FILTERS[name](value, today))
    return standings


def _named(words: str, _today: date) -> Q:
    """Students whose name or address holds every one of the words."""
    matches = Q()
    for word in words.split():
        matches &= Q(name__icontains=word) | Q(email__icontains=word)
    return Q(student__user__in=User.objects.filter(matches))


_FILTERS: Mapping[str, Callable[[Any, date], Q]] = {
    "q": _named,
    "flag": lambda flag, _: Q(flags__contains=[flag]),
    "scenario": lambda scenario, _: Q(scenario=scenario) & ~Q(flags__contains=[Flag.PASSED.value]),
    "due": lambda days, today: Q(sort_on__lte=today + timedelta(days=int(days))),
    "plan": lambda answer, _: Q(exam_on__isnull=answer == "no"),
    "advisor": lambda advisor, _: Q(student__advisor=advisor),
    "class_year": lambda year, _: Q(student__class_year=year),
}


def _in_words(standings: Sequence[Standing], *, first: int, today: date) -> tuple[CaseloadRow, ...]:
    return tuple(
        CaseloadRow(
            place=place,
            standing=standing,
            flags=show_flags(standing.reasons, policy=standing.policy_name, today=today),
            sparkline=draw_sparkline(standing.trend, unit="EPC"),
        )
        for place, standing in enumerate(standings, start=first + 1)
    )
