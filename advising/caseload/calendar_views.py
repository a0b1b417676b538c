"""The days of the whole caseload: a list, or a month."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from advising.access import UserRequest, counsellor_page
from advising.caseload.calendar import count_gone_by, day_list, month_of
from advising.caseload.forms import DayFilterForm
from advising.caseload.freshness import bring_up_to_day
from advising.caseload.views import page_number


@counsellor_page
@require_safe
def date_list(request: UserRequest) -> HttpResponse:
    """Every day ahead, soonest first, or the month asked for."""
    today = timezone.localdate()
    as_of = bring_up_to_day(request.user, today=today)
    form = DayFilterForm(request.GET)
    wanted, first = form.wanted, _month(request.GET.get("month", ""))
    context = {"form": form, "wanted": wanted, "today": today, "as_of": as_of}
    if first:
        month = month_of(request.user, wanted=wanted, first=first, today=today)
        return render(request, "advising/date_calendar.html", context | {"month": month})
    page = day_list(request.user, wanted=wanted, number=page_number(request), today=today)
    gone_by = 0 if wanted else count_gone_by(request.user, today=today)
    return render(request, "advising/date_list.html", context | {"page": page, "gone_by": gone_by})


def _month(asked: str) -> date | None:
    """The first day of a month written 2027-02; nonsense asks for no month."""
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return None
    return first if 1900 < first.year < 2200 else None
