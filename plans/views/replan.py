"""Planning again: seen first, then used or left; and asking what if."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from advising.access import UserRequest, student_page
from plans import actions, queries
from plans.forms import WhatIfForm
from plans.views.own import own_record


@student_page
@require_http_methods(["GET", "HEAD", "POST"])
def replan(request: UserRequest) -> HttpResponse:
    """What a new version would change; it is made only when the student says so."""
    student, today = own_record(request), timezone.localdate()
    current = queries.current_plan(student)
    if current is None:
        return redirect("plans:plan-create")
    if request.method == "POST":
        try:
            plan = actions.use_preview(
                student=student, by=request.user, seen=request.POST.get("seen", ""), today=today
            )
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return redirect("plans:replan")
        messages.success(request, f"Plan {plan.version} is your plan now.")
        return redirect("plans:plan-detail")
    context = {
        "page": queries.preview_plan(current, today=today),
        "sitting": queries.sitting_of(current, today=today),
        "needs": [n for n in queries.what_a_plan_needs(student) if n.state == "warn"],
    }
    return render(request, "plans/replan.html", context)


@student_page
@require_safe
def what_if(request: UserRequest) -> HttpResponse:
    """Another exam date or other hours, and what would follow; nothing is stored."""
    student, today = own_record(request), timezone.localdate()
    page = queries.what_if_page(student, today=today)
    if page.current is None and not queries.can_be_planned(student):
        return redirect("plans:plan-create")
    form = WhatIfForm(request.GET or None, hours=page.hours, most=page.most_hours, today=today)
    if form.is_asked:
        page = queries.answer_what_if(page, **form.cleaned_data)
    return render(request, "plans/what_if.html", {"page": page, "form": form, "today": today})
