"""What the measurements share: the two schools, and the tables printed at the end."""

from __future__ import annotations

import os
from time import perf_counter

import pytest
from django.db import connection
from django.utils import timezone

from advising.models import Role, School
from plans.cohort import make_cohort
from students.actions.policies import save_policy
from students.casefile import parse_policy
from students.gather_policies import gather_reference
from tests.benchmarks.figures import LARGE, SMALL, Table, say_ms
from tests.factories import make_school, make_user

TABLES = pytest.StashKey[list[Table]]()
STUDENTS_AN_ADVISOR = 200
POLICY = {
    "code": "",
    "name": "Example policy",
    "source": "https://school.example/policy",
    "on_fail": [
        {
            "rotation": "finish",
            "resume_on": "pass",
            "deadlines": [
                {"kind": "pass_by", "shape": "weeks_after", "event": "reported", "n": 26}
            ],
        }
    ],
}


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TABLES] = [Table("Work", ("what", "median", "for each"))]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for table in config.stash[TABLES]:
        terminalreporter.section(table.title)
        for line in table.lines():
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def tables(pytestconfig):
    """The tables printed at the end of the run."""
    return pytestconfig.stash[TABLES]


@pytest.fixture(scope="session")
def note(tables):
    """Adds a line on work done in so many milliseconds, for so many things."""

    def add(what: str, took: float, count: int = 1) -> None:
        each = say_ms(took / count) if count > 1 else ""
        tables[0].rows.append((what, say_ms(took), each))

    return add


@pytest.fixture(scope="session")
def schools(django_db_setup, django_db_blocker, note):
    """A small and a large school, committed for all measurements."""
    with django_db_blocker.unblock():
        yield [_school_of(students, note) for students in (SMALL, LARGE)]


def _school_of(students: int, note) -> School:
    school = make_school(f"bench-{students}")
    policy = parse_policy(POLICY | {"code": school.code}, gather_reference())
    save_policy(policy=policy, school=school)
    for _ in range(max(2, students // STUDENTS_AN_ADVISOR)):
        make_user(Role.ADVISOR, school)
    start = perf_counter()
    make_cohort(
        school=school,
        students=students,
        seed=1,
        today=timezone.localdate(),
        policy_code=school.code,
        jobs=os.cpu_count() or 1,
    )
    note(f"make a cohort of {students:,}", (perf_counter() - start) * 1000, students)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return school
