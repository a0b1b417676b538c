"""The entry that an address names; and what is said where the log does not hold it any more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from advising.access import UserRequest
from students.assessments.forms import AssessmentForm, typed_values
from students.assessments.options import entry_options
from students.models import SelfAssessment, Student

View = Callable[[UserRequest, SelfAssessment], HttpResponse]


def with_own_entry(view: View) -> Callable[..., HttpResponse]:
    """Hand a view the entry of the student asking; of any other it is said that it is not there."""

    @wraps(view)
    def found(request: UserRequest, public_id: UUID) -> HttpResponse:
        student = get_object_or_404(Student, user=request.user)
        entries = student.assessments.select_related("instrument").prefetch_related("areas")
        entry = entries.filter(public_id=public_id).first()
        return view(request, entry) if entry else render_gone(request, student)

    return found


def render_gone(request: UserRequest, student: Student) -> HttpResponse:
    """The log has no such entry, as after another window deleted it; what was typed is kept."""
    context: dict[str, Any] = {}
    if "score" in request.POST:
        asked = request.POST.get("instrument") or request.GET.get("instrument")
        options = entry_options(student, instrument=asked, today=timezone.localdate())
        form = AssessmentForm(options=options, initial=typed_values(request.POST))
        address = reverse("students:assessment-create")
        form.helper.form_action = f"{address}{form.helper.form_action}"
        context["form"] = form
    return render(request, "students/assessment_gone.html", context, status=404)
