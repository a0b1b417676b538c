"""The student's page of dates."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from advising.access import UserRequest, student_page
from students.dates.page import my_dates
from students.models import Student


@student_page
@require_safe
def date_list(request: UserRequest) -> HttpResponse:
    """Every date, the days left, why it is that day, and what follows if it is missed."""
    student = get_object_or_404(Student, user=request.user)
    page = my_dates(student, today=timezone.localdate())
    context = {"page": page, "opened": request.GET.get("why", "")}
    return render(request, "students/date_list.html", context)
