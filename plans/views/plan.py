"""The whole plan, its weeks, making the first one and proposing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advising.access import UserRequest, student_page
from advising.forms import errors_into
from plans import actions, queries
from plans.forms import ProposalForm
from plans.models import StudyPlan
from plans.telling import Told
from plans.views.own import own_plan, own_record, shown_day
from students.queries import exam_without_plans, has_passed, is_without_sitting


@student_page
@require_safe
def week(request: UserRequest) -> HttpResponse:
    """One calendar week, made to be printed."""
    current = own_plan(request)
    if current is None:
        return redirect("plans:plan-create")
    page = queries.week_page(current, shown=shown_day(request) or timezone.localdate())
    return render(request, "plans/plan_week.html", {"page": page})


@student_page
@require_safe
def plan_detail(request: UserRequest) -> HttpResponse:
    """The whole current plan."""
    current = own_plan(request)
    if current is None:
        return redirect("plans:plan-create")
    return _render_plan(request, current, ProposalForm())


@student_page
@require_http_methods(["GET", "HEAD", "POST"])
def plan_create(request: UserRequest) -> HttpResponse:
    """Make the first plan from the record as it stands today; a later one is seen before."""
    student = own_record(request)
    if has_passed(student) or is_without_sitting(student):
        return redirect("students:start")
    problems: list[Told] = []
    needs = queries.what_a_plan_needs(student)
    can_be_made = not any(need.is_blocking for need in needs)
    if request.method == "POST" and can_be_made:
        try:
            plan = actions.make_plan(student=student, by=request.user, today=timezone.localdate())
        except actions.PlanNotPossible as error:
            problems = queries.told_findings(error.findings, student)
        else:
            messages.success(request, f"Plan {plan.version} is ready.")
            return redirect("plans:plan-detail")
    elif queries.current_plan(student) is not None:
        return redirect("plans:replan")
    context = {
        "problems": problems,
        "needs": needs,
        "can_be_made": can_be_made,
        "ended": queries.ended_plan(student),
        "unplanned_exam": exam_without_plans(student),
    }
    return render(request, "plans/plan_create.html", context)


@student_page
@require_POST
def plan_propose(request: UserRequest, version: int) -> HttpResponse:
    """Propose one version to the dean."""
    plan = get_object_or_404(StudyPlan, student=own_record(request), version=version)
    form = ProposalForm(request.POST)
    if form.is_valid():
        with errors_into(form):
            actions.propose_plan(
                plan=plan, message=form.cleaned_data["message"], today=timezone.localdate()
            )
            messages.success(request, "Your dean can see this plan now.")
            return redirect("plans:plan-detail")
    return _render_plan(request, plan, form)


def _render_plan(request: UserRequest, plan: StudyPlan, form: ProposalForm) -> HttpResponse:
    page = queries.plan_page(plan, today=timezone.localdate())
    context = {
        "page": page,
        "form": form,
        "moved": queries.say_moved(plan) if page.is_current else "",
        "undoable": queries.undoable_version(plan) if page.is_current else None,
    }
    return render(request, "plans/plan_detail.html", context)
