"""Admin: what sources report, and statements."""

from django.contrib import admin

from students import models
from students.admin.base import ReferenceAdmin


class EvidenceAdmin(ReferenceAdmin):
    index_group = "Evidence and statements"


@admin.register(models.StudyDuration)
class StudyDurationAdmin(EvidenceAdmin):
    columns = ("weeks_min", "weeks_max", "action")


@admin.register(models.Improvement)
class ImprovementAdmin(EvidenceAdmin):
    columns = ("epc_per_month", "three_digit_per_month", "use_for_repeaters")


@admin.register(models.PassRate)
class PassRateAdmin(EvidenceAdmin):
    columns = ("pct", "n")


@admin.register(models.ProgramDirectorAnswer)
class ProgramDirectorAnswerAdmin(EvidenceAdmin):
    columns = ("n", "never_pct", "seldom_pct", "often_pct")


@admin.register(models.ProgramDirectorFactor)
class ProgramDirectorFactorAdmin(EvidenceAdmin):
    columns = ("year", "rank")


@admin.register(models.Fact)
class FactAdmin(EvidenceAdmin):
    columns = ("code",)


@admin.register(models.SourceDocument)
class SourceDocumentAdmin(EvidenceAdmin):
    columns = ("cited_as", "author")
