"""The cached row: equal to the rules after every write, at a cost that no number changes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advising.models import Role
from students.actions.history import Because
from students.actions.standing import (
    flag_limits,
    refresh_standing,
    refresh_standings,
    refreshed_together,
)
from students.models import (
    Attempt,
    FlagLimit,
    Intake,
    IntakeVersion,
    PlannedRetake,
    Standing,
    Student,
)
from students.rules.flags import Flag, Limit
from tests.factories import TODAY, make_school, make_student, make_user, student_of_case

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)


@pytest.fixture
def failed_student(school, advisor):
    """One made for the test: many here look at all students there are."""
    return student_of_case(school, advisor=advisor)


def started_on(student, days_ago):
    Intake.objects.create(student=student)
    Intake.objects.filter(student=student).update(
        started_at=NOON - timedelta(days=days_ago), saved_at=NOON - timedelta(days=days_ago)
    )


def refreshed(student, on):
    refresh_standing(student, today=on)
    return Standing.objects.get(student=student)


def test_every_limit_of_a_rule_is_shipped(db):
    assert flag_limits(on=TODAY).keys() == set(Limit)


def test_a_limit_that_is_over_switches_its_rule_off(student, today):
    Student.objects.filter(pk=student.pk).update(created_at=NOON - timedelta(days=30))
    assert refreshed(student, today).flags == [Flag.INTAKE_NOT_STARTED]

    FlagLimit.objects.filter(code=Limit.INTAKE_NOT_STARTED_DAYS).update(
        effective_to=today - timedelta(days=1)
    )

    assert refreshed(student, today).flags == []


def test_a_case_becomes_its_row(failed_student):
    row = Standing.objects.get(student=failed_student)

    assert row.school == failed_student.school
    assert (row.scenario, row.score, row.distance, row.trend) == ("at_risk", 55, 11, [55])
    assert (row.attempts_used, row.attempts_left) == (1, 3)
    assert (row.deadline_kind, row.hold_resumes_on) == ("", "")
    assert row.flags == [Flag.BELOW_BAND, Flag.DATES_UNKNOWN]
    assert row.reasons[0]["score_on"] == "2026-11-20"


def test_a_refresh_replaces_the_row(failed_student, today):
    Attempt.objects.create(student=failed_student, sat_on=today, reported_on=today, outcome="pass")

    row = refreshed(failed_student, today)

    assert Standing.objects.get() == row
    assert (row.flags, row.urgency) == ([Flag.PASSED], 0)


@pytest.fixture
def passed_unseen(failed_student, today):
    """A student whose pass is on record, with the standing from before it."""
    Attempt.objects.create(student=failed_student, sat_on=today, reported_on=today, outcome="pass")
    return failed_student


def is_seen_to_have_passed(student):
    return Flag.PASSED in Standing.objects.get(student=student).flags


def test_refreshes_without_a_reason_wait_for_the_end_of_their_block(passed_unseen, today):
    with refreshed_together(today=today):
        for days in (2, 1):
            refresh_standing(passed_unseen, today=today - timedelta(days=days))
        assert not is_seen_to_have_passed(passed_unseen)

    assert is_seen_to_have_passed(passed_unseen)
    assert Standing.objects.get(student=passed_unseen).as_of == today


def test_what_has_a_reason_does_not_wait(passed_unseen, today):
    with refreshed_together(today=today):
        refresh_standing(passed_unseen, today=today, because=Because("The pass was reported."))
        assert is_seen_to_have_passed(passed_unseen)


def begin_and_fail(student, today):
    with refreshed_together(today=today):
        refresh_standing(student, today=today)
        raise ValueError("made up")


def test_a_block_that_failed_leaves_nothing_waiting(passed_unseen, today):
    with pytest.raises(ValueError, match="made up"):
        begin_and_fail(passed_unseen, today)

    assert not is_seen_to_have_passed(passed_unseen)
    refresh_standing(passed_unseen, today=today)
    assert is_seen_to_have_passed(passed_unseen)


def test_the_plan_and_the_intake_are_part_of_the_picture(failed_student, today):
    started_on(failed_student, 9)
    PlannedRetake.objects.create(
        student=failed_student,
        fail=failed_student.attempts.get(),
        version=1,
        state=PlannedRetake.State.PROPOSED,
        starts_on=today,
        exam_on=today + timedelta(days=60),
        is_feasible=False,
        short_by_days=11,
    )

    row = refreshed(failed_student, today)

    assert row.exam_on == today + timedelta(days=60)
    assert {Flag.PLAN_INFEASIBLE, Flag.INTAKE_UNFINISHED, Flag.PLAN_PROPOSED} < set(row.flags)
    assert {"flag": "plan_infeasible", "exam_on": "2027-01-22", "short": 11, "clause": None} in (
        row.reasons
    )


def test_a_submitted_intake_asks_for_a_plan_after_its_days(failed_student, today):
    started_on(failed_student, 9)
    version = IntakeVersion.objects.create(student=failed_student, number=1, answers={})
    submitted_on = timezone.localdate(version.submitted_at)

    row = refreshed(failed_student, submitted_on + timedelta(days=7))

    assert Flag.NO_PLAN in row.flags
    assert Flag.INTAKE_UNFINISHED not in row.flags


@pytest.mark.parametrize("students", [1, 4])
@pytest.mark.parametrize("policy", [None, {"max_attempts": 3}], ids=["no policy", "own policy"])
def test_a_refresh_costs_the_same_queries_for_any_number(school, today, policy, students):
    for _ in range(students):
        student_of_case(school, policy=policy)

    with CaptureQueriesContext(connection) as queries:
        refreshed = refresh_standings(Student.objects.all(), today=today)

    assert refreshed == students
    assert len(queries) == cost_of_one(school, today, policy)


def cost_of_one(school, today, policy):
    one = student_of_case(school, policy=policy)
    with CaptureQueriesContext(connection) as queries:
        refresh_standings(Student.objects.filter(pk=one.pk), today=today)
    return len(queries)


def test_nobody_to_refresh_is_fine(db, today):
    assert refresh_standings(Student.objects.none(), today=today) == 0


def test_the_nightly_command_refreshes_one_school_or_all(school, student, capsys):
    elsewhere = make_student(make_school("elsewhere"))

    call_command("refresh_standings", school=school.code)
    assert list(Standing.objects.values_list("student", flat=True)) == [student.pk]

    call_command("refresh_standings")
    assert set(Standing.objects.values_list("student", flat=True)) == {student.pk, elsewhere.pk}
    assert capsys.readouterr().out == "1 standings refreshed.\n2 standings refreshed.\n"


def test_the_nightly_command_knows_its_schools(db):
    with pytest.raises(CommandError, match=r"There is no school nowhere\."):
        call_command("refresh_standings", school="nowhere")


@pytest.mark.parametrize("role", list(Role))
def test_a_standing_is_visible_to_whom_its_student_is(school, advisor, role):
    elsewhere = make_school()
    for place in (school, elsewhere):
        student_of_case(place)
    mine = student_of_case(school, advisor=advisor)
    user = {Role.ADVISOR: advisor, Role.STUDENT: mine.user}.get(role) or make_user(role, school)

    seen = Standing.objects.visible_to(user).values_list("student", flat=True)

    assert set(seen) == set(Student.objects.visible_to(user).values_list("pk", flat=True))
