"""Admin: practice exams, readiness and the assumptions of the forecast."""

from django.contrib import admin

from students import models
from students.admin.base import ReferenceAdmin


class PracticeAdmin(ReferenceAdmin):
    index_group = "Practice exams and readiness"


@admin.register(models.Instrument)
class InstrumentAdmin(PracticeAdmin):
    columns = ("code", "scale", "predictive", "items")


@admin.register(models.ExamForm)
class ExamFormAdmin(PracticeAdmin):
    columns = ("released_on", "retired_on")


@admin.register(models.DefaultGate)
class DefaultGateAdmin(PracticeAdmin):
    columns = ("scale", "max_age_days")


@admin.register(models.ReadinessBand)
class ReadinessBandAdmin(PracticeAdmin):
    """No columns of its own: the row's name says it all."""


@admin.register(models.ReadinessScenario)
class ReadinessScenarioAdmin(PracticeAdmin):
    columns = ("code", "rule")


@admin.register(models.ReadinessSettings)
class ReadinessSettingsAdmin(PracticeAdmin):
    columns = ("recent_days", "distinct_forms", "likely_range")


@admin.register(models.ReadinessPoint)
class ReadinessPointAdmin(PracticeAdmin):
    columns = ("scale",)


@admin.register(models.ForecastCurve)
class ForecastCurveAdmin(PracticeAdmin):
    """No columns of its own: the row's name says it all."""


@admin.register(models.LearningModel)
class LearningModelAdmin(PracticeAdmin):
    columns = ("ceiling", "scale_hours", "ready_epc")


@admin.register(models.LevelPrior)
class LevelPriorAdmin(PracticeAdmin):
    columns = ("pass_level", "points_per_epc", "without_distance")
