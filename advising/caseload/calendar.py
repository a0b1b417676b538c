"""The days of a whole caseload: as a list, and as a month. Each at a fixed cost."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from advising.models import User
from advising.states import State
from students.choices import StandingDateKind
from students.models import StandingDate
from students.rules.clauses import say_occasion, slug_of
from students.rules.dates import plural

PAGE_SIZE = 50
SHOWN_A_DAY = 4  # a cell of a month holds no more; the rest is a link
NEAR = timedelta(days=14)
GONE_BY = "gone_by"


@dataclass(frozen=True, slots=True)
class CaseloadDay:
    """One day of one student."""

    row: StandingDate
    today: date

    @property
    def on(self) -> date:
        return self.row.due_on or date.max

    @property
    def name(self) -> str:
        return StandingDateKind(self.row.kind).label

    @property
    def occasion(self) -> str:
        """When the policy asks for it, for a day that a clause sets."""
        return say_occasion(self.row.clause) if self.row.clause else ""

    @property
    def key(self) -> str:
        """The day's anchor in the student's own dates."""
        if self.row.kind == StandingDateKind.HOLD_STARTS:
            return "hold"
        return slug_of(self.row.clause) if self.row.clause else self.row.kind

    @property
    def state(self) -> State:
        """A deadline gone by is a stop; the start of a hold and a past exam are only told."""
        if self.on >= self.today:
            return State.WARN if self.on <= self.today + NEAR else State.INFO
        is_told = self.row.kind in (StandingDateKind.EXAM, StandingDateKind.HOLD_STARTS)
        return State.NONE if is_told else State.STOP


@dataclass(frozen=True, slots=True)
class DayList:
    """A page of days, soonest first."""

    number: int
    days: tuple[CaseloadDay, ...]
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month, with the first few that fall on it."""

    on: date
    is_inside: bool
    days: tuple[CaseloadDay, ...]
    more: int

    @property
    def more_words(self) -> str:
        return f"and {plural(self.more, 'other')}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month in whole weeks from Monday."""

    first: date
    weeks: tuple[tuple[Cell, ...], ...]

    @property
    def name(self) -> str:
        return f"{self.first:%B %Y}"

    @property
    def previous(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def next(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)


def day_list(user: User, *, wanted: Mapping[str, Any], number: int, today: date) -> DayList:
    """The days this person's students have ahead, or what else is wanted, in one query."""
    days = _wanted(user, wanted)
    if on := wanted.get("on"):
        days = days.filter(due_on=on)
    elif wanted.get("when") == GONE_BY:
        days = _gone_by(days, today)
    else:
        days = days.filter(due_on__gte=today)
    first = (number - 1) * PAGE_SIZE
    rows = days.order_by("due_on", "student_id", "pk")[first : first + PAGE_SIZE + 1]
    shown = _shown(rows, today)
    return DayList(number, shown[:PAGE_SIZE], has_next=len(shown) > PAGE_SIZE)


def month_of(user: User, *, wanted: Mapping[str, Any], first: date, today: date) -> Month:
    """One month of this person's students: the first few of each day and how many more there are."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    days = _wanted(user, wanted).filter(due_on__range=(weeks[0][0], weeks[-1][-1]))
    counts = dict(days.order_by().values_list("due_on").annotate(Count("pk")))
    ranked = days.annotate(
        rank=Window(RowNumber(), partition_by=F("due_on"), order_by=[F("student_id"), F("pk")])
    )
    by_day: dict[date, list[CaseloadDay]] = defaultdict(list)
    for day in _shown(ranked.filter(rank__lte=SHOWN_A_DAY).order_by("due_on", "rank"), today):
        by_day[day.on].append(day)
    return Month(
        first,
        tuple(
            tuple(
                Cell(
                    on=on,
                    is_inside=on.month == first.month,
                    days=tuple(by_day[on]),
                    more=counts.get(on, 0) - len(by_day[on]),
                )
                for on in week
            )
            for week in weeks
        ),
    )


def count_gone_by(user: User, *, today: date) -> int:
    """How many days of this person's students have gone by and still wait for somebody."""
    return _gone_by(_wanted(user, {}), today).count()


def _gone_by(days: QuerySet[StandingDate], today: date) -> QuerySet[StandingDate]:
    """A hold that began and an exam that was planned wait for nobody."""
    told = [StandingDateKind.EXAM, StandingDateKind.HOLD_STARTS]
    return days.filter(due_on__lt=today).exclude(kind__in=told)


def _wanted(user: User, wanted: Mapping[str, Any]) -> QuerySet[StandingDate]:
    days = StandingDate.objects.visible_to(user).ahead()
    return days.filter(kind=wanted["kind"]) if wanted.get("kind") else days


def _shown(rows: QuerySet[StandingDate], today: date) -> tuple[CaseloadDay, ...]:
    found: Sequence[StandingDate] = list(rows.select_related("student__user"))
    return tuple(CaseloadDay(row, today) for row in found)
