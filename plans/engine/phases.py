"""The five phases of a plan: settle, diagnose, rebuild, practise, taper.

First find out where the student stands (seed 001: assess before planning), then learn the weak
areas again, then practise as the exam asks, then arrive rested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from plans.engine.calendar import Calendar
from plans.engine.links import Link

LONGEST_TAPER = 14  # days, the exam day among them
USUAL_TAPER = 7
_REBUILD_FIFTHS = 3  # of the days between the baseline's review and the taper


class PhaseName(StrEnum):
    SETTLE = "settle"
    DIAGNOSE = "diagnose"
    REBUILD = "rebuild"
    PRACTISE = "practise"
    TAPER = "taper"


@dataclass(frozen=True, slots=True)
class Phases:
    """The first day of each phase; a phase that starts where the next one does is empty."""

    diagnose_from: int
    rebuild_from: int
    practise_from: int
    taper_from: int
    exam: int

    def spans(self) -> list[tuple[PhaseName, int, int]]:
        """Each phase that is not empty, with its first and last day."""
        starts = (0, self.diagnose_from, self.rebuild_from, self.practise_from, self.taper_from)
        ends = (*starts[1:], self.exam + 1)
        return [
            (name, start, end - 1)
            for name, start, end in zip(PhaseName, starts, ends, strict=True)
            if start < end
        ]

    def of(self, day: int) -> PhaseName:
        """The phase a day lies in."""
        if day >= self.taper_from:
            return PhaseName.TAPER
        if day >= self.practise_from:
            return PhaseName.PRACTISE
        if day >= self.rebuild_from:
            return PhaseName.REBUILD
        return PhaseName.DIAGNOSE if day >= self.diagnose_from else PhaseName.SETTLE


def phases_for(
    calendar: Calendar,
    chain: Sequence[Link],
    exam: int,
    *,
    has_baseline: bool,
    begun: Phases | None = None,
) -> Phases:
    """The phases of a plan from its practice exams.

    Settle and diagnose end with the baseline's review and are empty without a baseline. The
    taper starts after the last practice exam's review, at most two weeks before the exam. A
    plan that goes on from another keeps the days on which its phases begin (`begun`).
    """
    rebuild_from = min(begun.rebuild_from, exam) if begun else 0
    if has_baseline:
        rebuild_from = calendar.next_working[chain[0].sitting.on] + 1
    taper_from = max(earliest_taper(calendar, chain[-1].sitting.on, exam), rebuild_from)
    if begun and not has_baseline:
        practise_from = min(begun.practise_from, taper_from)
    else:
        practise_from = rebuild_from + (taper_from - rebuild_from) * _REBUILD_FIFTHS // 5
    return Phases(
        diagnose_from=chain[0].sitting.begins if has_baseline else 0,
        rebuild_from=rebuild_from,
        practise_from=practise_from,
        taper_from=taper_from,
        exam=exam,
    )


def earliest_taper(calendar: Calendar, last_exam: int, exam: int) -> int:
    """After the last practice exam's review, but no sooner than two weeks before the exam.

    The last day with hours belongs to the taper wherever that limit allows.
    """
    earliest = exam + 1 - LONGEST_TAPER
    reviewed = calendar.next_working[last_exam] + 1
    start = reviewed if reviewed >= earliest else exam + 1 - USUAL_TAPER
    last_working = exam - 1
    while last_working > earliest and not calendar.quarters[last_working]:
        last_working -= 1
    return max(min(start, last_working), earliest)
