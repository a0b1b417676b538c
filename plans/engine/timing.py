"""Bring the sessions of late days to the length of the exam's blocks, for who fears the exam.

A question block is timed as the exam's only if an area has that long. So each day gives whole
blocks to the areas that want most, and what an area got too much or too little is settled on its
next day. Areas that must be visited keep a quarter-hour at least.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from plans.engine.polish import RETURN_WITHIN, Given, StudyDay


def in_exam_blocks(
    given: Given,
    days: Sequence[StudyDay],
    block: int,
    *,
    since: int,
    keep: Collection[int] = (),
    kept: Collection[int] = (),
    whole_visits: bool = False,
) -> Given:
    """What each day gives each area, in blocks of so many quarters from day `since` on.

    The visits of the areas `keep` all stay, with `whole_visits` each a block wherever there is
    room, and the days at the positions `kept` as they are.
    """
    timed = [dict(areas) for areas in given]
    first = next((i for i, day in enumerate(days) if day.must_return), len(days))
    next_visits = _next_visits(given)
    last_visit: dict[int, int] = {}
    owed: Counter[int] = Counter()
    for position, areas in enumerate(given):
        quarters = sum(areas.values())
        if days[position].day >= since and quarters >= block and position not in kept:
            needed = {
                area
                for area in areas
                if area in keep
                or next_visits[position].get(area, len(days)) - last_visit.get(area, first - 1)
                > RETURN_WITHIN
            }
            wanted = {area: got + owed[area] for area, got in areas.items()}
            first_blocks = [area for area in keep if area in areas] if whole_visits else []
            timed[position] = _in_blocks(wanted, quarters, block, needed, first_blocks)
            for area, want in wanted.items():
                owed[area] = want - timed[position].get(area, 0)
        last_visit |= dict.fromkeys(timed[position], position)
    return timed


def _next_visits(given: Given) -> list[dict[int, int]]:
    """For each day the following one of each of its areas."""
    following: dict[int, int] = {}
    found: list[dict[int, int]] = []
    for position in range(len(given) - 1, -1, -1):
        found.append({area: following[area] for area in given[position] if area in following})
        following |= dict.fromkeys(given[position], position)
    return found[::-1]


def _in_blocks(
    wanted: Mapping[int, int],
    quarters: int,
    block: int,
    needed: Collection[int],
    first_blocks: Collection[int],
) -> dict[int, int]:
    """A day in whole blocks, as far as areas that need a visit leave room for them."""
    given: Counter[int] = Counter()
    waiting = set(needed)
    for area in first_blocks:
        if quarters - block >= len(waiting - {area}):
            given[area] += block
            quarters -= block
            waiting.discard(area)

    def want(area: int) -> tuple[int, int]:
        return (wanted[area] - given[area], -area)

    while quarters:
        open_areas = [
            area
            for area, most in wanted.items()
            if 2 * (most - given[area]) >= block and quarters - block >= len(waiting - {area})
        ]
        if not open_areas:
            break
        area = max(open_areas, key=want)
        given[area] += block
        quarters -= block
        waiting.discard(area)
    for area in waiting:
        given[area] += 1
        quarters -= 1
    if quarters:
        given[max(wanted, key=want)] += quarters
    return dict(given)
