"""What score to expect on a day, how sure that is, and the chance to pass (docs/forecast.md).

Unofficial by nature: an aid to planning, never a reading of readiness.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import erf, hypot, sqrt

from plans.engine.result import ForecastRow

INTERVAL_SDS = 1.28  # 80% of a normal distribution
DRIFT_VARIANCE = 0.05  # EPC^2 a day: life between two scores
APART_DAYS = 14  # until a start that stands apart from the other scores is as unsure as it is
_EPC_DIGITS = 2
_PROBABILITY_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Outlook:
    """The start of a forecast and how it widens.

    `growth_sd` is how far the true gain may differ from the model's, as a share of it. `apart`
    is the variance of a start that stands apart from the other scores, which comes in with the
    days. `gained` is what the hours done since the level was measured brought, `days_since` how long that is.
    """

    level: float
    sd: float
    growth_sd: float
    cut: float
    spread: float
    apart: float = 0.0
    gained: float = 0.0
    days_since: int = 0

    def row(self, on: date, gain: float, days: int) -> ForecastRow:
        """The forecast after a gain of so many EPC, so many days into the plan."""
        gain += self.gained
        mean = self.level + gain
        elapsed = days + self.days_since
        drift = DRIFT_VARIANCE * elapsed + self.apart * min(elapsed / APART_DAYS, 1)
        sd = sqrt(self.sd**2 + (self.growth_sd * gain) ** 2 + drift)
        return ForecastRow(
            on=on,
            mean=round(mean, _EPC_DIGITS),
            low=round(mean - INTERVAL_SDS * sd, _EPC_DIGITS),
            high=round(mean + INTERVAL_SDS * sd, _EPC_DIGITS),
            p_pass=round(
                _normal_cdf((mean - self.cut) / hypot(self.spread, sd)), _PROBABILITY_DIGITS
            ),
        )


@dataclass(frozen=True, slots=True)
class Goal:
    """What counts as ready on the exam day."""

    epc: float
    probability: float | None

    def is_reached(self, row: ForecastRow) -> bool:
        """Whether the forecast, as it is shown, reaches the goal."""
        likely = self.probability is None or row.p_pass >= self.probability
        return row.mean >= self.epc and likely


def _normal_cdf(z: float) -> float:
    return (1 + erf(z / sqrt(2))) / 2
