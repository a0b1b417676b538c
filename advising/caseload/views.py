"""The caseload: who first today, and why."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from advising.access import UserRequest, counsellor_page
from advising.caseload.forms import CaseloadFilterForm
from advising.caseload.freshness import bring_up_to_day
from advising.caseload.listing import caseload_page

LAST_PAGE = 100_000


@counsellor_page
@require_safe
def student_list(request: UserRequest) -> HttpResponse:
    """The students of the school, or of the advisor, most urgent first unless asked otherwise."""
    today = timezone.localdate()
    as_of = bring_up_to_day(request.user, today=today)
    form = CaseloadFilterForm(request.GET, user=request.user)
    page = caseload_page(request.user, wanted=form.wanted, number=page_number(request), today=today)
    return render(
        request,
        "advising/caseload_list.html",
        {
            "form": form,
            "page": page,
            "is_filtered": bool(form.wanted.keys() - {"sort"}),
            "today": today,
            "as_of": as_of,
            "now": timezone.localtime(),
        },
    )


def page_number(request: UserRequest) -> int:
    """The page asked for, counted from 1; nonsense asks for the first."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() else 1
