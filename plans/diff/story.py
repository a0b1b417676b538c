"""What differs beside the days: the dates, practice exams, hours, phases and the forecast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import zip_longest

from advising.words import say_day, say_duration, say_number, say_percent, say_score
from plans.diff.days import say_exam, say_subject
from plans.diff.side import Item, Side, minutes_by_subject
from plans.document import Names
from plans.telling import Reader, why_exam_on
from plans.words import PHASES


def changed_dates(before: Side, after: Side, reader: Reader) -> Iterator[str]:
    """The first day, the exam and why it is then, and whether a ready day is in reach."""
    if before.began_on != after.began_on:
        yield (f"The first day moves from {say_day(before.began_on)} to {say_day(after.began_on)}.")
    why = why_exam_on(after.plan["why_exam_on"], reader)
    if before.exam_on != after.exam_on:
        yield f"The exam moves from {say_day(before.exam_on)} to {say_day(after.exam_on)}: {why}."
    elif before.plan["why_exam_on"] != after.plan["why_exam_on"]:
        yield f"The exam stays on {say_day(after.exam_on)}, now for another reason: {why}."
    was, is_now = before.result["feasible"], after.result["feasible"]
    if was is not is_now:
        yield (
            "A day on which the forecast is ready now lies inside every deadline."
            if is_now
            else "No day inside every deadline is ready by the forecast now."
        )


def changed_exams(before: Side, after: Side, names: Names) -> Iterator[str]:
    """The practice exams that move, are added or dropped; each form is followed by itself."""
    olds, news = before.exams, after.exams
    for key in sorted(olds.keys() | news.keys(), key=str):
        name = say_exam({"instrument": key[0], "form": key[1]}, names)
        kept = set(olds.get(key, ())) & set(news.get(key, ()))
        gone = sorted(set(olds.get(key, ())) - kept)
        come = sorted(set(news.get(key, ())) - kept)
        for old, new in zip_longest(gone, come):
            yield _exam(name, old, new)


def _exam(name: str, old: date | None, new: date | None) -> str:
    if old and new:
        return f"{name} moves from {say_day(old)} to {say_day(new)}."
    if new:
        return f"{name} is added on {say_day(new)}."
    return f"{name} on {say_day(old)} is dropped."


def changed_hours(before: Side, after: Side, names: Names) -> Iterator[str]:
    """The work that lies ahead, in all and for each area."""
    old, new = (sum(day["minutes"] for day in side.days.values()) for side in (before, after))
    if old != new:
        yield f"{say_duration(new)} of work instead of {say_duration(old)}."
    olds, news = _by_subject(before), _by_subject(after)
    for subject in sorted(olds.keys() | news.keys(), key=lambda code: say_subject(code, names)):
        was, is_now = olds.get(subject, 0), news.get(subject, 0)
        if was != is_now:
            name = say_subject(subject, names)
            yield f"{name}: {say_duration(is_now)} instead of {say_duration(was)}."


def _by_subject(side: Side) -> dict[str, int]:
    found: dict[str, int] = {}
    for day in side.days.values():
        for subject, minutes in minutes_by_subject(day).items():
            found[subject] = found.get(subject, 0) + minutes
    return found


def changed_phases(before: Side, after: Side) -> Iterator[str]:
    """The phases that begin or end on another day."""
    olds, news = before.phases, after.phases
    for code, name in PHASES.items():
        old, new = olds.get(code), news.get(code)
        if old == new:
            continue
        if new is None:
            yield f"There is no phase {name.lower()} any more."
        elif old is None:
            yield f"A phase {name.lower()} is added, {_span(new)}."
        else:
            yield f"Phase {name.lower()}: {_span(new)} instead of {_span(old)}."


def _span(span: tuple[date, date]) -> str:
    return f"{say_day(span[0])} to {say_day(span[1])}"


def changed_forecast(before: Side, after: Side) -> Iterator[str]:
    """What is expected on the exam day."""
    old, new = say_forecast(before.result["forecast"]), say_forecast(after.result["forecast"])
    if old != new:
        yield f"Forecast for the exam day: {new}; it was {old}."


def say_forecast(rows: list[Item]) -> str:
    """The last row of a forecast in words; the chance is the model's, never an official one."""
    row = rows[-1]
    low, high = say_number(row["low"]), say_number(row["high"])
    chance = say_percent(row["p_pass"])
    return f"{say_score(row['mean'], 'epc')}, likely {low}–{high}, unofficial chance {chance}"
