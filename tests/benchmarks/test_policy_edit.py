"""An edit of the rules with a thousand students: shown and kept in seconds, each asked once.

`make bench` runs it.
"""

from __future__ import annotations

from time import perf_counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.cohort import make_cohort
from students.actions.history import Because
from students.actions.preview import apply_change, preview_change, touched_students
from students.actions.standing import read_rulebook
from students.models import FlagLimit, PolicyDeadline, ScoreRelease
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


def edited(rows, **values):
    """The rules before and after a change of some rows."""
    today = timezone.localdate()
    before = read_rulebook(on=today)
    rows.update(**values)
    return before, read_rulebook(on=today)


def measured(do, before, after):
    """How many queries and seconds it takes to show or to keep a change."""
    more = {"because": Because("Measured.")} if do is apply_change else {}
    with CaptureQueriesContext(connection) as asked:
        start = perf_counter()
        do(before, after, today=timezone.localdate(), **more)
        return len(asked), perf_counter() - start


@pytest.mark.parametrize("do", [preview_change, apply_change])
def test_a_policy_edit_for_a_thousand_students_takes_less_than_five_seconds(
    edited_schools, note, do
):
    queries = []
    for school in edited_schools:
        deadlines = PolicyDeadline.objects.filter(policy__school=school)
        before, after = edited(deadlines, n=26 if do is preview_change else 27)
        asked, taken = measured(do, before, after)
        queries.append(asked)
    assert touched_students(before, after).count() == MANY
    note(f"{do.__name__}, a policy's deadline: {queries[1]} queries", taken * 1000, MANY)

    assert queries[0] == queries[1]
    assert taken < SECONDS


@pytest.mark.parametrize("do", [preview_change, apply_change])
@pytest.mark.parametrize(
    ("rows", "values"),
    [
        (FlagLimit.objects.filter(code="deadline_near_days"), {"value": 180}),
        (ScoreRelease.objects.all(), {"allow_days": 70}),
    ],
    ids=["flag limit", "score release"],
)
def test_an_edit_that_touches_everybody_takes_less_than_five_seconds(
    edited_schools, note, do, rows, values
):
    few = edited(PolicyDeadline.objects.filter(policy__school=edited_schools[0]), n=25)
    queries, _ = measured(do, *few)

    before, after = edited(rows.all(), **values)
    asked, taken = measured(do, before, after)
    note(f"{do.__name__}, {rows.model._meta.verbose_name}: {asked} queries", taken * 1000, MANY)

    assert touched_students(before, after).count() == FEW + MANY
    assert asked <= queries
    assert taken < SECONDS
