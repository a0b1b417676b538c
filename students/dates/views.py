"""The student's page of dates."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from advising.access import UserRequest, student_page
from students.dates.page import my_dates
from students.models import Student
from students.queries import deans_of


@student_page
@require_safe
def date_list(request: UserRequest) -> HttpResponse:
    """Every date, the days left, why it is that day, and what follows if it is missed."""
    student = get_object_or_404(Student.objects.select_related("advisor"), user=request.user)
    page = my_dates(student, today=timezone.localdate())
    opened = request.GET.get("why", "")
    context = {"page": page, "opened": opened, "deans": deans_of(student)}
    return render(request, "students/date_list.html", context)
