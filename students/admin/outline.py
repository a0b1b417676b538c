"""Admin: the content outline and what to study from."""

from django.contrib import admin

from students import models
from students.admin.base import ReferenceAdmin


class OutlineAdmin(ReferenceAdmin):
    index_group = "Content and resources"


@admin.register(models.ContentArea)
class ContentAreaAdmin(OutlineAdmin):
    columns = ("code", "is_big_ticket")


@admin.register(models.AreaShare)
class AreaShareAdmin(OutlineAdmin):
    columns = ("exam", "area", "low", "high", "effective_from", "effective_to")


@admin.register(models.Discipline)
class DisciplineAdmin(OutlineAdmin):
    columns = ("code", "is_big_ticket")


@admin.register(models.DisciplineShare)
class DisciplineShareAdmin(OutlineAdmin):
    columns = ("exam", "discipline", "low", "high", "effective_from", "effective_to")


@admin.register(models.Resource)
class ResourceAdmin(OutlineAdmin):
    columns = ("code", "kind", "is_core")


@admin.register(models.ResourceLimit)
class ResourceLimitAdmin(OutlineAdmin):
    columns = ("max_primary", "effective_from", "effective_to")
