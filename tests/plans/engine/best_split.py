"""The best split of hours by bisection on the worth of the last hour: an oracle of its own.

`test_allocate.py` checks it against scipy.
"""

from math import exp, log

STEPS = 200


def best_gain(allocation, hours, floor_hours):
    """The EPC of the best split of `hours` that gives every area at least `floor_hours`."""
    scale, ceiling = allocation["scale_hours"], allocation["ceiling"]
    areas = [(row["weight"], max(ceiling - row["baseline"], 0.0)) for row in allocation["areas"]]
    if not any(shortfall for _, shortfall in areas):
        return 0.0
    floor_hours = min(floor_hours, hours / len(areas))

    def split(worth):
        return [
            max(floor_hours, scale * weight * log(shortfall / worth)) if shortfall else floor_hours
            for weight, shortfall in areas
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
