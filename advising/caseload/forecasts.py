"""How the forecasts of a school did, in words and a chart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advising.charts import ChanceGroup, Chart, draw_calibration
from advising.models import User
from plans.calibration import Calibration, Group
from plans.recorded import recorded_calibration
from students.models import Student


@dataclass(frozen=True, slots=True)
class ForecastRecord:
    """What the page of recorded outcomes shows; no chart where every group is too small."""

    calibration: Calibration | None
    chart: Chart | None

    @property
    def summary(self) -> str:
        """What holds of all the sittings shown."""
        known = self.calibration
        if known is None or not known.groups:
            return ""
        return (
            f"Of {known.count:,} sittings, {known.expected:.1f} were expected to be passes "
            f"and {known.observed:,} were."
        )


def forecast_record(user: User, *, today: date) -> ForecastRecord:
    """The forecasts made for the students this person may see, beside what came."""
    calibration = recorded_calibration(Student.objects.visible_to(user), today=today)
    groups = calibration.groups if calibration else ()
    chart = draw_calibration(tuple(map(_drawn, groups))) if groups else None
    return ForecastRecord(calibration, chart)


def _drawn(group: Group) -> ChanceGroup:
    return ChanceGroup(
        label=f"{group.low:.0%} to {group.high:.0%}",
        count=group.count,
        expected=100 * group.expected,
        observed=100 * group.observed,
    )
