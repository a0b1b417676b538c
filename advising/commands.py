"""What commands share: arguments that are read strictly, and errors that say what to do."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandError

from advising.models import School

YEARS = range(1950, 2200)


def a_day(text: str) -> date:
    """A day of the calendar as an argument."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year not in YEARS:
        raise ArgumentTypeError(f"{text} is not a day: give it as YYYY-MM-DD, such as 2026-11-24.")
    return day


def school_with(code: str) -> School:
    """The school with a code. Raises CommandError that names the schools there are."""
    school = School.objects.filter(code=code).first()
    if school is None:
        known = ", ".join(School.objects.order_by("code").values_list("code", flat=True))
        there = f"Give one of: {known}." if known else "Make the demo school with load_demo."
        raise CommandError(f"There is no school {code}. {there}")
    return school
