"""Admin: the numbers the caseload's flags compare with."""

from django.contrib import admin

from students import models
from students.admin.base import ReferenceAdmin


@admin.register(models.FlagLimit)
class FlagLimitAdmin(ReferenceAdmin):
    index_group = "Caseload"


@admin.register(models.SmallGroupRule)
class SmallGroupRuleAdmin(ReferenceAdmin):
    index_group = "Caseload"
    columns = ("fewest",)
