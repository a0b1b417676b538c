"""The versions of a plan: each as it was made, what differs, and going back to the last one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from advising.access import UserRequest, student_page
from plans import actions, queries
from plans.forms import ProposalForm
from plans.models import StudyPlan
from plans.views.own import own_record


@student_page
@require_safe
def version_list(request: UserRequest) -> HttpResponse:
    """Every version made, newest first."""
    student = own_record(request)
    context = {
        "versions": queries.plan_versions(student),
        "current": queries.current_plan(student),
    }
    return render(request, "plans/version_list.html", context)


@student_page
@require_safe
def plan_version(request: UserRequest, version: int) -> HttpResponse:
    """One version as it was made, the current one or an older one."""
    plan = get_object_or_404(
        StudyPlan.objects.select_related("proposal"), student=own_record(request), version=version
    )
    page = queries.plan_page(plan, today=timezone.localdate())
    return render(request, "plans/plan_detail.html", {"page": page, "form": ProposalForm()})


@student_page
@require_safe
def version_diff(request: UserRequest, before: int, after: int) -> HttpResponse:
    """What differs between two versions, in words."""
    page = queries.diff_page(own_record(request), before, after)
    return render(request, "plans/version_diff.html", {"page": page})


@student_page
@require_POST
def version_restore(request: UserRequest, version: int) -> HttpResponse:
    """Go back to the version that was just replaced."""
    try:
        plan = actions.restore_plan(
            student=own_record(request),
            version=version,
            now=timezone.now(),
            today=timezone.localdate(),
        )
        messages.success(request, f"You are back on plan {plan.version}, as it was.")
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect("plans:plan-detail")
