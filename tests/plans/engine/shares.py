"""How much of the best split plans reach, over seeded students, by an oracle of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean
from typing import Any

from plans.engine import conclude, result_to_json
from students.casefile import parse_case
from tests.plans.engine.best_split import best_gain
from tests.plans.engine.checker.reading import Checked
from tests.plans.engine.random_documents import document_of
from tests.reference_values import REFERENCE


def shares_of_any_split(seeds: Iterable[int]) -> list[float]:
    """Of ordinary students: the gain as a share of what any split of the same hours could bring."""
    shares = []
    for checked in _plans(seeds, is_odd=False):
        allocation = checked.plan["allocation"]
        shares.append(_share(allocation, _hours(allocation), 0))
    return sorted(shares)


def shares_of_returning_splits(seeds: Iterable[int]) -> list[float]:
    """Of odd and ordinary students: the gain as a share of the best split that lets every area
    return for a quarter of an hour in every full ten study days from the rebuild phase on."""
    shares = []
    for checked in _plans(seeds, is_odd=None):
        allocation = checked.plan["allocation"]
        study = [day for day in checked.study_days() if day.on >= checked.rebuild_from]
        shares.append(_share(allocation, _hours(allocation), len(study) // 10 / 4))
    return sorted(shares)


def mean_and_tenth(shares: Sequence[float]) -> tuple[float, float]:
    """The mean and the tenth percentile of sorted shares."""
    return fmean(shares), shares[len(shares) // 10]


def _plans(seeds: Iterable[int], *, is_odd: bool | None) -> Iterator[Any]:
    """The plans that can gain anything at all."""
    for seed in seeds:
        case = parse_case(document_of(seed, is_odd=is_odd), REFERENCE)
        document = result_to_json(conclude(case, REFERENCE))
        if document["plan"] and document["plan"]["allocation"]["bound_gain_epc"] > 0:
            yield Checked(case, REFERENCE, document)


def _hours(allocation: dict[str, Any]) -> float:
    return sum(row["hours"] for row in allocation["areas"])


def _share(allocation: dict[str, Any], hours: float, floor: float) -> float:
    return allocation["gain_epc"] / best_gain(allocation, hours, floor)
