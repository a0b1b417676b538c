"""Admin: reflection, support and the calendar."""

from django.contrib import admin

from students import models
from students.admin.base import ReferenceAdmin


class SupportAdmin(ReferenceAdmin):
    index_group = "Reflection and support"


class CalendarAdmin(ReferenceAdmin):
    index_group = "Calendar and leave"


@admin.register(models.RootCause)
class RootCauseAdmin(SupportAdmin):
    columns = ("code",)


@admin.register(models.ReflectionQuestion)
class ReflectionQuestionAdmin(SupportAdmin):
    columns = ("code",)


@admin.register(models.ScreeningTool)
class ScreeningToolAdmin(SupportAdmin):
    columns = ("items", "score", "notable_at", "terms")


@admin.register(models.CrisisLine)
class CrisisLineAdmin(SupportAdmin):
    columns = ("how",)


@admin.register(models.CalendarDate)
class CalendarDateAdmin(CalendarAdmin):
    columns = ("season", "on", "time")


@admin.register(models.LeaveRule)
class LeaveRuleAdmin(CalendarAdmin):
    columns = ("max_days", "within_months", "sap_max_percent")


@admin.register(models.StudentEventKind)
class StudentEventKindAdmin(CalendarAdmin):
    columns = ("code",)
