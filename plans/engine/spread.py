"""Put the hours of each area into days: interleaved, evenly paced, none left too long.

Every study day each area is owed a share of the day in proportion to its whole budget; the day
goes to the areas owed most, at most four of them, so that sessions stay long enough to work in.
From the rebuild phase on an area must come back within ten study days, because what is not
retrieved fades; such visits are planned as late as they may be, and short for areas that need no
more. All arithmetic is on whole numbers, so the answer is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from types import MappingProxyType

from plans.engine.polish import MOST_AREAS, RETURN_WITHIN, StudyDay, polish

WEAK_VISITS = 3  # a week
_SHORT_SESSION = 3  # quarters: below this a further area only splits the day


@dataclass(slots=True)
class Spread:
    """Quarters by study day and area, and the visits that were due."""

    given: list[dict[int, int]] = field(default_factory=list)
    due: set[tuple[int, int]] = field(default_factory=set)
    overdue: bool = False

    def totals(self, areas: int) -> list[int]:
        """The quarters of each area over all days."""
        totals = [0] * areas
        for day in self.given:
            for area, quarters in day.items():
                totals[area] += quarters
        return totals


def spread_areas(
    days: Sequence[StudyDay],
    targets: Sequence[int],
    weak: Sequence[int] = (),
    *,
    kept_slots: int = 1,
    kept: Mapping[int, dict[int, int]] = MappingProxyType({}),
) -> Spread:
    """Quarters of each area on each day; they fill every day and meet the targets closely.

    `weak` areas are visited three times a week. `kept_slots` of a day's areas are kept from
    planned returns, for areas that need the hours. `kept` holds, by position, days that stand
    as they are; the others make up for what those lack. `overdue` tells that the days are too small
    for every area to come back in time; then the rest is left undone.
    """
    pacing = _Pacing(days, targets, weak, kept_slots)
    spread = Spread()
    for position in range(len(days)):
        spread.given.append(pacing.fill(position, spread, kept.get(position)))
        if spread.overdue:
            return spread
    if not kept:
        polish(spread.given, days, targets, keep=weak)
    return spread


class _Pacing:
    """What each area is owed so far, in quarters times the whole budget."""

    def __init__(
        self,
        days: Sequence[StudyDay],
        targets: Sequence[int],
        weak: Sequence[int],
        kept_slots: int,
    ) -> None:
        self.days = days
        self.targets = targets
        self.weak = weak
        self.budget = max(sum(targets), 1)
        self.largest = max(targets)
        self.by_target = sorted(range(len(targets)), key=lambda area: -targets[area])
        self.owed = [0] * len(targets)
        first = next((i for i, day in enumerate(days) if day.must_return), len(days))
        self.due = [first + RETURN_WITHIN - 1] * len(targets)
        self.by_due = list(range(len(targets)))
        self.slots = [min(MOST_AREAS, day.quarters) for day in days]
        self.weak_days = _weak_days(days, self.slots, weak)
        room = [
            max(slots - max(kept_slots, len(kept)), min(slots, 1))
            for slots, kept in zip(self.slots, self.weak_days, strict=True)
        ]
        self.room_before = [0, *accumulate(room)]
        self.week_visits: dict[tuple[int, int], int] = {}
        lengths = {day.quarters for day in days}
        self.daily = {length: [target * length for target in targets] for length in lengths}

    def fill(
        self, position: int, spread: Spread, kept: dict[int, int] | None = None
    ) -> dict[int, int]:
        """The areas of one day and their quarters, or those it has already."""
        day = self.days[position]
        daily = self.daily[day.quarters]
        self.owed = [owed + more for owed, more in zip(self.owed, daily, strict=True)]
        if not day.quarters:
            spread.overdue |= self.due[self.by_due[0]] <= position
            return {}
        given = kept or self._share(self._choose(position, spread), day.quarters)
        for area in sorted(given):
            self._visit(area, given[area], position)
        spread.overdue |= self.due[self.by_due[0]] <= position
        return given

    def _visit(self, area: int, quarters: int, position: int) -> None:
        self.owed[area] -= quarters * self.budget
        if self.due[area] < position + RETURN_WITHIN:
            self.due[area] = position + RETURN_WITHIN
            self.by_due.remove(area)
            self.by_due.append(area)
        if area in self.weak:
            key = (self.days[position].week, area)
            self.week_visits[key] = self.week_visits.get(key, 0) + 1

    def _choose(self, position: int, spread: Spread) -> list[int]:
        slots = self.slots[position]
        chosen = self._returning(position)[:slots]
        spread.due.update((position, area) for area in chosen)
        for area in self.weak:
            if area not in chosen and len(chosen) < slots and self._is_wanted(position, area):
                chosen.append(area)
        if len(chosen) >= slots:
            return chosen
        wanted = min(slots, max(self.days[position].quarters // _SHORT_SESSION, 1))
        is_filled = any(self._can_fill(area, position) for area in chosen)
        for area in self._claims():
            is_needed = not is_filled or (len(chosen) < wanted and self.owed[area] >= self.budget)
            if len(chosen) >= slots or not is_needed:
                break
            if area not in chosen:
                chosen.append(area)
                is_filled |= self._can_fill(area, position)
        return chosen

    def _can_fill(self, area: int, position: int) -> bool:
        """Whether what a day has left is well spent on the area: it has a large budget or debt."""
        half_day = self.days[position].quarters * self.budget // 2
        return 2 * self.targets[area] >= self.largest or self.owed[area] >= half_day

    def _claims(self) -> Iterator[int]:
        """Who is owed a block comes first, the most owed before; then the largest budget."""
        owed = [area for area, quarters in enumerate(self.owed) if quarters >= self.budget]
        yield from sorted(owed, key=lambda area: -self.owed[area])
        yield from (area for area in self.by_target if area not in owed)

    def _returning(self, position: int) -> list[int]:
        """The areas that must be visited today, because later days have no room for all due."""
        until = min(len(self.days) - 1, position + RETURN_WITHIN)
        needed, passed = 0, self.room_before[position + 1]
        for count, area in enumerate(self.by_due, start=1):
            due = self.due[area]
            if due > until:
                break
            missing = count - self.room_before[due + 1] + passed
            if missing > needed:
                needed = missing
        return self.by_due[:needed]

    def _is_wanted(self, position: int, area: int) -> bool:
        visits = self.week_visits.get((self.days[position].week, area), 0)
        return area in self.weak_days[position] and visits < WEAK_VISITS

    def _share(self, chosen: Sequence[int], quarters: int) -> dict[int, int]:
        """Split a day among its areas: each what it is owed, the rest by their budgets."""
        if len(chosen) == 1:
            return {chosen[0]: quarters}
        weights = [max(self.targets[area], 1) for area in chosen]
        whole, budget = sum(weights), self.budget
        owed = [self.owed[area] for area in chosen]
        spare = quarters * budget - sum(owed)
        ideal = [debt + spare * weight // whole for debt, weight in zip(owed, weights, strict=True)]
        given = [max(share // budget, 1) for share in ideal]
        left = quarters - sum(given)
        step = 1 if left > 0 else -1
        gaps = [step * (share - got * budget) for share, got in zip(ideal, given, strict=True)]
        for _ in range(abs(left)):
            able = [
                (gap, -area, i)
                for i, (gap, area) in enumerate(zip(gaps, chosen, strict=True))
                if given[i] + step >= 1
            ]
            taker = max(able)[-1]
            given[taker] += step
            gaps[taker] -= budget
        return dict(zip(chosen, given, strict=True))


def _weak_days(
    days: Sequence[StudyDay], slots: Sequence[int], weak: Sequence[int]
) -> list[set[int]]:
    """For each day the weak areas that keep a place on it: three days of each week, the later
    ones of those with most places left."""
    kept: list[set[int]] = [set() for _ in days]
    weeks: dict[int, list[int]] = {}
    for position, day in enumerate(days):
        if day.quarters and weak:
            weeks.setdefault(day.week, []).append(position)
    for positions in weeks.values():
        for area in weak:
            positions.sort(key=lambda i: (len(kept[i]) - slots[i], -i))
            for position in positions[:WEAK_VISITS]:
                kept[position].add(area)
    return kept
