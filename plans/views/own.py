"""Whose plan a page is about, and which day of it is asked for."""

from __future__ import annotations

from datetime import date

from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date

from advising.access import UserRequest
from plans.models import StudyPlan
from plans.queries import current_plan
from students.models import Student


def own_record(request: UserRequest) -> Student:
    """The record of the person asking."""
    return get_object_or_404(Student.objects.select_related("standing"), user=request.user)


def own_plan(request: UserRequest) -> StudyPlan | None:
    """The plan that person follows, if there is one: a newer result ends it meanwhile."""
    return current_plan(own_record(request))


def shown_day(request: UserRequest) -> date | None:
    """The day asked for in the address, if it is one."""
    try:
        return parse_date(request.GET.get("on", ""))
    except ValueError:
        return None
