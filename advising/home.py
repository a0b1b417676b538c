"""The front door: each person to the page their day begins with."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from advising.access import UserRequest, everyones_page
from advising.models import Role
from plans.models import StudyPlan

FIRST_PAGE = {
    Role.ADVISOR: "caseload:student-list",
    Role.DEAN: "caseload:student-list",
    Role.STAFF: "admin:index",
}


@everyones_page
def home(request: UserRequest) -> HttpResponse:
    """Send people where they work; a committee member reads here what is and is not open to them."""
    role = Role(request.user.role)
    if role is Role.COMMITTEE:
        return render(request, "advising/committee_home.html")
    if role is Role.STUDENT:
        has_plan = StudyPlan.objects.current().filter(student__user=request.user).exists()
        return redirect("plans:today" if has_plan else "students:start")
    return redirect(FIRST_PAGE[role])
