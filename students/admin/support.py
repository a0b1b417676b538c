"""Admin: reflection, support and the calendar."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet

from students import models
from students.admin.base import ReferenceAdmin
from students.rules.dates import plural


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

    def _listed_by(self, objs: Sequence[Any] | QuerySet[Any]) -> list[str]:
        """Policies too: they count days from an event by its code."""
        counted = [said for kind in objs for said in _policies_that_name(kind.code)]
        return [*super()._listed_by(objs), *counted]


def _policies_that_name(event: str) -> Iterator[str]:
    """The policies of the schools, and how many students brought one of their own that does."""
    deadlines = models.PolicyDeadline.objects.filter(Q(event=event) | Q(year_event=event))
    for policy in models.Policy.objects.filter(deadlines__in=deadlines).distinct():
        yield f"policy: {policy}"
    own = models.Student.objects.exclude(own_policy=None).values_list("own_policy", flat=True)
    if count := sum(_names(event, policy) for policy in own):
        yield f"policies that came with the records of {plural(count, 'student')}"


def _names(event: str, part: Any) -> bool:
    """Whether a policy's document, or a part of it, counts from an event."""
    if isinstance(part, dict):
        return part.get("event") == event or any(_names(event, each) for each in part.values())
    return isinstance(part, list) and any(_names(event, each) for each in part)
