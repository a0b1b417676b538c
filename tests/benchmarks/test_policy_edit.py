"""A policy edit with a thousand students: shown and kept in seconds, each student asked once.

`make bench` runs it.
"""

from __future__ import annotations

from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.cohort import make_cohort
from students.actions.preview import apply_change, preview_change, touched_students
from students.actions.standing import read_rulebook
from students.models import PolicyDeadline
from tests.factories import make_school, save_pass_by_policy

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 1_000
SECONDS = 5


@pytest.fixture(scope="module")
def edited_schools(django_db_setup, django_db_blocker):
    """A school of few and one of many students, each under a policy of its own."""
    with django_db_blocker.unblock():
        yield [_school_of(students) for students in (FEW, MANY)]


def _school_of(students):
    school = make_school(f"edit-{students}")
    save_pass_by_policy(school)
    make_cohort(
        school=school,
        students=students,
        seed=2,
        today=timezone.localdate(),
        policy_code=school.code,
    )
    return school


def edited(school, weeks):
    """The rules before and after the school gives another number of weeks."""
    today = timezone.localdate()
    before = read_rulebook(on=today)
    PolicyDeadline.objects.filter(policy__school=school).update(n=weeks)
    return before, read_rulebook(on=today)


@pytest.mark.parametrize("do", [preview_change, apply_change])
def test_a_thousand_students_take_less_than_five_seconds(edited_schools, note, do):
    queries = []
    for school in edited_schools:
        before, after = edited(school, 26 if do is preview_change else 27)
        with CaptureQueriesContext(connection) as asked:
            start = perf_counter()
            do(before, after, today=timezone.localdate())
            taken = perf_counter() - start
        queries.append(len(asked))
    assert touched_students(before, after).count() == MANY
    note(f"{do.__name__} for {MANY:,} students: {queries[1]} queries", taken * 1000, MANY)

    assert queries[0] == queries[1]
    assert taken < SECONDS
