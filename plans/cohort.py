"""A made-up cohort of any size: the same seed and day give the same students.

Standings are the rules' own. Plan documents are made once for a few model students and copied
inside the database, because a list of a hundred thousand needs plans, not different ones.

The cases are drawn in one stream and added chunk by chunk, each in a transaction of its own, so
that several processes may add them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from django.db import connection, transaction

from advising.models import Role, School, User
from plans.actions import PlanNotPossible, make_plan
from plans.made_up import made_up_cases, made_up_name
from plans.models import StudyPlan
from plans.processes import workers
from students.actions.bulk import many_rows_at_once
from students.actions.cases import student_from_case, write_records
from students.actions.standing import refresh_standings
from students.models import Attempt, PlannedRetake, Student
from students.rules.case import Case

CHUNK = 2000
MODEL_STUDENTS = 20
COPY_PLANS = """
    INSERT INTO plans_studyplan (student_id, version, is_current, as_of, began_on, starts_on,
                                 exam_on, is_feasible, "case", result, created_at, created_by_id)
    SELECT given.student_id, 1, true, model.as_of, model.began_on, model.starts_on,
           model.exam_on, model.is_feasible, model."case", model.result, model.created_at, NULL
    FROM unnest(%s::bigint[], %s::bigint[]) AS given (student_id, plan_id)
    JOIN plans_studyplan AS model ON model.id = given.plan_id
"""


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some students to add: their numbers, their cases, and the plans to copy."""

    school: School
    seed: int
    today: date
    advisors: Sequence[User]
    numbers: range
    cases: Sequence[Case]
    models: tuple[int, ...] = ()


def make_cohort(
    *,
    school: School,
    students: int,
    seed: int,
    today: date,
    policy_code: str | None = None,
    jobs: int = 1,
) -> int:
    """Add made-up students to a school; answers how many. Their addresses name school and seed.

    With several `jobs` as many processes add them, each in transactions of its own.
    """
    chunks = _chunks(school, students, seed, today, policy_code)
    models = next((_add(chunk) for chunk in chunks), ())
    rest = (replace(chunk, models=models) for chunk in chunks)
    if jobs == 1 or students <= CHUNK:
        for chunk in rest:
            _add(chunk)
    else:
        _share_out(rest, jobs)
    return students


def _chunks(
    school: School, students: int, seed: int, today: date, policy_code: str | None
) -> Iterator[_Chunk]:
    cases = made_up_cases(seed=seed, today=today, policy_code=policy_code)
    advisors = list(User.objects.filter(school=school, role=Role.ADVISOR).order_by("pk"))
    for start in range(0, students, CHUNK):
        numbers = range(start, min(start + CHUNK, students))
        drawn = list(islice(cases, len(numbers)))
        yield _Chunk(school, seed, today, advisors, numbers, drawn)


def _share_out(chunks: Iterator[_Chunk], jobs: int) -> None:
    """Add the chunks in processes of their own, with one chunk drawn ahead for each."""
    with workers(jobs) as pool:
        under_way: deque[Future[tuple[int, ...]]] = deque()
        for chunk in chunks:
            under_way.append(pool.submit(_add, chunk))
            if len(under_way) >= 2 * jobs:
                under_way.popleft().result()
        while under_way:
            under_way.popleft().result()


def _add(chunk: _Chunk) -> tuple[int, ...]:
    """Add a chunk's students; returns the plans that were copied for them."""
    with many_rows_at_once():
        return _add_chunk(chunk)


@transaction.atomic
def _add_chunk(chunk: _Chunk) -> tuple[int, ...]:
    made = _write(chunk)
    waiting = [student for student, case in made if case.attempts[-1].is_reported_fail]
    known = StudyPlan.objects.filter(pk__in=chunk.models).order_by("pk").defer("case", "result")
    models = list(known) or _model_plans(waiting, chunk.today)
    _copy_plans(waiting, models)
    keys = [student.pk for student, _ in made]
    refresh_standings(Student.objects.filter(pk__in=keys), today=chunk.today)
    return tuple(plan.pk for plan in models)


def _write(chunk: _Chunk) -> list[tuple[Student, Case]]:
    """Save the chunk's people as students, each with their case as the record."""
    people = [_person(number, chunk.school, chunk.seed) for number in chunk.numbers]
    User.objects.bulk_create(people)
    rows = [
        (student_from_case(case, user=user, advisor=_pick(chunk.advisors, number)), case)
        for number, user, case in zip(chunk.numbers, people, chunk.cases, strict=True)
    ]
    Student.objects.bulk_create(student for student, _ in rows)
    write_records(rows)
    return rows


def _pick(advisors: Sequence[User], number: int) -> User | None:
    return advisors[number % len(advisors)] if advisors else None


def _person(number: int, school: School, seed: int) -> User:
    first, last = made_up_name(number)
    return User(
        email=f"{first}.{number}.{school.code}.{seed}@cohort.example".lower(),
        password="!",  # noqa: S106 -- nobody can log in with it
        name=f"{first} {last} {number}",
        role=Role.STUDENT,
        school=school,
    )


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
    fails = Attempt.objects.reported_fails().filter(student__in=[pk for pk, _ in given])
    latest = dict(fails.order_by("sat_on").values_list("student_id", "pk"))
    PlannedRetake.objects.bulk_create(
        _copy(retakes[plan.student_id], student_id=pk, fail_id=latest[pk]) for pk, plan in given
    )


def _copy(retake: PlannedRetake, *, student_id: int, fail_id: int) -> PlannedRetake:
    copied = copy(retake)
    copied.student_id, copied.fail_id = student_id, fail_id
    copied._state.adding = True  # noqa: SLF001 -- Django's documented way to copy a row
    return copied
