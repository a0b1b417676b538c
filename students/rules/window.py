"""The days on which the next sitting keeps every rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from students.rules.case import Case
from students.rules.clauses import PERMIT
from students.rules.result import AttemptsResult, Deadline, SitWindow


class Bound(NamedTuple):
    """The last sitting days that one clause allows."""

    clause: str
    safe: date
    typical: date


def sit_window(case: Case, attempts: AttemptsResult, deadlines: Sequence[Deadline]) -> SitWindow:
    """From the first day the rules open to the last that every deadline and the permit allow.

    The clause that allows the fewest days binds; of two alike, the one listed first.
    """
    bounds = tuple(_bounds(case, deadlines))
    binding = min(bounds, key=lambda bound: bound.safe, default=None)
    return SitWindow(
        opens_on=_opens_on(case, attempts),
        latest_safe=binding.safe if binding else None,
        latest_typical=min((bound.typical for bound in bounds), default=None),
        binding=binding.clause if binding else None,
        because=(),
    )


def _bounds(case: Case, deadlines: Sequence[Deadline]) -> Iterator[Bound]:
    for deadline in deadlines:
        if deadline.sit_by_safe is not None and deadline.sit_by_typical is not None:
            yield Bound(deadline.clause, deadline.sit_by_safe, deadline.sit_by_typical)
    if case.permit is not None:
        yield Bound(PERMIT, case.permit.ends_on, case.permit.ends_on)


def _opens_on(case: Case, attempts: AttemptsResult) -> date | None:
    earliest = attempts.earliest_next_sit
    if earliest is None or case.permit is None:
        return earliest
    return max(earliest, case.permit.starts_on)
