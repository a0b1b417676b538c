"""What the ledger says of its entries: trends by area, and the forms still to be used. Pure.

Nothing here crosses scales: an area's percents are followed within one kind of practice exam.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from advising.words import say_number
from students.rules.case import Level, Score
from students.rules.reference import Form


@dataclass(frozen=True, slots=True)
class AreaPoint:
    """The percent correct in an area of one practice exam."""

    taken_on: date
    percent: float


@dataclass(frozen=True, slots=True)
class AreaTrend:
    """One content area over the practice exams of one kind, beside the official fail report.

    `is_below_own_average` compares the latest exam with itself: the area against the mean of
    that exam's areas. None where that exam reports no other area.
    """

    code: str
    name: str
    points: tuple[AreaPoint, ...]
    official: Level | None
    is_below_own_average: bool | None

    @property
    def latest(self) -> float | None:
        return self.points[-1].percent if self.points else None

    @property
    def change(self) -> float | None:
        """Percent points from the exam before to the latest one."""
        if len(self.points) < 2:
            return None
        return self.points[-1].percent - self.points[-2].percent

    @property
    def change_words(self) -> str:
        """The change with its sign: "up 6"; nothing without an exam before."""
        if self.change is None:
            return ""
        if not self.change:
            return "unchanged"
        return f"{'up' if self.change > 0 else 'down'} {say_number(abs(self.change))}"

    @property
    def earlier(self) -> tuple[AreaPoint, ...]:
        """The exams before the latest, oldest first."""
        return self.points[:-1]

    @property
    def is_lower_on_both(self) -> bool:
        """Low on the official report and low in practice: a pattern worth an hour."""
        return self.official is Level.LOWER and self.is_below_own_average is True


def area_trends(
    scores: Sequence[Score], official: Mapping[str, Level], names: Mapping[str, str]
) -> list[AreaTrend]:
    """Every area of the outline over scores of one instrument; patterns first, then the weakest.

    `names` maps the outline's codes to names, in the outline's order.
    """
    by_day = sorted(scores, key=lambda score: score.taken_on)
    trends = []
    for code, name in names.items():
        exams = [score for score in by_day if code in score.areas]
        if not exams and code not in official:
            continue
        trends.append(
            AreaTrend(
                code=code,
                name=name,
                points=tuple(AreaPoint(exam.taken_on, exam.areas[code]) for exam in exams),
                official=official.get(code),
                is_below_own_average=_is_below_average(exams[-1].areas, code) if exams else None,
            )
        )
    return sorted(trends, key=_pattern_then_weakest)


def _is_below_average(areas: Mapping[str, float], code: str) -> bool | None:
    return areas[code] < fmean(areas.values()) if len(areas) > 1 else None


def _pattern_then_weakest(trend: AreaTrend) -> tuple[bool, float]:
    return not trend.is_lower_on_both, 101 if trend.latest is None else trend.latest


@dataclass(frozen=True, slots=True)
class FormsLeft:
    """The forms of one instrument still unused, in the order a plan takes them.

    Those to keep for last are its end: a plan comes to them only when no other is left.
    """

    instrument: str
    next_up: tuple[str, ...]
    keep_for_last: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.next_up) + len(self.keep_for_last)


def forms_left(
    forms: Iterable[Form], *, used: Collection[tuple[str, str | None]], keep: int, today: date
) -> list[FormsLeft]:
    """The forms on sale and not in the log, by instrument.

    The newest are closest to the exam as it is written now, so as many of them as the gate
    asks for come last.
    """
    by_instrument: dict[str, list[Form]] = {}
    for form in forms:
        if form.is_on_sale(today):
            unused = by_instrument.setdefault(form.instrument, [])
            if (form.instrument, form.form) not in used:
                unused.append(form)
    left = []
    for instrument, unused in by_instrument.items():
        names = [form.form for form in sorted(unused, key=lambda form: form.place)]
        kept = max(len(names) - keep, 0)
        left.append(FormsLeft(instrument, tuple(names[:kept]), tuple(names[kept:])))
    return left
