"""The student's log of missed questions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from advising.access import UserRequest, student_page
from advising.forms import errors_into
from students.actions.questions import count_missed
from students.gather_policies import gather_reference
from students.models import Student
from students.questions.forms import MissedForm
from students.questions.queries import missed_rows


@student_page
@require_http_methods(["GET", "HEAD", "POST"])
def question_log(request: UserRequest) -> HttpResponse:
    """Every topic missed, the most missed first; saying a topic's count adds or changes it."""
    student = get_object_or_404(Student, user=request.user)
    form = MissedForm(request.POST or None, initial={"topic": request.GET.get("topic")})
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            missed = count_missed(student=student, **form.cleaned_data)
            messages.success(request, _said(form.cleaned_data["topic"], missed is not None))
            return redirect("students:question-log")
    least = gather_reference().misses_for_an_hour  # as the next plan reads it
    context = {"form": form, "rows": missed_rows(student, least=least), "least": least}
    return render(request, "students/question_log.html", context)


def _said(topic: str, is_kept: bool) -> str:
    return f"Counted: {topic}." if is_kept else f"Taken out: {topic}."
