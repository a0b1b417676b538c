"""The learning model: what hours on a content area are expected to bring.

The share of an area answered correctly rises with the hours spent on it and levels off below a
ceiling; a large area takes more hours for the same rise. The numbers are reference data and an
assumption, shown to the user as such (docs/plan-engine.md). Hours in, EPC points out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import expm1, fsum

FULL_SCORE = 100  # EPC: equated percent correct


@dataclass(frozen=True, slots=True)
class Learner:
    """One student as the model sees them: areas of the exam in outline order.

    `weights` sum to 1, `baselines` are shares answered correctly today, `scale_hours` is how
    many hours it takes to close about two thirds of the distance to the ceiling. `shortfalls` are
    what each area can still gain: above the ceiling nothing is learned or lost.
    """

    areas: tuple[str, ...]
    weights: tuple[float, ...]
    baselines: tuple[float, ...]
    ceiling: float
    scale_hours: float
    shortfalls: tuple[float, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        gaps = tuple(max(self.ceiling - baseline, 0.0) for baseline in self.baselines)
        object.__setattr__(self, "shortfalls", gaps)

    def gains(self, hours: Sequence[float]) -> list[float]:
        """The EPC each area adds after its hours."""
        scale = self.scale_hours
        return [
            -FULL_SCORE * weight * shortfall * expm1(-h / (scale * weight))
            for weight, shortfall, h in zip(self.weights, self.shortfalls, hours, strict=True)
        ]

    def after(self, hours: Sequence[float]) -> Learner:
        """The same student when those hours are done."""
        rises = (
            gain / (FULL_SCORE * weight)
            for gain, weight in zip(self.gains(hours), self.weights, strict=True)
        )
        baselines = (start + rise for start, rise in zip(self.baselines, rises, strict=True))
        return replace(self, baselines=tuple(baselines))

    def gain(self, hours: Sequence[float]) -> float:
        """The EPC all areas add after their hours."""
        return fsum(self.gains(hours))
