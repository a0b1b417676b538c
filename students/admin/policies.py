"""Admin: schools' policies, typed, read back and checked while they are typed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from students import models
from students.admin.columns import DatedColumns, say_clock
from students.admin.filters import InForceFilter, OwnerFilter, StaleFilter
from students.admin.policy_draft import Draft
from students.admin.policy_forms import PolicyForm
from students.admin.policy_inlines import (
    ClauseInline,
    DeadlineInline,
    GateInline,
    KeeperPermissions,
    NoteInline,
)
from students.admin.policy_views import PolicyViews
from students.admin.previews import PreviewBeforeSaving
from students.gather_policies import gather_reference
from students.rules.dates import plural


@admin.register(models.Policy)
class PolicyAdmin(KeeperPermissions, DatedColumns, PreviewBeforeSaving, PolicyViews):
    """A school's policy on a failed exam, one version a row."""

    index_group = "Policies"
    form = PolicyForm
    inlines = (ClauseInline, DeadlineInline, GateInline, NoteInline)
    list_display = (
        "name",
        "code",
        "owner",
        "classes",
        "days_in_force",
        "holds_today",
        "students",
        "verified",
    )
    list_filter = (OwnerFilter, InForceFilter, StaleFilter)
    search_fields = ("name", "code", "source", "on_fail__text", "notes__text")
    ordering = (F("school").asc(nulls_last=True), "code", "effective_from")
    actions = ("delete_selected", "verify_today")
    fieldsets = (
        (None, {"fields": ["school", ("name", "code"), ("class_years", "max_attempts")]}),
        (
            "When it holds",
            {
                "fields": [("effective_from", "effective_to"), "testing_on_leave"],
                "description": "A student is bound by the version in force on the day their fail"
                " was reported.",
            },
        ),
        (
            "Where it comes from",
            {"fields": ["source", ("verified_on", "policy_date"), "is_truncated"]},
        ),
    )

    # --- the list ---

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        user: Any = request.user
        return models.Policy.objects.seen_by(user).with_followers().select_related("school")

    @admin.display(description="whose", ordering="school")
    def owner(self, row: models.Policy) -> str:
        return str(row.school or "Library")

    @admin.display(description="classes")
    def classes(self, row: models.Policy) -> str:
        return ", ".join(map(str, row.class_years)) or "all"

    @admin.display(description="students", ordering="followers")
    def students(self, row: Any) -> int:
        return row.followers

    @admin.action(description="Mark as verified today", permissions=["change"])
    def verify_today(self, request: HttpRequest, queryset: QuerySet) -> None:
        keys = [row.pk for row in queryset if self.has_change_permission(request, row)]
        models.Policy.objects.filter(pk__in=keys).update(verified_on=timezone.localdate())
        messages.success(request, f"Marked as verified today: {len(keys)}.")

    # --- the form ---

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only the installer says whose a policy is; staff's are their school's."""
        user: Any = request.user
        first, (title, days), *rest = super().get_fieldsets(request, obj)
        days = days | {"description": f"{days['description']} {say_clock()}"}
        fields = first[1]["fields"]
        if not user.is_superuser:
            fields = [field for field in fields if field != "school"]
        return [(first[0], first[1] | {"fields": fields}), (title, days), *rest]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A policy keeps its code: students are governed by it."""
        return [*(("code",) if obj else ()), *super().get_readonly_fields(request, obj)]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        user: Any = request.user
        form.keeper = user.school
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        user: Any = request.user
        school = user.school
        suggested = {"name": f"Policy of {school}", "code": school.policy_code} if school else {}
        return suggested | super().get_changeform_initial_data(request)

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        """Let the first set answer for the whole: a clause is right or wrong beside the others."""
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        if request.method == "POST" and formsets:
            formsets[0].draft = self._draft(obj, formsets)
        return formsets, inlines

    def _draft(self, obj: Any, formsets: Any) -> Draft:
        """The policy as it stands in these forms."""
        return Draft(obj, formsets, reference=gather_reference(), on=timezone.localdate())

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Remember that staff changed the policy, so that updates leave it alone."""
        obj.edited_at = timezone.now()
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form, obj = context["adminform"].form, kwargs.get("obj")
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context["draft"] = formsets[0].draft or self._draft(form.instance, formsets)
        context["read_url"] = reverse("admin:students_policy_read", args=[obj.pk] if obj else [])
        return super().render_change_form(request, context, *args, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Refuse to delete a policy that governs students."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        for row in objs:
            if row.followers:
                students = plural(row.followers, "student")
                protected.append(f"It governs {students}: give it a last day in force instead.")
        return deleted, counts, needed, protected
