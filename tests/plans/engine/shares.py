"""How much of the best split plans reach, over seeded students, by an oracle of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import fmean
from typing import NamedTuple

from plans.engine import conclude, result_to_json
from students.casefile import parse_case
from tests.plans.engine.best_split import best_gain
from tests.plans.engine.checker.reading import Checked
from tests.plans.engine.random_documents import document_of
from tests.reference_values import REFERENCE


class Share(NamedTuple):
    """A plan's gain as a share of what the best split of its hours could bring.

    `of_any` splits count, or those `of_returning` areas: a quarter of an hour for each in every
    full ten study days from the rebuild phase on. `attainable` is what the best of these is of
    the best of all: no plan that lets every area return has a higher share of any.
    """

    of_any: float
    of_returning: float
    attainable: float


def shares_of(seeds: Iterable[int], *, is_odd: bool | None = None) -> list[Share]:
    """The shares of the plans of ordinary students, of odd ones, or of both."""
    return [_share(checked) for checked in _plans(seeds, is_odd=is_odd)]


def mean_and_tenth(shares: Iterable[float]) -> tuple[float, float]:
    """The mean and the tenth percentile."""
    ordered = sorted(shares)
    return fmean(ordered), ordered[len(ordered) // 10]


def _plans(seeds: Iterable[int], *, is_odd: bool | None) -> Iterator[Checked]:
    """The plans that can gain anything at all."""
    for seed in seeds:
        case = parse_case(document_of(seed, is_odd=is_odd), REFERENCE)
        document = result_to_json(conclude(case, REFERENCE))
        if document["plan"] and document["plan"]["allocation"]["bound_gain_epc"] > 0:
            yield Checked(case, REFERENCE, document)


def _share(checked: Checked) -> Share:
    allocation = checked.plan["allocation"]
    hours, gain = sum(row["hours"] for row in allocation["areas"]), allocation["gain_epc"]
    study = [day for day in checked.study_days() if day.on >= checked.rebuild_from]
    best, returning = (best_gain(allocation, hours, n / 4) for n in (0, len(study) // 10))
    return Share(gain / best, gain / returning, returning / best)
