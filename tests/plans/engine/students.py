"""A quiet student to change one thing of: full hours, one fail, no score yet, no school rules."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from plans.engine import Underway, conclude, read_underway, result_to_json
from students.rules.case import (
    Attempt,
    Availability,
    Case,
    DeadlineClause,
    DeadlineKind,
    DeadlineShape,
    FailClause,
    Outcome,
    Policy,
    ResumeOn,
    RotationRule,
    Score,
    Student,
    Track,
)
from tests.reference_values import REFERENCE

AS_OF = date(2026, 11, 23)  # a Monday
HOURS = {"mon": 8, "tue": 8, "wed": 8, "thu": 8, "fri": 8, "sat": 5, "sun": 0}
FAIL = Attempt(
    sat_on=date(2026, 10, 14),
    reported_on=date(2026, 11, 11),
    outcome=Outcome.FAIL,
    three_digit=188,
)
SCORE = Score("cbssa", date(2026, 11, 6), "epc", 60, form="26")
QUIET = Case(
    as_of=AS_OF,
    exam="step1",
    student=Student(Track.MD, class_year=2028),
    attempts=(FAIL,),
    scores=(SCORE,),
    availability=Availability(hours=HOURS),
    resources=("uworld", "pathoma", "first_aid"),
)


def day(number: int) -> date:
    """A day counted from the as-of day, which is 0."""
    return AS_OF + timedelta(days=number)


def hours(**given: float) -> Availability:
    """Only these weekdays have hours."""
    return Availability(hours=given)


def every_day(given: float) -> Availability:
    """The same hours seven days a week."""
    return Availability(hours=dict.fromkeys(HOURS, given))


def pass_by(on: date) -> Policy:
    """A school where the exam must be passed by a day, and one is released by passing."""
    deadline = DeadlineClause(DeadlineKind.PASS_BY, DeadlineShape.ON_DATE, date=on)
    clause = FailClause(RotationRule.NOT_STARTED, ResumeOn.PASS, deadlines=(deadline,))
    return Policy("example", "Example policy", on_fail=(clause,))


def result_of(underway: Underway | None = None, **changes: object) -> dict:
    """The result document of the quiet student with some changes."""
    return result_to_json(conclude(replace(QUIET, **changes), REFERENCE, underway))


def followed(case: Case, days: int, *, missed: Collection[int] = ()) -> Underway:
    """The first plan of a case, followed for so many days but for those missed."""
    plan = result_to_json(conclude(case, REFERENCE))["plan"]
    began_on = date.fromisoformat(plan["starts_on"])
    resumes_on = began_on + timedelta(days=days)
    done: Counter[str] = Counter()
    for number, row in enumerate(plan["days"][:days]):
        if number not in missed:
            for block in row["blocks"]:
                done[block["area"]] += block["minutes"] / 60
    del done[None]
    return read_underway(case, plan, began_on=began_on, resumes_on=resumes_on, done=done)


def codes_of(result: dict) -> list[str]:
    """The codes of a result's findings."""
    return [finding["code"] for finding in result["findings"]]
