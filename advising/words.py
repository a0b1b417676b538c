"""How dates, scores and durations are said, everywhere and in one way. Pure."""

from __future__ import annotations

from datetime import date

NO_DATE = "no date"
BRIEF_WITHIN = 300  # days within which a weekday, day and month name one day only
SCALE_NAMES = {
    "epc": "EPC",
    "percent": "%",
    "three_digit": "three-digit",
    "cbse_old": "CBSE (before 2022)",
    "comsae": "COMSAE",
    "comlex": "COMLEX",
}


def say_day(day: date | None) -> str:
    """A day with its weekday: "Wed 3 Feb 2027". Not the locale's names: they must be the same everywhere."""
    if day is None:
        return NO_DATE
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def say_day_brief(day: date | None, *, today: date) -> str:
    """A day for a dense table: "Wed 3 Feb", with its year only where that could be mistaken."""
    if day is None:
        return NO_DATE
    if abs((day - today).days) > BRIEF_WITHIN:
        return say_day(day)
    return f"{day:%a} {day.day} {day:%b}"


def say_days_number(day: date | None, *, today: date) -> str:
    """The days left as a number for a right-aligned column: "72", or "-2" with a real minus sign."""
    if day is None:
        return ""
    return str((day - today).days).replace("-", "−")


def say_days_left(day: date, *, today: date) -> str:
    """How far off a day is: "in 72 days", "tomorrow", "today", "yesterday", "2 days ago"."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def say_day_with_left(day: date | None, *, today: date) -> str:
    """A day and how far off it is: "Wed 3 Feb 2027, in 72 days"."""
    if day is None:
        return NO_DATE
    return f"{say_day(day)}, {say_days_left(day, today=today)}"


def say_number(value: float) -> str:
    """A score without needless decimals: 55, 57.5."""
    return f"{round(value, 1):g}"


def say_scale(code: str) -> str:
    """A scale by the name people use: "EPC"."""
    return SCALE_NAMES.get(code, code)


def say_score(value: float | None, scale: str) -> str:
    """A score with its scale: "55 EPC", "62%", "188 (three-digit)"."""
    if value is None:
        return "no score"
    name = say_scale(scale)
    number = say_number(value)
    if scale == "percent":
        return f"{number}{name}"
    return f"{number} ({name})" if scale == "three_digit" else f"{number} {name}"


def say_range(bounds: tuple[float, float] | None) -> str:
    """A likely range: "likely 51–59"."""
    if bounds is None:
        return "no likely range"
    low, high = bounds
    return f"likely {say_number(low)}–{say_number(high)}"


def say_duration(minutes: int) -> str:
    """Minutes as hours and minutes: "1 h 30 min", "2 h", "45 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest)
    return " ".join(parts) or "0 min"


def say_percent(share: float) -> str:
    """A share of one as whole percent, never a certainty: "24%", "under 1%", "over 99%"."""
    if share < 0.01:
        return "under 1%"
    return "over 99%" if share > 0.99 else f"{share:.0%}"
