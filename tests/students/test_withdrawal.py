"""A sitting reported by mistake goes off the record, and all that came of it follows."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from advising.models import Role
from students.actions.attempts import amend_attempt, report_attempt, withdraw_attempt
from students.actions.extensions import grant_extension
from students.actions.holds import lift_hold, mark_task
from students.actions.retakes import record_planned_retake
from students.actions.standing import refresh_standing
from students.attempts.report import SCHOOLS_WORD
from students.gather import gather_case, result_of
from students.models import Attempt, Standing, Student
from students.rules.case import Attempt as Result
from students.rules.case import Outcome
from students.rules.flags import Flag
from tests.factories import make_school, make_student, make_user
from tests.students.held import FAIL, FIRST_PASS_BY

WHY = "I typed the day of another exam."
SECOND = Result(date(2026, 11, 2), date(2026, 11, 18), Outcome.FAIL)
PASSED = Result(date(2026, 11, 2), date(2026, 11, 18), Outcome.PASS)


@pytest.fixture
def attempt(held):
    return held.attempts.get()


def withdraw(attempt, by, today, reason=WHY):
    withdraw_attempt(attempt=attempt, reason=reason, by=by, today=today)


def standing_of(student):
    return Standing.objects.get(student=student)


def test_nothing_of_it_counts_any_more(held, attempt, today):
    assert standing_of(held).attempts_used == 1

    withdraw(attempt, held.user, today)

    assert not held.attempts.exists()
    assert gather_case(Student.objects.get(pk=held.pk), as_of=today).attempts == ()
    standing = standing_of(held)
    assert (standing.attempts_used, standing.deadline_on, standing.latest_safe) == (0, None, None)
    assert standing.hold_state == "release_proposed"
    assert standing.flags[0] == Flag.RELEASE_PROPOSED


@pytest.mark.parametrize("earlier", [0, 1])
def test_without_any_sitting_no_retake_is_planned(held, attempt, today, earlier):
    before = Result(date(2026, 1, 14), date(2026, 2, 11), Outcome.FAIL)
    for result in [before][:earlier]:
        report_attempt(student=held, result=result, by=held.user, today=today)
    record_planned_retake(
        student=held,
        today=today,
        fail_on=attempt.sat_on,
        version=1,
        state="draft",
        starts_on=today,
        exam_on=date(2027, 1, 20),
        is_feasible=True,
        short_by_days=None,
        latest_safe_on=None,
    )

    withdraw(attempt, held.user, today)

    planned = date(2027, 1, 20) if earlier else None
    assert standing_of(held).exam_on == planned


def test_its_hold_waits_for_a_person_and_asks_for_nothing(held, hold, attempt, dean, today):
    mark_task(task=hold.tasks.get(kind="meeting"), is_done=True, by=dean, today=today)

    withdraw(attempt, held.user, today)

    hold.refresh_from_db()
    assert (hold.state, hold.release_ground) == ("release_proposed", "cause_gone")
    assert [task.kind for task in hold.tasks.all()] == ["meeting"]  # what was held was held
    lift_hold(hold=hold, by=dean, today=today)
    assert standing_of(held).hold_state == ""


def test_the_history_keeps_who_and_why(held, attempt, today):
    before = held.changes.count()

    withdraw(attempt, held.user, today)

    line, *followed = held.changes.all()[before:]
    assert (line.kind, line.by, line.because) == ("sitting_withdrawn", held.user, WHY)
    assert line.changes == [{"what": "sitting", "before": "2026-10-14", "after": None}]
    assert {each.because for each in followed} == {
        "The sitting of Wed 14 Oct 2026 was withdrawn: it was reported by mistake."
    }
    kept = Attempt.everything.get(pk=attempt.pk)
    assert (kept.withdrawn_on, kept.withdrawn_by, kept.withdrawn_reason) == (today, held.user, WHY)


def test_an_earlier_fails_hold_is_in_force_again(held, hold, today):
    second = report_attempt(student=held, result=SECOND, by=held.user, today=today)
    hold.refresh_from_db()
    assert hold.state == "superseded"

    withdraw(second, held.user, today)

    hold.refresh_from_db()
    assert (hold.state, second.hold.state) == ("active", "superseded")
    assert standing_of(held).attempts_used == 1


def test_without_the_pass_the_hold_is_not_ready_to_be_lifted(held, hold, today):
    passed = report_attempt(student=held, result=PASSED, by=held.user, today=today)

    withdraw(passed, held.user, today)

    hold.refresh_from_db()
    assert (hold.state, hold.release_ground) == ("active", "")
    assert Flag.PASSED not in standing_of(held).flags


def test_an_extension_of_a_withdrawn_fail_moves_no_day(held, hold, attempt, dean, today):
    grant_extension(
        hold=hold,
        clause=FIRST_PASS_BY,
        due_on=date(2027, 4, 28),
        seen_on=date(2027, 3, 31),
        reason="Illness",
        approver="The committee",
        by=dean,
        today=today,
    )

    withdraw(attempt, dean, today)

    assert gather_case(Student.objects.get(pk=held.pk), as_of=today).extensions == ()


def test_the_same_day_can_be_reported_anew(held, hold, attempt, today):
    withdraw(attempt, held.user, today)

    again = report_attempt(student=held, result=FAIL, by=held.user, today=today)

    hold.refresh_from_db()
    assert (hold.state, again.hold.state) == ("superseded", "active")
    assert standing_of(held).attempts_used == 1


def test_a_double_click_withdraws_once(held, attempt, today):
    withdraw(attempt, held.user, today)
    lines = held.changes.count()

    withdraw(attempt, held.user, today, reason="Again")

    assert held.changes.count() == lines
    assert Attempt.everything.get(pk=attempt.pk).withdrawn_reason == WHY


def test_it_takes_a_reason(held, attempt, today):
    with pytest.raises(ValidationError) as refusal:
        withdraw(attempt, held.user, today, reason="  ")

    assert refusal.value.message_dict == {
        "reason": ["Say what was wrong with it. It stays in the history."]
    }
    assert held.attempts.exists()


def test_what_was_withdrawn_cannot_be_put_right(held, attempt, today):
    withdraw(attempt, held.user, today)

    with pytest.raises(ValidationError, match="withdrawn meanwhile"):
        amend_attempt(attempt=attempt, result=SECOND, by=held.user, today=today)


def test_a_student_leaves_alone_what_the_school_put_right(held, attempt, dean, today):
    right = Result(date(2026, 10, 15), FAIL.reported_on, Outcome.FAIL)
    amend_attempt(attempt=attempt, result=right, by=dean, today=today)

    with pytest.raises(PermissionDenied):
        withdraw(attempt, held.user, today)

    withdraw(attempt, dean, today)
    assert not held.attempts.exists()


def test_a_word_changed_in_the_schools_report_does_not_make_it_the_students(
    held, attempt, dean, today
):
    right = Result(date(2026, 10, 15), FAIL.reported_on, Outcome.FAIL)
    amend_attempt(attempt=attempt, result=right, by=dean, today=today)
    scored = replace(right, three_digit=185)

    amend_attempt(attempt=attempt, result=scored, by=held.user, today=today)

    assert held.attempts.get().three_digit == 185
    with pytest.raises(PermissionDenied):
        withdraw(attempt, held.user, today)
    assert held.attempts.get().reported_by == dean


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"outcome": Outcome.PASS, "points_below": None}, {"outcome"}),
        ({"sat_on": date(2026, 10, 16)}, {"sat_on"}),
        ({"reported_on": date(2026, 11, 12)}, {"reported_on"}),
    ],
)
def test_a_student_does_not_change_what_dates_rest_on_in_the_schools_report(
    held, attempt, dean, today, changed, fields
):
    right = Result(date(2026, 10, 15), FAIL.reported_on, Outcome.FAIL)
    amend_attempt(attempt=attempt, result=right, by=dean, today=today)

    with pytest.raises(ValidationError) as refused:
        amend_attempt(attempt=attempt, result=replace(right, **changed), by=held.user, today=today)

    assert {
        name: errors[0] for name, errors in refused.value.message_dict.items()
    } == dict.fromkeys(fields, SCHOOLS_WORD)
    assert result_of(held.attempts.get()) == right


def test_a_student_adds_the_result_of_a_sitting_the_school_knew_of(held, attempt, dean, today):
    pending = Result(date(2026, 10, 15), None, None)
    amend_attempt(attempt=attempt, result=pending, by=dean, today=today)
    told = replace(pending, reported_on=date(2026, 11, 20), outcome=Outcome.PASS)

    amend_attempt(attempt=attempt, result=told, by=held.user, today=today)

    assert held.attempts.get().outcome == "pass"


def test_the_advisor_may_and_strangers_may_not(held, attempt, advisor, school, today):
    elsewhere = make_school()
    strangers = [
        make_user(Role.ADVISOR, school),
        make_user(Role.COMMITTEE, school),
        make_user(Role.DEAN, elsewhere),
        make_student(school).user,
    ]
    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            withdraw(attempt, stranger, today)

    withdraw(attempt, advisor, today)

    assert not held.attempts.exists()


def test_the_standing_is_what_the_rules_say_from_scratch(held, attempt, today):
    withdraw(attempt, held.user, today)
    kept = Standing.objects.filter(student=held).values().get()

    refresh_standing(held, today=today)

    fresh = Standing.objects.filter(student=held).values().get()
    assert kept | {"computed_at": 0} == fresh | {"computed_at": 0}


def test_the_database_wants_who_and_why(attempt, today):
    with pytest.raises(IntegrityError, match="accounted_for"), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(withdrawn_on=today)


def test_a_student_withdraws_it_on_a_page_of_its_own(morning, client, held, attempt):
    client.force_login(held.user)
    address = reverse("students:attempt-withdraw", args=[attempt.public_id])
    edit = client.get(reverse("students:attempt-edit", args=[attempt.public_id]))
    assert address in edit.content.decode()
    assert held.attempts.exists()

    refused = client.post(address, {"reason": ""})
    done = client.post(address, {"reason": WHY}, follow=True)

    assert refused.context["form"].errors == {
        "reason": ["Say what was wrong with it. It stays in the history."]
    }
    assert done.redirect_chain == [("/start/", 302)]
    assert "The sitting is withdrawn" in done.content.decode()
    again = client.post(address, {"reason": "Again"}, follow=True)
    assert again.redirect_chain == [("/start/", 302)]
    assert "That sitting is withdrawn already." in again.content.decode()
    assert "What you typed was not kept: “Again”" in again.content.decode()
    twice = client.post(address, {"reason": WHY}, follow=True)
    assert "What you typed was not kept" not in twice.content.decode()
    assert Attempt.everything.get(pk=attempt.pk).withdrawn_reason == WHY
    history = client.get("/dates/").content.decode()
    assert "The sitting of Wed 14 Oct 2026 does not count any more" in history


def test_a_student_is_told_who_withdraws_what_the_school_reported(
    morning, client, school, policy, dean, today
):
    student = make_student(school, policy_code=school.code)
    attempt = report_attempt(student=student, result=FAIL, by=dean, today=today)
    client.force_login(student.user)
    address = reverse("students:attempt-withdraw", args=[attempt.public_id])

    shown = client.get(address).content.decode()

    assert "your dean or your advisor withdraws it" in shown
    assert "What was wrong with it?" not in shown
    assert client.post(address, {"reason": WHY}).status_code == 403


@pytest.mark.parametrize("who", ["dean", "advisor"])
def test_the_school_withdraws_it_from_the_file(morning, client, held, attempt, who, request):
    client.force_login(request.getfixturevalue(who))
    address = f"/caseload/{held.public_id}/attempts/{attempt.public_id}/withdraw/"
    assert address in client.get(f"/caseload/{held.public_id}/dates/").content.decode()

    done = client.post(address, {"reason": WHY}, follow=True)

    assert done.redirect_chain == [(f"/caseload/{held.public_id}/dates/", 302)]
    assert WHY in done.content.decode()
    assert not held.attempts.exists()
    again = client.get(address, follow=True)
    assert again.redirect_chain == [(f"/caseload/{held.public_id}/dates/", 302)]
    assert "That sitting is withdrawn already." in again.content.decode()
    other = client.post(address, {"reason": "Mine too."}, follow=True)
    assert "What you typed was not kept: “Mine too.”" in other.content.decode()


def test_another_advisors_sitting_does_not_exist(morning, client, held, attempt, school):
    client.force_login(make_user(Role.ADVISOR, school))

    address = f"/caseload/{held.public_id}/attempts/{attempt.public_id}/withdraw/"

    assert client.get(address).status_code == 404
