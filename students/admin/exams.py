"""Admin: exams, attempts and score release."""

from django.contrib import admin

from students import models
from students.admin.base import ReferenceAdmin


class ExamsAdmin(ReferenceAdmin):
    index_group = "Exams and attempts"


@admin.register(models.Exam)
class ExamAdmin(ExamsAdmin):
    columns = ("code", "reporting", "reporting_since")


@admin.register(models.PassingStandard)
class PassingStandardAdmin(ExamsAdmin):
    columns = ("exam", "scale", "value", "effective_from", "effective_to")


@admin.register(models.ExamFormat)
class ExamFormatAdmin(ExamsAdmin):
    columns = ("exam", "items_per_block", "effective_from", "effective_to")


@admin.register(models.Scale)
class ScaleAdmin(ExamsAdmin):
    columns = ("code", "low", "high")


@admin.register(models.Fee)
class FeeAdmin(ExamsAdmin):
    columns = ("exam", "usd", "year")


@admin.register(models.AttemptRule)
class AttemptRuleAdmin(ExamsAdmin):
    columns = ("exam", "kind", "limit", "effective_from", "effective_to")


@admin.register(models.StateBoardLimit)
class StateBoardLimitAdmin(ExamsAdmin):
    columns = ("state", "exam", "limit", "is_known", "note")


@admin.register(models.ScoreRelease)
class ScoreReleaseAdmin(ExamsAdmin):
    columns = ("weekday", "typical_days", "allow_days", "effective_from", "effective_to")


@admin.register(models.QuietHoliday)
class QuietHolidayAdmin(ExamsAdmin):
    columns = ("month", "day", "nth", "weekday", "days")
