"""What the layouts of a draft can bring, as far as it is known before they are made.

To lay out a draft can take many tries, most of all where days are small. Whether it leads to the
goal is often plain before the last of them: no split of its hours is enough, or any would be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from heapq import nsmallest
from itertools import accumulate

from plans.engine.agenda import CHECK_IN_QUARTERS, TOPIC_QUARTERS
from plans.engine.allocate import QUARTERS_PER_HOUR, best_gain, best_quarters
from plans.engine.drafts import LEAST_SHARE, Draft
from plans.engine.learning import Learner
from plans.engine.polish import RETURN_WITHIN

MOST_SPARED = 9  # small days left free one by one
_MOVED = CHECK_IN_QUARTERS + TOPIC_QUARTERS  # what may move to another day when one is left free

Reaches = Callable[[float], bool]  # whether a gain in EPC is enough


def most_gain(learner: Learner, draft: Draft) -> float:
    """At most so much do the hours of a draft bring, in EPC.

    An area that gets no more than a visit for every full ten study days can be visited only on
    certain stretches of days; where one of those has too few places, some areas need one more.
    """
    quarters, floor = draft.agenda.area_quarters, draft.floor_quarters
    split = best_quarters(learner, quarters, floor)
    lowest = [area for area, given in enumerate(split) if given == floor]
    most_lowest = min(_places_for_fewest(draft), default=len(lowest))
    worth = _gains(learner, split, [given + 1 for given in split])
    lowest.sort(key=worth.__getitem__, reverse=True)
    raised = lowest[: max(len(lowest) - most_lowest, 0)]
    floors = [floor + (area in raised) for area in range(len(split))]
    split = [max(given, least) for given, least in zip(split, floors, strict=True)]
    for _ in raised:
        worth = _gains(learner, [given - 1 for given in split], split)
        open_areas = [area for area, least in enumerate(floors) if split[area] > least]
        if not open_areas:
            return 0.0
        split[min(open_areas, key=worth.__getitem__)] -= 1
    return learner.gain([given / QUARTERS_PER_HOUR for given in split])


def _places_for_fewest(draft: Draft) -> Iterator[int]:
    """For each of the fewest visits an area can have: the places on the days it can be on."""
    places = draft.places()
    before = [0, *accumulate(places)]
    visits = draft.floor_quarters
    for visit in range(visits):
        last = RETURN_WITHIN * (visit + 1)
        first = len(places) - RETURN_WITHIN * (visits - visit)
        yield before[last] - before[first]


def _gains(learner: Learner, before: Sequence[int], after: Sequence[int]) -> list[float]:
    """What each area gains from some quarters to others."""
    less, more = (
        learner.gains([given / QUARTERS_PER_HOUR for given in split]) for split in (before, after)
    )
    return [late - early for early, late in zip(less, more, strict=True)]


def may_reach(learner: Learner, draft: Draft, reaches: Reaches) -> bool:
    """Whether the best split that lets every area return is enough, on the days of the draft or
    with some of the small ones left free, which makes fewer returns."""
    days = draft.ordinary_days()
    least = min((day.quarters for day in days), default=0)
    over = draft.agenda.returning_days % RETURN_WITHIN
    for fewer in range(draft.floor_quarters + 1):
        free = over + 1 + RETURN_WITHIN * (fewer - 1) if fewer else 0
        quarters, floor = draft.agenda.area_quarters - free * least, draft.floor_quarters - fewer
        if quarters < floor * len(learner.areas):
            continue
        if reaches(best_gain(learner, quarters / QUARTERS_PER_HOUR, floor / QUARTERS_PER_HOUR)):
            return True
    return False


def is_sure_to_reach(learner: Learner, draft: Draft, reaches: Reaches) -> bool:
    """Whether every layout that is worth its hours is enough, of the draft or of one that is a
    few small days shorter."""
    small = nsmallest(MOST_SPARED, (day.quarters for day in draft.ordinary_days()))
    quarters = draft.agenda.area_quarters - sum(small) - _MOVED * len(small)
    floor = draft.floor_quarters
    if quarters < floor * len(learner.areas):
        return False
    ideal = best_gain(learner, quarters / QUARTERS_PER_HOUR, floor / QUARTERS_PER_HOUR)
    return reaches(LEAST_SHARE * ideal)
