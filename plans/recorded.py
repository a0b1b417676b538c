"""What came of the forecasts made in the app: every plan beside the sitting it led to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT

from plans.calibration import Calibration, Pair, calibrate
from plans.models import StudyPlan
from students.choices import Outcome
from students.models import Attempt, SmallGroupRule, Student


def recorded_calibration(students: QuerySet[Student], *, today: date) -> Calibration | None:
    """How the forecasts for these students did; None where no rule says what may be shown.

    Takes two queries, however many students there are.
    """
    rule = SmallGroupRule.objects.in_force(today).first()
    return calibrate(recorded_pairs(students), fewest=rule.fewest) if rule else None


def recorded_pairs(students: QuerySet[Student]) -> Iterator[Pair]:
    """For each sitting with a result: the chance last forecast for its day, before it came."""
    made_before = (
        StudyPlan.objects.annotate(exam=KT("case__exam"))
        .filter(
            student=OuterRef("student"),
            exam=OuterRef("student__exam"),
            as_of__lt=OuterRef("sat_on"),
            starts_on__lte=OuterRef("sat_on"),
            exam_on__gte=OuterRef("sat_on"),
            undone_at__isnull=True,
        )
        .order_by("-version")
    )
    sittings = (
        Attempt.objects.filter(student__in=students, outcome__in=(Outcome.PASS, Outcome.FAIL))
        .annotate(forecast=Subquery(made_before.values("result__forecast")[:1]))
        .filter(forecast__isnull=False, reported_on__isnull=False)
        .order_by("pk")
    )
    for sat_on, outcome, forecast in sittings.values_list("sat_on", "outcome", "forecast"):
        chance = chance_on(sat_on, forecast)
        if chance is not None:
            yield Pair(chance, outcome == Outcome.PASS)


def chance_on(day: date, forecast: Sequence[Mapping[str, Any]]) -> float | None:
    """The chance of a pass that a forecast gives a day: its last row up to then."""
    rows = [row for row in forecast if date.fromisoformat(row["on"]) <= day]
    return rows[-1]["p_pass"] if rows else None
