"""What is wrong with a reported sitting, said to the person who reports it. Pure.

The names are the record's and the form's, so that each sentence lands beside its field.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from students.attempts.exam import ReportedExam
from students.rules.case import Attempt, Outcome
from students.rules.dates import words_for

AREA_FIELD = "area_"
NOT_IN_FUTURE = "Enter a day that is not in the future."
DATES_REST_ON = ("sat_on", "outcome", "reported_on")
SCHOOLS_WORD = (
    "Your school reported this. If it is not right, ask your advisor or your dean to change it."
)


def problems_in(
    attempt: Attempt, *, other_days: Container[date], exam: ReportedExam, today: date
) -> dict[str, str]:
    """Every reason to refuse a sitting, by the field it is about; empty when there is none.

    `other_days` are the days of the student's other sittings.
    """
    problems = _problems_with_days(attempt, other_days, today)
    problems |= _problems_with_report(attempt, exam)
    for code in attempt.areas:
        if not exam.areas:
            problems[AREA_FIELD + code] = f"No content areas of {exam.name} are known: clear these."
        elif code not in exam.areas:
            problems[AREA_FIELD + code] = f"The exam outline has no area “{code}”."
    return problems


def problems_with_schools_report(before: Attempt, after: Attempt) -> dict[str, str]:
    """What a student may not change in a report of their school, by field.

    Holds and days rest on it. What the school left open the student may fill in.
    """
    given = {name: getattr(before, name) for name in DATES_REST_ON}
    return {
        name: SCHOOLS_WORD
        for name, value in given.items()
        if value is not None and value != getattr(after, name)
    }


OUTCOMES = {
    Outcome.PASS: "a pass",
    Outcome.FAIL: "not passed",
    Outcome.INCOMPLETE: "incomplete",
    None: "without a result yet",
}


def say_report(attempt: Attempt, *, other_exam: str = "") -> str:
    """What was reported, for the history; `other_exam` if the record was about another before."""
    came = f", the result of {words_for(attempt.reported_on)}" if attempt.reported_on else ""
    of = f" of {other_exam}" if other_exam else ""
    day = words_for(attempt.sat_on)
    return f"The sitting{of} of {day} was reported as {OUTCOMES[attempt.outcome]}{came}."


def say_correction(before: Attempt, after: Attempt, *, other_exam: str = "") -> str:
    """What was put right, for the history: exam, days and outcome; the rest moves no date."""
    parts = [f"it was of {other_exam}"] if other_exam else []
    if before.sat_on != after.sat_on:
        parts.append(f"it was on {words_for(after.sat_on)}")
    if before.outcome is not after.outcome:
        parts.append(f"it is {OUTCOMES[after.outcome]} instead of {OUTCOMES[before.outcome]}")
    if before.reported_on != after.reported_on:
        day = words_for(after.reported_on) if after.reported_on else "not yet"
        parts.append(f"its result came {day}")
    said = ", ".join(parts) or "what its report says"
    return f"The report of the sitting of {words_for(before.sat_on)} was put right: {said}."


def say_withdrawal(sat_on: date) -> str:
    """Why dates move after a sitting was withdrawn, for the history."""
    return f"The sitting of {words_for(sat_on)} was withdrawn: it was reported by mistake."


def _problems_with_days(
    attempt: Attempt, other_days: Container[date], today: date
) -> dict[str, str]:
    problems = {}
    if attempt.sat_on > today:
        problems["sat_on"] = NOT_IN_FUTURE
    elif attempt.sat_on in other_days:
        problems["sat_on"] = (
            "A sitting on this day is already on record. Check the day, or change that one."
        )
    if attempt.reported_on is None:
        if attempt.outcome in (Outcome.PASS, Outcome.FAIL):
            problems["reported_on"] = "Enter the day the result came."
    elif attempt.outcome is None:
        problems["reported_on"] = "Leave this empty until the result is out, or choose the result."
    elif attempt.reported_on < attempt.sat_on:
        problems["reported_on"] = "A result cannot come before the day of the exam."
    elif attempt.reported_on > today:
        problems["reported_on"] = NOT_IN_FUTURE
    return problems


def _problems_with_report(attempt: Attempt, exam: ReportedExam) -> dict[str, str]:
    """Only a fail has a distance to the standard and content areas on its report."""
    problems = {}
    low, high = exam.scale.low, exam.scale.high
    if attempt.three_digit is not None:
        if attempt.outcome not in (Outcome.PASS, Outcome.FAIL):
            problems["three_digit"] = "Leave this empty: without a result there is no score."
        elif not low <= attempt.three_digit <= high:
            problems["three_digit"] = f"A {exam.name} score is between {low:g} and {high:g}."
    if attempt.points_below is not None:
        if attempt.outcome is not Outcome.FAIL:
            problems["points_below"] = "Leave this empty unless you did not pass."
        elif not 0 <= attempt.points_below <= high:
            problems["points_below"] = f"Points below the standard are between 0 and {high:g}."
    if attempt.areas and attempt.outcome is not Outcome.FAIL:
        first = AREA_FIELD + next(iter(attempt.areas))
        problems[first] = "Only a report of a fail shows content areas. Leave them empty."
    return problems
