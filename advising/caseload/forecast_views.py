"""The page that says how the forecasts did."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from advising.access import UserRequest, dean_page
from advising.caseload.forecasts import forecast_record


@dean_page
@require_safe
def forecast_list(request: UserRequest) -> HttpResponse:
    """Chances forecast for the school's students, against the results that came."""
    record = forecast_record(request.user, today=timezone.localdate())
    return render(request, "advising/forecast_list.html", {"record": record})
