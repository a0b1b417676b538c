"""What was done of a plan against what was asked, over the last days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plans.models import StudyPlan
from plans.queries.days import asked_minutes, days_of_plan

SPANS = (7, 14)  # days


@dataclass(frozen=True, slots=True)
class WorkDone:
    """Minutes over the days before today."""

    days: int
    asked: int
    done: int


def work_done(current: StudyPlan, *, today: date) -> list[WorkDone]:
    """Minutes done and asked in the days before today, as far back as the plan goes.

    Today does not count: it is not over. A day halved by the student asks for half.
    """
    past = days_of_plan(current, today - timedelta(days=max(SPANS)), today - timedelta(days=1))
    return [
        WorkDone(
            days=span,
            asked=sum(
                sum(asked_minutes(day).values())
                for on, day in past.items()
                if on >= today - timedelta(days=span)
            ),
            done=sum(
                log.minutes
                for on, day in past.items()
                if on >= today - timedelta(days=span)
                for log in day.logs.values()
            ),
        )
        for span in SPANS
    ]
