"""Hours go where they raise the expected score most: the best split, in closed form.

With diminishing returns the best split gives every area hours until the next hour is worth the
same everywhere ("water-filling"); areas whose first hour is worth less get none. The same
argument holds above a floor that every area must have. Quarter-hours are then settled exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heapreplace
from math import exp, expm1, floor, fsum, log

from plans.engine.learning import Learner

QUARTERS_PER_HOUR = 4
_TIE_DIGITS = 12  # worth in EPC: closer than this is equal on every machine


def best_hours(learner: Learner, hours: float, floor_hours: float = 0.0) -> list[float]:
    """The split of `hours` with the highest gain that gives each area at least the floor.

    Ties need no rule: the best split is unique. Hours below the sum of the floors are shared
    equally, as nothing is left to choose.
    """
    count = len(learner.weights)
    if hours <= floor_hours * count:
        return [hours / count] * count
    scales = [learner.scale_hours * weight for weight in learner.weights]
    shortfalls = learner.shortfalls
    open_areas = [i for i in range(count) if shortfalls[i] > 0]
    if not open_areas:
        return [hours * weight for weight in learner.weights]
    needs = {i: log(shortfalls[i]) for i in open_areas}
    level = _water_level(needs, scales, hours - floor_hours * count, floor_hours)
    split = [floor_hours] * count
    for i in open_areas:
        split[i] = max(floor_hours, scales[i] * (needs[i] - level))
    return split


def best_gain(learner: Learner, hours: float, floor_hours: float = 0.0) -> float:
    """The EPC of the best split: an upper bound for every plan of that many hours."""
    return learner.gain(best_hours(learner, hours, floor_hours))


def best_quarters(learner: Learner, quarters: int, floor_quarters: int = 0) -> list[int]:
    """The best split in whole quarter-hours, none lost; ties go to the area listed first."""
    split = best_hours(learner, quarters / QUARTERS_PER_HOUR, floor_quarters / QUARTERS_PER_HOUR)
    whole = [floor(round(hours * QUARTERS_PER_HOUR, 9)) for hours in split]
    _hand_out(learner, whole, quarters - sum(whole))
    return whole


def _water_level(
    needs: dict[int, float], scales: Sequence[float], spare: float, floor_hours: float
) -> float:
    """The worth of the last hour (as a logarithm) when `spare` hours above the floor are spent."""
    entry = {i: need - floor_hours / scales[i] for i, need in needs.items()}
    order = sorted(entry, key=lambda i: (-entry[i], i))
    widths = [scales[i] for i in order]
    depths = [scales[i] * entry[i] for i in order]
    level = 0.0
    for used in range(1, len(order) + 1):
        level = (fsum(depths[:used]) - spare) / fsum(widths[:used])
        if used == len(order) or level >= entry[order[used]]:
            break
    return level


def _hand_out(learner: Learner, whole: list[int], spare: int) -> None:
    """Give the spare quarters one by one to the area where the next is worth most."""
    weights, shortfalls = learner.weights, learner.shortfalls
    rates = [1 / (QUARTERS_PER_HOUR * learner.scale_hours * weight) for weight in weights]
    firsts = [-w * s * expm1(-r) for w, s, r in zip(weights, shortfalls, rates, strict=True)]

    def worth(i: int) -> tuple[float, int]:
        return (-round(firsts[i] * exp(-whole[i] * rates[i]), _TIE_DIGITS), i)

    queue = [worth(i) for i in range(len(whole))]
    heapify(queue)
    for _ in range(spare):
        i = queue[0][1]
        whole[i] += 1
        heapreplace(queue, worth(i))
