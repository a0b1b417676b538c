"""The leave checklist: a number has a source, a day is the student's own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from students.dates.leave import leave_checklist, say_leave
from students.models import LeaveRule
from students.rules import case
from students.rules.case import Leave
from students.rules.policy import situation_of
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, clause, policy


def situation(**changes):
    return situation_of(replace(QUIET, policy=policy(**changes)), REFERENCE)


def checklist(student, today, given=None):
    return leave_checklist(student, given or situation(), today=today)


def words(page):
    return {question.name: question.words for question in page.questions}


def test_a_leave_touches_five_things(student, today):
    assert list(words(checklist(student, today))) == [
        "Registration",
        "Financial aid",
        "Health insurance",
        "Visa",
        "Exam permit",
    ]


def test_the_days_of_federal_aid_come_from_the_reference_data(student, today):
    page = checklist(student, today)
    assert "180 days of leave within 12 months" in words(page)["Financial aid"]
    assert page.source == LeaveRule.objects.get().source

    LeaveRule.objects.update(effective_to=today - timedelta(days=1))

    page = checklist(student, today)
    assert "A long leave can count" in words(page)["Financial aid"]
    assert page.source == ""


@pytest.mark.parametrize(
    ("ends_on", "said"),
    [
        (None, "goes on during a leave"),
        (date(2026, 11, 22), "ended on Sun 22 Nov 2026"),
        (date(2026, 11, 23), "ends on Mon 23 Nov 2026, on leave or not"),
    ],
)
def test_the_students_own_permit_makes_it_concrete(student, today, ends_on, said):
    student.permit_to = ends_on

    assert said in words(checklist(student, today))["Exam permit"]


def test_the_policys_own_words_on_leave_are_said(student, today):
    leave = Leave("administrative", None, 365)
    given = situation_of(
        replace(
            QUIET,
            policy=policy(clause(leave=leave), testing_on_leave=case.TestingOnLeave.FORBIDDEN),
        ),
        REFERENCE,
    )

    assert checklist(student, today, given).policy_says == (
        "Example policy speaks of a leave after this fail: administrative, at most 365 days. "
        "Example policy does not allow sitting the exam while on leave."
    )


@pytest.mark.parametrize(
    ("leave", "said"),
    [
        (Leave("leave_of_absence", 1, 90), "leave of absence, at least 1 day, at most 90 days"),
        (Leave(""), "without a length"),
    ],
)
def test_a_leave_is_said_with_its_bounds(leave, said):
    assert say_leave(leave) == said


def test_a_policy_that_does_not_forbid_sitting_on_leave_says_so(student, today):
    assert checklist(student, today).policy_says == (
        "Example policy does not forbid sitting the exam while on leave."
    )
