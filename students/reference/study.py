"""How the student is read and what the plan assumes."""

from __future__ import annotations

from datetime import date

from students import models
from students.reference.editions import days, pick
from students.rules import reference as plain
from students.rules.case import Gate


def read_readiness(on: date | None) -> plain.ReadinessRule:
    """How a practice score is read on a day, and the gate of a school without one."""
    settings = pick(models.ReadinessSettings.objects.all(), on)
    gate = pick(
        models.DefaultGate.objects.select_related("scale").prefetch_related("instruments"), on
    )
    return plain.ReadinessRule(
        likely_range=float(settings.likely_range),
        recent_days=settings.recent_days,
        bands=tuple(
            plain.LowPassBand(row.scale.code, float(row.low), float(row.high), **days(row))
            for row in models.ReadinessBand.objects.select_related("scale")
        ),
        default_gate=Gate(
            instruments=tuple(sorted(row.code for row in gate.instruments.all())),
            scale=gate.scale.code,
            min=float(gate.minimum),
            distinct_forms=gate.distinct_forms,
            max_age_days=gate.max_age_days,
        ),
    )


def read_learning(on: date | None) -> plain.LearningModel:
    """The learning model, the prior level and the curve of a day, as one."""
    model = pick(models.LearningModel.objects.all(), on)
    prior = pick(models.LevelPrior.objects.all(), on)
    curve = pick(models.ForecastCurve.objects.all(), on)
    return plain.LearningModel(
        ceiling=float(model.ceiling),
        scale_hours=float(model.scale_hours),
        ready_epc=float(model.ready_epc),
        item_prior=float(model.item_prior),
        report_level_shift=float(model.report_level_shift),
        level_sd_from_score=float(model.level_sd_from_score),
        level_sd_from_prior=float(model.level_sd_from_prior),
        prior_level=float(prior.without_distance),
        prior_pass_level=float(prior.pass_level),
        points_per_epc=float(prior.points_per_epc),
        curve_cut=float(curve.cut),
        curve_spread=float(curve.spread),
    )


def read_durations() -> tuple[plain.StudyDuration, ...]:
    """What each source recommends after a score."""
    return tuple(
        plain.StudyDuration(
            row.source,
            row.from_score,
            row.to_score,
            row.weeks_min,
            row.weeks_max,
            action=row.action or None,
            note=row.note,
        )
        for row in models.StudyDuration.objects.all()
    )


def read_resources() -> dict[str, plain.Resource]:
    """What one can study from, by code."""
    return {
        row.code: plain.Resource(
            row.code,
            row.name,
            row.kind,
            row.is_core,
            tuple(sorted({discipline.code for discipline in row.disciplines.all()})),
        )
        for row in models.Resource.objects.prefetch_related("disciplines")
    }


def read_leave(on: date | None) -> plain.LeaveRule:
    """How long a leave may last under federal aid on a day."""
    rule = pick(models.LeaveRule.objects.all(), on)
    return plain.LeaveRule(rule.max_days, rule.within_months)
