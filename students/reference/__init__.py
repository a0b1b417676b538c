"""Reference rows of the database -> the plain `Reference` the rules and the engine read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from students import models
from students.reference import exams, study
from students.reference.editions import ReferenceDataMissing, pick
from students.rules import reference as plain
from students.rules.case import Policy

__all__ = ["ReferenceDataMissing", "load_reference"]


def load_reference(
    *, on: date | None = None, policies: Mapping[str, tuple[Policy, ...]] | None = None
) -> plain.Reference:
    """Read every reference fact the rules use, in a fixed number of queries.

    Dated rules come with all their editions. Where the plain reference has room for one
    edition only (readiness, learning model, state limits, leave), it is the one in force `on`
    that day, else the newest. `policies` are the schools' policies by code.
    Raises ReferenceDataMissing if `load_reference` (the command) was never run.
    """
    return plain.Reference(
        exams=dict(models.Exam.objects.values_list("code", "name")),
        standards=exams.read_standards(),
        formats=exams.read_formats(),
        outlines=exams.read_outlines(),
        scales={
            row.code: plain.Scale(row.code, float(row.low), float(row.high))
            for row in models.Scale.objects.all()
        },
        instruments=exams.read_instruments(),
        forms=exams.read_forms(),
        attempt_rules=exams.read_attempt_rules(),
        states=exams.read_states(on),
        releases=exams.read_releases(),
        readiness=study.read_readiness(on),
        learning=study.read_learning(on),
        durations=study.read_durations(),
        resources=study.read_resources(),
        max_primary_resources=pick(models.ResourceLimit.objects.all(), on).max_primary,
        misses_for_an_hour=pick(models.TopicRule.objects.all(), on).misses,
        causes=tuple(models.RootCause.objects.order_by("code").values_list("code", flat=True)),
        events=tuple(
            models.StudentEventKind.objects.order_by("code").values_list("code", flat=True)
        ),
        leave=study.read_leave(on),
        policies=policies or {},
    )
