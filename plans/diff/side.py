"""One of two versions that are compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Item = Mapping[str, Any]  # a part of the result document: a day, a block, a checkpoint


@dataclass(frozen=True, slots=True)
class Side:
    """A version's result document, the first day of all its versions, and from when it is read.

    Of two versions of one run only the days that both could shape are compared: what lies before
    stays as it was.
    """

    result: Mapping[str, Any]
    began_on: date
    since: date

    @property
    def plan(self) -> Mapping[str, Any]:
        plan: Mapping[str, Any] = self.result["plan"]
        return plan

    @property
    def starts_on(self) -> date:
        return date.fromisoformat(self.plan["starts_on"])

    @property
    def exam_on(self) -> date:
        return date.fromisoformat(self.plan["exam_on"])

    @property
    def days(self) -> dict[date, Item]:
        """The days that are compared."""
        return dict(self._dated(self.plan["days"]))

    @property
    def sittings(self) -> dict[date, Item]:
        """The practice exams that are compared, by day; each part of a split one has its own."""
        return dict(self._dated(self.plan["checkpoints"]))

    @property
    def exams(self) -> dict[tuple[str, str | None], list[date]]:
        """The days of each form of a practice exam, a split one on its last."""
        found: dict[tuple[str, str | None], list[date]] = {}
        for on, item in self.sittings.items():
            if item["part_of"] is None:
                found.setdefault((item["instrument"], item["form"]), []).append(on)
        return found

    @property
    def phases(self) -> dict[str, tuple[date, date]]:
        """From when to when each phase lasts, as far as it is compared."""
        spans = {
            item["name"]: (
                max(date.fromisoformat(item["from"]), self.since),
                date.fromisoformat(item["to"]),
            )
            for item in self.plan["phases"]
        }
        return {name: (first, last) for name, (first, last) in spans.items() if first <= last}

    def _dated(self, items: list[Item]) -> Iterator[tuple[date, Item]]:
        for item in items:
            on = date.fromisoformat(item["on"])
            if on >= self.since:
                yield on, item


def minutes_by_subject(item: Item | None) -> dict[str, int]:
    """The minutes of a day's areas, and of the activities that have none.

    A practice exam is no subject: it is the whole day, and said of the day.
    """
    found: dict[str, int] = {}
    for block in item["blocks"] if item else ():
        if block["activity"] != "practice_exam":
            subject = block["area"] or block["activity"]
            found[subject] = found.get(subject, 0) + block["minutes"]
    return found
