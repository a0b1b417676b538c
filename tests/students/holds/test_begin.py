"""A reported fail begins a hold; a changed fact brings it in line and says so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from students.actions.attempts import amend_attempt, report_attempt
from students.actions.history import Because
from students.actions.standing import refresh_standing, refresh_standings
from students.models import FailClause, Hold, PolicyDeadline, RecordChange, StandingDate, Student
from students.rules.case import Attempt, Outcome
from tests.factories import make_student, student_of_case
from tests.students.held import FAIL, FIRST_PASS_BY, clause, write_policy

SECOND = Attempt(date(2026, 11, 13), date(2026, 11, 20), Outcome.FAIL)


def days(student):
    return {row.kind: row.due_on for row in StandingDate.objects.filter(student=student)}


def history(student):
    return [line.kind for line in student.changes.all()]


def test_a_reported_fail_begins_hold_dates_and_tasks_at_once(held):
    hold = held.holds.get()

    assert (hold.state, hold.starts_on, hold.resume_on) == ("active", date(2026, 11, 11), "pass")
    assert (hold.clause, hold.policy_name) == ("on_fail[1]", "Example policy")
    assert hold.attempt == held.attempts.get()
    assert days(held) == {
        "pass_by": date(2027, 3, 31),
        "latest_safe": date(2027, 2, 3),
        "hold_starts": date(2026, 11, 11),
    }
    assert [(task.kind, task.name) for task in hold.tasks.all()] == [
        ("meeting", "Dean of Students"),
        ("document", "remediation plan"),
    ]


def test_the_history_begins_with_what_the_student_reported(held):
    (line,) = held.changes.all()

    assert (line.kind, line.by, line.hold) == ("hold_begun", held.user, held.holds.get())
    assert line.because == (
        "The sitting of Wed 14 Oct 2026 was reported as not passed, the result of Wed 11 Nov 2026."
    )
    assert line.changes == [
        {"what": "pass_by", "before": None, "after": "2027-03-31", "clause": FIRST_PASS_BY},
        {"what": "latest_safe", "before": None, "after": "2027-02-03", "clause": ""},
    ]


def test_reporting_twice_begins_one_hold(held, today):
    report_attempt(student=held, result=FAIL, by=held.user, today=today)

    assert held.holds.count() == held.changes.count() == 1


def test_a_day_put_right_moves_the_dates_and_the_history_says_why(held, today):
    later = replace(FAIL, reported_on=date(2026, 11, 18))

    amend_attempt(attempt=held.attempts.get(), result=later, by=held.user, today=today)

    line = held.changes.last()
    assert (line.kind, line.by) == ("dates_changed", held.user)
    assert line.because == (
        "The report of the sitting of Wed 14 Oct 2026 was put right: "
        "its result came Wed 18 Nov 2026."
    )
    assert line.changes == [
        {"what": "starts_on", "before": "2026-11-11", "after": "2026-11-18"},
        {
            "what": "pass_by",
            "before": "2027-03-31",
            "after": "2027-04-07",
            "clause": FIRST_PASS_BY,
        },
        {"what": "latest_safe", "before": "2027-02-03", "after": "2027-02-10", "clause": ""},
    ]
    assert days(held)["hold_starts"] == date(2026, 11, 18)


def test_an_edited_policy_moves_the_dates_of_everybody_under_it(held, policy, dean, today):
    PolicyDeadline.objects.filter(policy=policy).update(n=24)
    because = Because("The policy was edited.", dean)

    refresh_standings(Student.objects.all(), today=today, because=because)

    line = held.changes.last()
    assert (line.because, line.by) == ("The policy was edited.", dean)
    assert [move["after"] for move in line.changes] == ["2027-04-28", "2027-03-03"]


def test_a_policy_that_asks_for_other_things_changes_the_tasks_that_are_not_done(
    held, policy, dean, today
):
    hold = held.holds.get()
    hold.tasks.filter(kind="meeting").update(done_on=today, done_by=dean)
    FailClause.objects.filter(policy=policy).update(meetings=["Learning specialist"], documents=[])

    refresh_standing(held, today=today)

    assert [task.name for task in hold.tasks.all()] == ["Dean of Students", "Learning specialist"]
    assert held.changes.last().changes == [
        {"what": "meeting", "before": None, "after": "Learning specialist"},
        {"what": "document", "before": "remediation plan", "after": None},
    ]


@pytest.mark.parametrize(
    ("documents", "asked"),
    [
        ([], ["Dean of Students"]),
        (["remediation plan", "essay"], ["Dean of Students", "remediation plan", "essay"]),
    ],
    ids=["one less", "one more"],
)
def test_the_tasks_follow_where_nothing_else_of_the_hold_changed(
    held, policy, today, documents, asked
):
    before = Hold.objects.values().get()
    FailClause.objects.filter(policy=policy).update(documents=documents)

    refresh_standing(held, today=today)

    assert Hold.objects.values().get() == before
    assert [task.name for task in held.holds.get().tasks.all()] == asked


def test_a_day_to_meet_by_asks_for_a_meeting_even_if_none_is_named(school, today):
    meet = {"kind": "meet_by", "shape": "days_after", "event": "reported", "n": 10}
    write_policy(school, clause(meetings=[], documents=[], deadlines=[meet]))
    student = make_student(school, policy_code=school.code)

    report_attempt(student=student, result=FAIL, by=student.user, today=today)

    (task,) = student.holds.get().tasks.all()
    assert (task.kind, task.name) == ("meeting", "The meeting the policy asks for")


def test_another_fail_has_its_own_hold_and_the_first_comes_back_if_it_was_none(held, today):
    first = held.holds.get()

    attempt = report_attempt(student=held, result=SECOND, by=held.user, today=today)
    second = held.holds.open().get()
    assert (second.attempt, Hold.objects.get(pk=first.pk).state) == (attempt, "superseded")

    incomplete = replace(SECOND, outcome=Outcome.INCOMPLETE, reported_on=None)
    amend_attempt(attempt=attempt, result=incomplete, by=held.user, today=today)

    assert held.holds.open().get() == first
    assert history(held) == [
        "hold_begun",
        *("hold_begun", "hold_superseded"),
        *("hold_reopened", "hold_superseded"),
    ]


def test_nothing_changed_is_not_written_down(held, today):
    refresh_standing(held, today=today + timedelta(days=1))

    assert history(held) == ["hold_begun"]


def test_without_a_policy_there_is_no_hold(failed_student):
    assert not failed_student.holds.exists()
    assert not failed_student.changes.exists()


def test_an_imported_case_has_its_hold(school, policy):
    student = student_of_case(school, policy=school.code)

    assert student.holds.get().state == "active"
    assert student.changes.get().because == "The case was imported."


def test_holds_are_begun_at_the_same_cost_for_any_number(school, policy, today):
    def cost_of(students):
        made = [make_student(school, policy_code=school.code) for _ in range(students)]
        for student in made:
            student.attempts.create(
                sat_on=FAIL.sat_on, reported_on=FAIL.reported_on, outcome=FAIL.outcome
            )
        with CaptureQueriesContext(connection) as queries:
            refresh_standings(Student.objects.filter(pk__in=[s.pk for s in made]), today=today)
        assert Hold.objects.filter(student__in=made).count() == students
        assert RecordChange.objects.filter(student__in=made).count() == students
        return len(queries)

    cost_of(1)  # reads the reference data, which stays read

    assert cost_of(1) == cost_of(3)
