"""One calendar week of the plan, over all its versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from advising.words import say_day, say_duration
from plans.document import Week, monday_of, read_plan
from plans.models import StudyPlan
from plans.queries.days import days_of_plan
from plans.queries.pages import names


@dataclass(frozen=True, slots=True)
class WeekPage:
    """The plan's days of one calendar week."""

    current: StudyPlan
    week: Week

    @property
    def title(self) -> str:
        return f"{say_day(self.week.monday)} to {say_day(self.week.sunday)}"

    @property
    def lead(self) -> str:
        if not self.week.minutes:
            return "No study is planned in this week."
        return f"{say_duration(self.week.minutes)} planned."

    @property
    def previous(self) -> date | None:
        monday = self.week.monday - timedelta(days=7)
        return monday if monday >= monday_of(self.current.began_on) else None

    @property
    def next(self) -> date | None:
        monday = self.week.monday + timedelta(days=7)
        return monday if monday <= self.current.exam_on else None


def week_page(current: StudyPlan, *, shown: date) -> WeekPage:
    """The week of a day, which is kept inside the plan."""
    monday = monday_of(min(max(shown, current.began_on), current.exam_on))
    days = days_of_plan(current, monday, monday + timedelta(days=6))
    known = names()
    read = {
        version.pk: read_plan(version.plan, known)
        for version in {day.version.pk: day.version for day in days.values()}.values()
    }
    found = (read[day.version.pk].day(on) for on, day in days.items())
    return WeekPage(current, Week(monday, tuple(day for day in found if day)))
