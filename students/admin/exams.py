"""Admin: exams, attempts and score release."""

from django.contrib import admin

from students import models
from students.admin.base import ReferenceAdmin


class ExamsAdmin(ReferenceAdmin):
    index_group = "Exams and attempts"


@admin.register(models.Exam)
class ExamAdmin(ExamsAdmin):
    columns = ("code", "reporting", "reporting_since", "tracks")


@admin.register(models.PassingStandard)
class PassingStandardAdmin(ExamsAdmin):
    columns = ("scale",)


@admin.register(models.ExamFormat)
class ExamFormatAdmin(ExamsAdmin):
    columns = ("items_per_block", "break_minutes")


@admin.register(models.Scale)
class ScaleAdmin(ExamsAdmin):
    columns = ("code", "low", "high")


@admin.register(models.Fee)
class FeeAdmin(ExamsAdmin):
    columns = ("exam", "usd")


@admin.register(models.AttemptRule)
class AttemptRuleAdmin(ExamsAdmin):
    columns = ("exam", "kind", "limit", "months")


@admin.register(models.StateBoardLimit)
class StateBoardLimitAdmin(ExamsAdmin):
    columns = ("state", "limit", "is_known", "note")


@admin.register(models.ScoreRelease)
class ScoreReleaseAdmin(ExamsAdmin):
    """No columns of its own: the row's name says it all."""


@admin.register(models.QuietHoliday)
class QuietHolidayAdmin(ExamsAdmin):
    columns = ("month", "day", "nth", "weekday", "days")
