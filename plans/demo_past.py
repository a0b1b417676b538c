"""The class before: made-up students whose retakes are over, for the page on how forecasts did.

Each has a true level and a true pace that the engine never sees. It sees one practice exam, plans
to a day around the one it would choose, and keeps the forecast of that plan as any plan does. What
came of the sitting then follows from the truth and from chance, not from the forecast.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from advising.models import Role, School, User
from plans.engine import conclude, result_to_json
from plans.engine.result import Result
from plans.made_up import made_up_name
from plans.models import StudyPlan
from students.actions.cases import student_from_case, write_records
from students.actions.standing import refresh_standings
from students.casefile import case_to_json
from students.models import Student
from students.rules.case import (
    WEEKDAYS,
    Attempt,
    Availability,
    Case,
    Outcome,
    Score,
    Track,
    Wish,
)
from students.rules.case import Student as Facts
from students.rules.reference import Reference

SEED = 1992
STUDENTS = 48
FAILED_AGO = timedelta(days=480)
LEVEL_SD, SCORE_SD, PACE_SD = 4.0, 4.0, 0.35  # EPC, EPC, and a share of the pace
RELEASE = timedelta(days=28)
AGAIN = timedelta(days=112)


@dataclass(frozen=True, slots=True)
class _Past:
    """One student's case as the plan saw it, what was concluded, and the case as it ended."""

    then: Case
    result: Result
    ended: Case


def add_past_students(school: School, *, today: date, reference: Reference) -> None:
    """Add the class before, with plans that are over and the results that came."""
    chance = Random(SEED)  # noqa: S311 -- made-up students, not secrets
    past = [_past(chance, today, school.policy_code, reference) for _ in range(STUDENTS)]
    people = User.objects.bulk_create(_person(number, school) for number in range(STUDENTS))
    advisors = list(User.objects.filter(school=school, role=Role.ADVISOR).order_by("pk"))
    students = Student.objects.bulk_create(
        student_from_case(row.ended, user=user, advisor=advisors[number % len(advisors)])
        for number, (user, row) in enumerate(zip(people, past, strict=True))
    )
    write_records([(student, row.ended) for student, row in zip(students, past, strict=True)])
    # Each by itself: many at once go as arrays, in which every quote of a document is escaped.
    StudyPlan.objects.bulk_create(map(_plan, students, past), batch_size=1)
    keys = [student.pk for student in students]
    refresh_standings(Student.objects.filter(pk__in=keys), today=today)


def _person(number: int, school: School) -> User:
    first, last = made_up_name(number)
    email = f"{first}.{last}@before.example".lower()
    nobodys = "!"  # no password at all matches it
    return User(
        email=email, name=f"{first} {last}", role=Role.STUDENT, school=school, password=nobodys
    )


def _past(chance: Random, today: date, policy: str | None, reference: Reference) -> _Past:
    level, pace = chance.gauss(58, LEVEL_SD), max(chance.gauss(1, PACE_SD), 0.2)
    then = _case(chance, today - FAILED_AGO, level)
    result = conclude(then, reference)
    plan = result.plan
    assert plan is not None  # noqa: S101 -- with these hours there is one for every score
    truth = level + pace * plan.allocation.gain_epc
    is_pass = truth + chance.gauss(0, SCORE_SD) >= _passing(then, reference)
    return _Past(then, result, _ended(then, plan.exam_on, is_pass, today, policy))


def _case(chance: Random, failed_on: date, level: float) -> Case:
    """The record when the plan was made: a fail, a practice exam, hours, and a wished day."""
    reported_on = failed_on + RELEASE
    made_on = reported_on + timedelta(days=chance.randrange(5, 15))
    score = round(level + chance.gauss(0, SCORE_SD))
    return Case(
        as_of=made_on,
        exam="step1",
        student=Facts(Track.MD),
        attempts=(Attempt(failed_on, reported_on, Outcome.FAIL, three_digit=188),),
        scores=(Score("cbssa", made_on, "epc", score, form="26"),),
        availability=Availability(hours=dict.fromkeys(WEEKDAYS[:6], 8) | {"sun": 0}),
        wish=Wish(exam_on=_weekday(made_on + timedelta(weeks=chance.randrange(4, 14)))),
    )


def _weekday(day: date) -> date:
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _passing(case: Case, reference: Reference) -> float:
    band = reference.band("epc", case.as_of)
    assert band is not None  # noqa: S101 -- it is shipped
    return band.low


def _ended(then: Case, sat_on: date, is_pass: bool, today: date, policy: str | None) -> Case:
    """The record today: the sitting the plan led to, and one more where that was no pass."""
    outcome = Outcome.PASS if is_pass else Outcome.FAIL
    sittings = [Attempt(sat_on, sat_on + RELEASE, outcome)]
    if not is_pass:
        sittings.append(Attempt(sat_on + AGAIN, sat_on + AGAIN + RELEASE, Outcome.PASS))
    return replace(
        then,
        as_of=today,
        student=replace(then.student, class_year=today.year + 1),
        attempts=(*then.attempts, *sittings),
        policy=policy,
        wish=Wish(),
    )


def _plan(student: Student, past: _Past) -> StudyPlan:
    """The plan as it was made then; the results that came have ended it."""
    result = result_to_json(past.result)
    plan = result["plan"]
    return StudyPlan(
        student=student,
        version=1,
        as_of=past.then.as_of,
        began_on=plan["starts_on"],
        starts_on=plan["starts_on"],
        exam_on=plan["exam_on"],
        is_feasible=result["feasible"],
        case=case_to_json(past.then),
        result=result,
        created_by=student.user,
    )
