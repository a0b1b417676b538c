"""A plan that is being followed: what it says of the days to come, and what was done of it.

Life happens to every plan. A new version goes on from the old one: it keeps the exam day while
that day is possible and ready, keeps every day that need not change, and counts what was done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.engine.agenda import Activity
from plans.engine.days import DayKind
from plans.engine.phases import PhaseName
from plans.engine.result import Block, Day, WhyExamOn
from students.rules.case import Case


@dataclass(frozen=True, slots=True)
class Underway:
    """The followed version of a plan, as a new version needs to know it.

    `began_on` is the first day of the first version of this run: the minimum length counts from
    it. `resumes_on` is the first day the new version may shape. `case` is what the followed
    version knew of the student; `phases` holds the first day of each of its phases, `days` its
    days from `resumes_on` on. `done` is the hours given to each content area since the level was
    measured: since the day of the score readiness is read from, or since `began_on` without one.
    """

    began_on: date
    resumes_on: date
    case: Case
    exam_on: date
    why_exam_on: WhyExamOn
    phases: Mapping[PhaseName, date]
    days: Mapping[date, Day]
    done: Mapping[str, float]

    def gives_the_same_days(self, case: Case) -> bool:
        """Whether the student still gives the days and names the causes the plan was shaped by."""
        return self.case.causes == case.causes and self._times(self.case) == self._times(case)

    def uses_the_same_resources(self, case: Case) -> bool:
        """Whether blocks may stand as they were written."""
        return self.case.resources == case.resources and self.case.causes == case.causes

    def wishes_the_same(self, case: Case) -> bool:
        """Whether the student still wants what the exam day was chosen for."""
        return self.case.wish == case.wish

    def new_topics(self, case: Case) -> dict[str, int]:
        """The missed topics this plan has not given an hour yet: those missed again since."""
        known = self.case.missed_topics
        return {
            topic: count
            for topic, count in case.missed_topics.items()
            if count > known.get(topic, 0)
        }

    def _times(self, case: Case) -> tuple[object, ...]:
        """What the student gives from here on, whatever day they meant to start on."""
        given, since = case.availability, self.resumes_on
        return (
            sorted(given.hours.items()),
            sorted(day for day in given.days_off if day >= since),
            sorted((b.starts_on, b.ends_on) for b in given.blocked if b.ends_on >= since),
        )


def read_underway(
    case: Case,
    plan: Mapping[str, Any],
    *,
    began_on: date,
    resumes_on: date,
    done: Mapping[str, float],
) -> Underway:
    """The followed version from its case and the plan part of its result document."""
    rows = {date.fromisoformat(row["on"]): row for row in plan["days"]}
    return Underway(
        began_on=began_on,
        resumes_on=resumes_on,
        case=case,
        exam_on=date.fromisoformat(plan["exam_on"]),
        why_exam_on=WhyExamOn(plan["why_exam_on"]),
        phases={PhaseName(row["name"]): date.fromisoformat(row["from"]) for row in plan["phases"]},
        days={on: _day(on, row) for on, row in rows.items() if on >= resumes_on},
        done=dict(done),
    )


def _day(on: date, row: Mapping[str, Any]) -> Day:
    blocks = (
        Block(**{**block, "activity": Activity(block["activity"])}) for block in row["blocks"]
    )
    return Day(on, DayKind(row["kind"]), row["minutes"], tuple(blocks))
