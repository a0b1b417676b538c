"""The parts of a policy on its admin page, and who may change them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from students import models
from students.admin import policy_forms as forms
from students.admin.base import StaffPermissions


class KeeperPermissions(StaffPermissions):
    """Staff change their own school's policies and read the library."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_staff_member(request) and _may_keep(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_staff_member(request) and _may_keep(request, obj)


def _may_keep(request: HttpRequest, policy: models.Policy | None) -> bool:
    user: Any = request.user
    if user.is_superuser or policy is None or policy.pk is None:
        return True
    return policy.school_id is not None and policy.school_id == user.school_id


class PartInline(KeeperPermissions, admin.StackedInline):
    """One kind of part: whoever may change the policy may change it."""

    formset = forms.PartFormSet
    extra = 1

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class ClauseInline(PartInline):
    model = models.FailClause
    form = forms.FailClauseForm
    verbose_name = "clause"
    verbose_name_plural = "After each fail"
    fields = (
        ("number", "rotation", "resume_on"),
        "text",
        ("standing", "approver"),
        ("meetings", "documents"),
        ("leave_kind", "leave_min_days", "leave_max_days"),
    )


class DeadlineInline(PartInline):
    model = models.PolicyDeadline
    form = forms.DeadlineForm
    verbose_name = "deadline"
    verbose_name_plural = "Deadlines"
    fields = (
        ("kind", "fail_number", "shape"),
        ("n", "event"),
        "date",
        ("day", "month", "year_event", "year_plus"),
        "block",
    )


class GateInline(PartInline):
    model = models.PolicyGate
    form = forms.GateForm
    verbose_name = "gate"
    verbose_name_plural = "Practice scores before sitting"
    fields = (
        ("instruments", "scale"),
        ("min", "conditional_min", "distinct_forms"),
        ("max_age_days", "min_days_before_sitting", "max_tries"),
        "extra",
    )


class NoteInline(PartInline):
    model = models.PolicyNote
    form = forms.NoteForm
    verbose_name = "note"
    verbose_name_plural = "What it says that no rule computes"
    fields = (("topic", "fail_number"), "text")
