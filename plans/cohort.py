"""A made-up cohort of any size: the same seed and day give the same students.

Chance draws the record (sittings, practice exams, hours); what is concluded from it is not
drawn: standings come from the rules. Plan documents are made once for a few model students and
copied inside the database, because a list of a hundred thousand needs plans, not different ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import copy
from datetime import date, timedelta
from itertools import islice

from django.db import connection, transaction

from advising.models import Role, School, User
from plans.actions import PlanNotPossible, make_plan
from plans.models import StudyPlan
from students.actions.cases import student_from_case, write_records
from students.actions.standing import refresh_standings
from students.models import PlannedRetake, Student
from students.rules.case import (
    WEEKDAYS,
    Attempt,
    Availability,
    Case,
    Level,
    Outcome,
    Rotation,
    Score,
    Track,
)
from students.rules.case import Student as StudentFacts

CHUNK = 2000
MODEL_STUDENTS = 20
FIRST_NAMES = (
    "Acorn",
    "Basil",
    "Comet",
    "Delta",
    "Ember",
    "Fjord",
    "Grove",
    "Heron",
    "Inlet",
    "Jetty",
    "Knoll",
    "Lotus",
    "Marsh",
    "North",
    "Ocean",
    "Prism",
    "Quill",
    "Raven",
    "Shore",
    "Tidal",
    "Upland",
    "Vista",
    "Wharf",
    "Zephyr",
)
LAST_NAMES = ("Example", "Sample", "Madeup", "Fictional", "Pretend", "Invented")
COPY_PLANS = """
    INSERT INTO plans_studyplan (student_id, version, is_current, as_of, starts_on, exam_on,
                                 is_feasible, "case", result, created_at, created_by_id)
    SELECT given.student_id, 1, true, model.as_of, model.starts_on, model.exam_on,
           model.is_feasible, model."case", model.result, model.created_at, NULL
    FROM unnest(%s::bigint[], %s::bigint[]) AS given (student_id, plan_id)
    JOIN plans_studyplan AS model ON model.id = given.plan_id
