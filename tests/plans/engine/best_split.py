"""The best split of hours by bisection on the worth of the last hour: an oracle of its own.

`test_allocate.py` checks it against scipy.
"""

from math import exp, log

STEPS = 200


def best_gain(allocation, hours, floor_hours):
    """The EPC of the best split of `hours` that gives every area at least `floor_hours`.

    A list says it area by area.
    """
    scale, ceiling = allocation["scale_hours"], allocation["ceiling"]
    areas = [(row["weight"], max(ceiling - row["baseline"], 0.0)) for row in allocation["areas"]]
    if not any(shortfall for _, shortfall in areas):
        return 0.0
    floors = floor_hours if isinstance(floor_hours, list) else [floor_hours] * len(areas)
    if sum(floors) > hours:
        floors = [floor * hours / sum(floors) for floor in floors]

    def split(worth):
        return [
            max(floor, scale * weight * log(shortfall / worth)) if shortfall else floor
            for (weight, shortfall), floor in zip(areas, floors, strict=True)
        ]

    low, high = 1e-12, 1.0
    for _ in range(STEPS):
        middle = (low * high) ** 0.5
        if sum(split(middle)) > hours:
            low = middle
        else:
            high = middle
    return sum(
        100 * weight * shortfall * (1 - exp(-h / (scale * weight)))
        for (weight, shortfall), h in zip(areas, split(high), strict=True)
    )
