"""The front door: each person to the page their day begins with."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from advising.access import UserRequest, everyones_page
from advising.models import Role

FIRST_PAGE = {
    Role.STUDENT: "students:start",
    Role.ADVISOR: "caseload:student-list",
    Role.DEAN: "caseload:student-list",
    Role.STAFF: "admin:index",
}


@everyones_page
def home(request: UserRequest) -> HttpResponse:
    """Send people where they work; a committee member reads here what is and is not open to them."""
    if request.user.role == Role.COMMITTEE:
        return render(request, "advising/committee_home.html")
    return redirect(FIRST_PAGE[Role(request.user.role)])