"""
AREAS = ("cardiovascular", "respiratory_renal", "multisystem", "reproductive_endocrine")
FORMS = ("26", "27", "28", "29", "30", "31", "32", "33")


def make_cohort(
    *, school: School, students: int, seed: int, today: date, policy_code: str | None = None
) -> int:
    """Add made-up students to a school; answers how many. Their addresses name school and seed."""
    cases = _cases(random.Random(seed), today, policy_code)  # noqa: S311 -- made-up, not secret
    advisors = list(User.objects.filter(school=school, role=Role.ADVISOR).order_by("pk"))
    models: list[StudyPlan] = []
    numbers = iter(range(students))
    while chunk := list(islice(numbers, CHUNK)):
        with transaction.atomic():
            people = User.objects.bulk_create(_person(n, school, seed) for n in chunk)
            rows = [
                (student_from_case(case, user=user, advisor=_pick(advisors, n)), case)
                for n, user, case in zip(chunk, people, cases, strict=False)
            ]
            Student.objects.bulk_create(student for student, _ in rows)
            write_records(rows)
            models = models or _model_plans([student for student, _ in rows], today)
            _copy_plans([student for student, _ in rows], models)
            refresh_standings(
                Student.objects.filter(pk__in=[student.pk for student, _ in rows]), today=today
            )
    return students


def _pick(advisors: list[User], number: int) -> User | None:
    return advisors[number % len(advisors)] if advisors else None


def _person(number: int, school: School, seed: int) -> User:
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    last = LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)]
    return User(
        email=f"{first}.{number}.{school.code}.{seed}@cohort.example".lower(),
        password="!",  # noqa: S106 -- nobody can log in with it
        name=f"{first} {last} {number}",
        role=Role.STUDENT,
        school=school,
    )


def _cases(chance: random.Random, today: date, policy_code: str | None) -> Iterator[Case]:
    rotations = tuple(
        Rotation(start, start + timedelta(days=39), f"Block {number}")
        for number, start in enumerate(
            (today + timedelta(days=42 * k - 21) for k in range(6)), start=1
        )
    )
    while True:
        yield _case(chance, today, policy_code, rotations)


def _case(
    chance: random.Random, today: date, policy_code: str | None, rotations: tuple[Rotation, ...]
) -> Case:
    level = chance.gauss(58, 6)
    attempts = _attempts(chance, today, level)
    hours = chance.choice((4, 6, 8, 8, 10))
    return Case(
        as_of=today,
        exam="step1",
        student=StudentFacts(
            track=chance.choices((Track.MD, Track.DO, Track.IMG), (8, 1, 1))[0],
            class_year=today.year + chance.choice((1, 2, 2, 3)),
            events={"clerkship_start": today - timedelta(days=210)},
        ),
        attempts=attempts,
        rotations=rotations if chance.random() < 0.7 else (),
        policy=policy_code,
        scores=_scores(chance, today, level, since=attempts[-1].sat_on),
        availability=Availability(hours=dict.fromkeys(WEEKDAYS[:6], hours) | {"sun": 0}),
    )


def _attempts(chance: random.Random, today: date, level: float) -> tuple[Attempt, ...]:
    """One to three sittings, the last reported within the past five months; a few passed it."""
    fails = chance.choices((1, 2, 3), (85, 13, 2))[0]
    reported = today - timedelta(days=chance.randrange(1, 150))
    attempts = []
    for number in reversed(range(fails)):
        reported_on = reported - timedelta(days=160 * number)
        attempts.append(
            Attempt(
                sat_on=reported_on - timedelta(days=28),
                reported_on=reported_on,
                outcome=Outcome.FAIL,
                three_digit=min(195, max(140, round(level * 2.2 + 55))),
                areas={area: chance.choice(tuple(Level)) for area in AREAS},
            )
        )
    if chance.random() < 0.05:
        sat_on = reported + timedelta(days=1)
        attempts.append(Attempt(sat_on, None, None) if sat_on <= today else attempts.pop())
    return tuple(attempts)


def _scores(chance: random.Random, today: date, level: float, since: date) -> tuple[Score, ...]:
    """Up to five practice exams since the last sitting, on forms in order, rising slowly."""
    scores: list[Score] = []
    day = since + timedelta(days=chance.randrange(14, 50))
    for form in FORMS[: chance.choices((0, 1, 2, 3, 5), (2, 3, 3, 2, 1))[0]]:
        if day > today:
            break
        epc = min(95, max(30, round(level + 1.5 * len(scores) + chance.gauss(0, 3))))
        scores.append(
            Score(
                instrument="cbssa",
                form=form,
                taken_on=day,
                scale="epc",
                score=epc,
                timed=chance.random() > 0.05,
            )
        )
        day += timedelta(days=chance.randrange(8, 25))
    return tuple(scores)


def _model_plans(students: list[Student], today: date) -> list[StudyPlan]:
    """Real plans for the first few students that can have one."""
    models: list[StudyPlan] = []
    for student in students:
        try:
            models.append(make_plan(student=student, by=student.user, today=today))
        except PlanNotPossible:
            continue
        if len(models) == MODEL_STUDENTS:
            break
    return models


def _copy_plans(students: list[Student], models: list[StudyPlan]) -> None:
    """Give two students in five a copy of a model plan, copied inside the database."""
    have = {plan.student_id for plan in models}
    lacking = [student for student in students if student.pk not in have]
    given = [
        (student.pk, models[place % len(models)])
        for place, student in enumerate(lacking)
        if models and place % 5 < 2
    ]
    with connection.cursor() as cursor:
        cursor.execute(COPY_PLANS, [[pk for pk, _ in given], [plan.pk for _, plan in given]])
    retakes = PlannedRetake.objects.in_bulk([plan.student_id for plan in models])
    PlannedRetake.objects.bulk_create(
        _copy(retakes[plan.student_id], student_id=pk) for pk, plan in given
    )


def _copy(retake: PlannedRetake, *, student_id: int) -> PlannedRetake:
    copied = copy(retake)
    copied.student_id = student_id
    copied._state.adding = True  # noqa: SLF001 -- Django's documented way to copy a row
    return copied
