"""List columns of whatever holds from a day to a day and is checked against a source."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin
from django.utils import timezone

from advising.words import say_day


class DatedColumns:
    """The columns of dated rows: the days in force, whether today, when somebody last looked."""

    @admin.display(description="verified on", ordering="verified_on")
    def verified(self, row: Any) -> str:
        if row.verified_on is None:
            return "never"
        stale = " (stale)" if row.is_stale(timezone.localdate()) else ""
        return f"{_day(row.verified_on)}{stale}"

    @admin.display(description="in force", ordering="effective_from")
    def days_in_force(self, row: Any) -> str:
        first, last = row.effective_from, row.effective_to
        if first and last:
            return f"{_day(first)} to {_day(last)}"
        if first:
            return f"from {_day(first)}"
        return f"until {_day(last)}" if last else "always"

    @admin.display(description="today", boolean=True)
    def holds_today(self, row: Any) -> bool:
        return row.is_in_force(timezone.localdate())


def say_clock() -> str:
    """By which clock a day begins and ends here, and what it says now."""
    now = timezone.localtime()
    zone = timezone.get_current_timezone_name().replace("_", " ")
    return f"Days go by the clock of {zone}, where it is now {say_day(now.date())}, {now:%H:%M}."


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
