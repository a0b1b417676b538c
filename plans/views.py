"""The student's plan: today, the week, the whole, its versions, and proposing it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_safe

from advising.access import UserRequest, student_page
from advising.forms import errors_into
from plans import actions, queries
from plans.forms import ProposalForm
from plans.models import StudyPlan
from students.models import Student
from students.queries import exam_without_plans


def _student(request: UserRequest) -> Student:
    return get_object_or_404(Student.objects.select_related("standing"), user=request.user)


def _shown(request: UserRequest) -> date | None:
    try:
        return parse_date(request.GET.get("on", ""))
    except ValueError:
        return None


@student_page
@require_safe
def today(request: UserRequest) -> HttpResponse:
    """What to do now, and where that leads."""
    student = _student(request)
    if queries.current_plan(student) is None:
        return redirect("plans:plan-create")
    page = queries.current_plan_page(student, today=timezone.localdate(), shown=_shown(request))
    context = {
        "page": page,
        "standing": student.standing,
        "chart": queries.progress_chart(page.version, today=page.today),
    }
    return render(request, "plans/plan_today.html", context)


@student_page
@require_safe
def week(request: UserRequest) -> HttpResponse:
    """One calendar week, made to be printed."""
    page = queries.current_plan_page(
        _student(request), today=timezone.localdate(), shown=_shown(request)
    )
    return render(request, "plans/plan_week.html", {"page": page})


@student_page
@require_safe
def plan_detail(request: UserRequest) -> HttpResponse:
    """The whole current plan."""
    student = _student(request)
    if queries.current_plan(student) is None:
        return redirect("plans:plan-create")
    page = queries.current_plan_page(student, today=timezone.localdate())
    return render(request, "plans/plan_detail.html", {"page": page, "form": ProposalForm()})


@student_page
@require_safe
def plan_version(request: UserRequest, version: int) -> HttpResponse:
    """One version as it was made, the current one or an older one."""
    plan = get_object_or_404(
        StudyPlan.objects.select_related("proposal"), student=_student(request), version=version
    )
    page = queries.plan_page(plan, today=timezone.localdate())
    return render(request, "plans/plan_detail.html", {"page": page, "form": ProposalForm()})


@student_page
@require_safe
def version_list(request: UserRequest) -> HttpResponse:
    """Every version made, newest first."""
    versions = _student(request).plans.select_related("proposal").defer("case", "result")
    return render(request, "plans/version_list.html", {"versions": versions})


@student_page
@require_http_methods(["GET", "HEAD", "POST"])
def plan_create(request: UserRequest) -> HttpResponse:
    """Make a plan from the record as it stands today."""
    student = _student(request)
    problems: list[str] = []
    if request.method == "POST":
        try:
            plan = actions.make_plan(student=student, by=request.user, today=timezone.localdate())
        except ValidationError as error:
            problems = error.messages
        else:
            messages.success(request, f"Plan {plan.version} is ready.")
            return redirect("plans:plan-detail")
    context = {
        "problems": problems,
        "needs": queries.what_a_plan_needs(student),
        "current": queries.current_plan(student),
        "unplanned_exam": exam_without_plans(student),
    }
    return render(request, "plans/plan_create.html", context)


@student_page
@require_http_methods(["POST"])
def plan_propose(request: UserRequest, version: int) -> HttpResponse:
    """Propose one version to the dean."""
    plan = get_object_or_404(StudyPlan, student=_student(request), version=version)
    form = ProposalForm(request.POST)
    if form.is_valid():
        with errors_into(form):
            actions.propose_plan(
                plan=plan, message=form.cleaned_data["message"], today=timezone.localdate()
            )
            messages.success(request, "Your dean can see this plan now.")
            return redirect("plans:plan-detail")
    page = queries.plan_page(plan, today=timezone.localdate())
    return render(request, "plans/plan_detail.html", {"page": page, "form": form})
