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
    columns = ("low", "high")


@admin.register(models.Discipline)
class DisciplineAdmin(OutlineAdmin):
    columns = ("code", "is_big_ticket")


@admin.register(models.DisciplineShare)
class DisciplineShareAdmin(OutlineAdmin):
    columns = ("low", "high")


@admin.register(models.Resource)
class ResourceAdmin(OutlineAdmin):
    columns = ("code", "kind", "is_core")


@admin.register(models.ResourceLimit)
class ResourceLimitAdmin(OutlineAdmin):
    """No columns of its own: the row's name says it all."""


@admin.register(models.TopicRule)
class TopicRuleAdmin(OutlineAdmin):
    """No columns of its own: the row's name says it all."""
