"""Days and months, as rules count them and as people read them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from students.rules.case import WEEKDAYS

ONE_DAY = timedelta(days=1)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def add_months(day: date, months: int) -> date:
    """The same day some calendar months later (or earlier), clamped to the month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return clamped_day(year, month + 1, day.day)


def clamped_day(year: int, month: int, day: int) -> date:
    """That day of a month, or the month's last day if it has fewer."""
    return date(year, month, day if day <= 28 else min(day, monthrange(year, month)[1]))


def words_for(day: date) -> str:
    """A day as people read it: Wed 3 Feb 2027."""
    weekday = WEEKDAYS[day.weekday()].capitalize()
    return f"{weekday} {day.day} {MONTHS[day.month - 1]} {day.year}"


def plural(count: int, noun: str) -> str:
    """A count with its noun: 1 week, 2 weeks, 1,000 weeks."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def ordinal(number: int) -> str:
    """A place in a row, as people say it: first, second ... sixth, 7th, 21st."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth")
    if 1 <= number <= len(words):
        return words[number - 1]
    last = number % 10 if number % 100 not in (11, 12, 13) else 0
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(last, 'th')}"
