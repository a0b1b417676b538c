"""What is read with SQL written once is what a prefetch reads."""

from datetime import date

import pytest
from django.db.models import prefetch_related_objects

from students.actions.attempts import report_attempt, withdraw_attempt
from students.actions.extensions import grant_extension
from students.actions.hold_keeping import RELATED as OF_HOLDS
from students.actions.holds import allow_sitting
from students.gather import RELATED
from students.models import Student
from students.related import read_related
from students.rules.case import Attempt
from tests.factories import TODAY, student_of_case
from tests.students.held import FIRST_PASS_BY, write_policy

NAMES = (*RELATED, *OF_HOLDS, "dates")
WHY = {"reason": "Illness.", "approver": "The committee"}
RECORD = {
    "student": {"track": "MD", "events": {"preclerkship_end": "2026-03-06"}},
    "rotations": [
        {"name": name, "starts_on": f"2026-0{month}-01", "ends_on": f"2026-0{month}-28"}
        for month, name in enumerate(("Surgery", "Medicine"), start=7)
    ],
    "missed_topics": {"lupus": 6},
    "availability": {"blocked": [{"from": "2027-01-04", "to": "2027-01-06", "reason": "family"}]},
    "scores": [
        {
            "instrument": "cbssa",
            "form": "28",
            "taken_on": "2026-11-20",
            "scale": "epc",
            "score": 55,
            "areas": {"cardiovascular": 48},
        }
    ],
}


@pytest.fixture
def told(school, dean):
    """A student with a row in every table that is read, one sitting withdrawn, and another."""
    write_policy(school)
    student = student_of_case(school, policy=school.code, **RECORD)
    by = {"by": dean, "today": TODAY}
    hold, (due,) = student.holds.get(), student.dates.filter(clause=FIRST_PASS_BY)
    late = {"due_on": due.due_on.replace(year=2028), "seen_on": due.due_on}
    grant_extension(hold=hold, clause=FIRST_PASS_BY, **late, **WHY, **by)
    allow_sitting(hold=hold, **WHY, **by)
    slip = report_attempt(student=student, result=Attempt(date(2026, 8, 14)), **by)
    withdraw_attempt(attempt=slip, reason="A slip.", **by)
    student_of_case(school)


def rows_under(owner, name):
    """Every row of a relation with its columns, its owner and what belongs to it in turn."""
    step, _, rest = name.partition("__")
    return [
        (
            {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields},
            owner._meta.get_field(step).remote_field.get_cached_value(row) is owner,
            rows_under(row, rest) if rest else [],
        )
        for row in getattr(owner, step).all()
    ]


def picture(students):
    return {(s.pk, name): rows_under(s, name) for s in students for name in NAMES}


def test_the_rows_are_those_of_a_prefetch(told):
    read, prefetched = list(Student.objects.all()), list(Student.objects.all())

    read_related(read, NAMES)
    prefetch_related_objects(prefetched, *NAMES)

    found = picture(read)
    assert found == picture(prefetched)
    assert {name for (_, name), rows in found.items() if rows} == set(NAMES)


@pytest.mark.parametrize("students", [1, 3])
def test_each_table_is_read_once_for_any_number(school, students, django_assert_num_queries):
    rows = [student_of_case(school, **RECORD) for _ in range(students)]

    with django_assert_num_queries(4):
        read_related(rows, ("events", "attempts__areas", "rotations", "attempts__areas"))
        assert [len(row.rotations.all()) for row in rows] == [2] * students


def test_nothing_is_asked_about_nobody(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        read_related([], NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_value_that_is_read_needs_to_be_converted(name):
    model = Student
    for step in name.split("__"):
        model = model._meta.get_field(step).related_model

        assert [f.name for f in model._meta.concrete_fields if hasattr(f, "from_db_value")] == []
