"""Change list filters that every kind of reference row has."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.http import HttpRequest
from django.utils import timezone


class InForceFilter(SimpleListFilter):
    """Rows that hold today, or that do not."""

    title = "whether it holds"
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Iterable[tuple[str, str]]:
        return [("yes", "In force today"), ("no", "Not in force today")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        in_force = queryset.in_force(timezone.localdate())
        if self.value() == "yes":
            return in_force
        if self.value() == "no":
            return queryset.exclude(pk__in=in_force.values("pk"))
        return queryset


class StaleFilter(SimpleListFilter):
    """Rows nobody has checked against their source for a year."""

    title = "last check"
    parameter_name = "stale"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Iterable[tuple[str, str]]:
        return [("yes", "Stale: not verified for a year"), ("no", "Verified within a year")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        stale = queryset.stale(timezone.localdate())
        if self.value() == "yes":
            return stale
        if self.value() == "no":
            return queryset.exclude(pk__in=stale.values("pk"))
        return queryset


class ChangedHereFilter(SimpleListFilter):
    """Rows staff have changed, which updates of the system leave alone."""

    title = "who changed it last"
    parameter_name = "changed_here"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Iterable[tuple[str, str]]:
        return [("yes", "Your staff"), ("no", "As shipped")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() in ("yes", "no"):
            return queryset.filter(edited_at__isnull=self.value() == "no")
        return queryset


class OwnerFilter(SimpleListFilter):
    """Policies of one's own school, or of the library to copy from."""

    title = "whose it is"
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Iterable[tuple[str, str]]:
        return [("own", "Schools' own"), ("library", "Library")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() in ("own", "library"):
            return queryset.filter(school__isnull=self.value() == "library")
        return queryset
