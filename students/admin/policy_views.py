"""What can be done with a policy besides changing it: read back, copied, made the students'."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from advising.models import School
from students.actions.adoption import adopt_policy, copy_policy, preview_adoption
from students.admin.previews import CONFIRMED, effect_context
from students.models import Policy
from students.rules.dates import plural

POSTED = method_decorator(require_POST)


class PolicyViews(admin.ModelAdmin):
    """The further addresses of a policy in the admin."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("read/", wrap(self.read_view), name="students_policy_read"),
            path("<int:pk>/read/", wrap(self.read_view), name="students_policy_read"),
            path("<int:pk>/copy/", wrap(self.copy_view), name="students_policy_copy"),
            path("<int:pk>/adopt/", wrap(self.adopt_view), name="students_policy_adopt"),
        ]
        return own + super().get_urls()

    @POSTED
    def read_view(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """The policy as it is being typed, read back; nothing is saved."""
        policy = self._policy(request, pk) if pk else None
        if not self.has_change_permission(request, policy):
            raise PermissionDenied
        form_class = self.get_form(request, policy, change=policy is not None)
        form = form_class(request.POST, instance=policy)
        form.is_valid()
        formsets, _ = self._create_formsets(request, form.instance, change=policy is not None)  # type: ignore[attr-defined]
        context = {"draft": formsets[0].draft}
        return render(request, "admin/students/policy/_reading.html", context)

    @POSTED
    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One click: the policy becomes a new version of the school's own."""
        school = self._school(request)
        try:
            copied = copy_policy(
                source=self._policy(request, pk), school=school, today=timezone.localdate()
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return _to_page(pk)
        messages.success(
            request,
            "This is a copy of your own now. Go through it against your policy, name your own"
            " source, and set the day it was verified.",
        )
        return _to_page(copied.pk)

    @POSTED
    def adopt_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it the policy of the school's students, once staff have seen what that changes."""
        policy, today = self._policy(request, pk), timezone.localdate()
        if policy.school is None or not self.has_change_permission(request, policy):
            raise PermissionDenied
        if CONFIRMED in request.POST:
            by: Any = request.user
            count = adopt_policy(school=policy.school, code=policy.code, by=by, today=today)
            said = (
                f"It governs the students of {policy.school} now; {plural(count, 'student')} moved"
            )
            messages.success(request, f"{said} to it.")
            return _to_page(pk)
        effect = preview_adoption(school=policy.school, code=policy.code, today=today)
        context = self.admin_site.each_context(request) | {
            "title": f"Make it the policy of the students of {policy.school}?",
            "opts": self.opts,
            "original": policy,
            "media": self.media,
            "back": reverse("admin:students_policy_change", args=[pk]),
            **effect_context(effect),
        }
        return render(request, "admin/students/preview.html", context)

    def _policy(self, request: HttpRequest, pk: int) -> Policy:
        policy = self.get_queryset(request).filter(pk=pk).first()
        if policy is None:
            raise Http404
        return policy

    def _school(self, request: HttpRequest) -> School:
        user: Any = request.user
        if user.school is None or not self.has_add_permission(request):
            raise PermissionDenied("Only staff of a school have policies of their own.")
        return user.school


def _to_page(pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:students_policy_change", args=[pk]))
