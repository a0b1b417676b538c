"""The student's first page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from advising.access import UserRequest, student_page
from students.models import Student
from students.start.journey import journey_of
from students.start.passed import after_pass


@student_page
@require_safe
def start(request: UserRequest) -> HttpResponse:
    """What happens next, in what order, and who to talk to."""
    students = Student.objects.select_related("school", "advisor", "exam", "standing")
    student = get_object_or_404(students, user=request.user)
    today = timezone.localdate()
    journey = journey_of(student, today=today)
    after = after_pass(student, today=today) if journey.has_passed else None
    return render(request, "students/start.html", {"journey": journey, "after": after})
