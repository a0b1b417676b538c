"""The days of a plan over all its versions: each from the version that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from plans.halving import first_half
from plans.models import BlockLog, HalvedDay, StudyPlan


@dataclass(frozen=True, slots=True)
class DayOfPlan:
    """A day as a version says it, what became of its blocks, and whether half of it is asked."""

    version: StudyPlan
    item: Mapping[str, Any]
    logs: Mapping[int, BlockLog]
    is_halved: bool

    @property
    def on(self) -> date:
        return date.fromisoformat(self.item["on"])

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The blocks of the result document, in the order of the day."""
        blocks: list[dict[str, Any]] = self.item["blocks"]
        return blocks

    @property
    def minutes_open(self) -> int:
        """The minutes of its blocks that nothing has been said of."""
        asked = asked_minutes(self)
        return sum(asked[place] for place in open_positions(self))


def days_of_plan(current: StudyPlan, first: date, last: date) -> dict[date, DayOfPlan]:
    """The days of a plan from one date to another, in a fixed number of queries.

    A day with a word on it stays in the version that word was read from; any other is in the
    newest version followed that covers it.
    """
    first, last = max(first, current.began_on), min(last, current.exam_on)
    logs = _logs(current, first, last)
    held = _holders(current, first, last)
    held |= {on: next(iter(words.values())).plan_id for on, words in logs.items()}
    versions = StudyPlan.objects.defer("case").in_bulk(set(held.values()) - {current.pk})
    versions[current.pk] = current
    halved = set(
        HalvedDay.objects.filter(student=current.student_id, on__range=(first, last)).values_list(
            "on", flat=True
        )
    )
    return {
        on: DayOfPlan(
            versions[held[on]], _item(versions[held[on]], on), logs.get(on, {}), on in halved
        )
        for on in _range(first, last)
        if on in held
    }


def unlogged_days(current: StudyPlan, first: date, last: date) -> list[DayOfPlan]:
    """The days with work of which nothing, or not everything, has been said."""
    return [day for day in days_of_plan(current, first, last).values() if open_positions(day)]


def open_positions(day: DayOfPlan) -> list[int]:
    """The blocks of a day that nothing has been said of, but for those a halved day sets aside."""
    return [place for place, minutes in asked_minutes(day).items() if place not in day.logs]


def asked_minutes(day: DayOfPlan) -> dict[int, int]:
    """The minutes asked for each block of a day, in its order; a block set aside is not there.

    A block with a word on it counts as it was then.
    """
    planned = [block["minutes"] for block in day.blocks]
    asked = first_half(planned) if day.is_halved else planned
    found = {place: minutes for place, minutes in enumerate(asked) if minutes}
    found |= {place: log.minutes_planned for place, log in day.logs.items()}
    return dict(sorted(found.items()))


def _holders(current: StudyPlan, first: date, last: date) -> dict[date, int]:
    """Which version holds each day, by the versions alone."""
    versions = list(
        StudyPlan.objects.followed(current)
        .order_by("-version")
        .values_list("pk", "starts_on", "exam_on")
    )
    held = {}
    for on in _range(first, last):
        for pk, starts_on, exam_on in versions:
            if starts_on <= on <= exam_on:
                held[on] = pk
                break
    return held


def _logs(current: StudyPlan, first: date, last: date) -> dict[date, dict[int, BlockLog]]:
    logs: dict[date, dict[int, BlockLog]] = {}
    rows: Iterable[BlockLog] = BlockLog.objects.filter(
        student=current.student_id, on__range=(first, last)
    )
    for log in rows:
        logs.setdefault(log.on, {})[log.position] = log
    return logs


def _item(version: StudyPlan, on: date) -> Mapping[str, Any]:
    item: Mapping[str, Any] = version.plan["days"][(on - version.starts_on).days]
    return item


def _range(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
