"""A hold ends when a named person lifts it, once, and the history keeps all of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from advising.models import Role
from students.actions.attempts import amend_attempt, report_attempt
from students.actions.holds import allow_sitting, lift_hold, mark_task, take_back
from students.actions.standing import refresh_standing
from students.models import Hold, Policy
from students.rules.case import Attempt, Outcome
from students.rules.flags import Flag
from tests.factories import make_school, make_student, make_user
from tests.students.held import FAIL, clause, write_policy

PASSED = Attempt(date(2026, 11, 1), date(2026, 11, 20), Outcome.PASS)
SITTING = Attempt(date(2026, 11, 20))
WHY = {"reason": "The committee met.", "approver": "Promotions Committee"}


@pytest.fixture
def passed(held, today):
    report_attempt(student=held, result=PASSED, by=held.user, today=today)
    return held


def test_a_reported_pass_proposes_the_release_and_does_not_lift(passed, today):
    hold = passed.holds.get()

    assert (hold.state, hold.release_ground, hold.proposed_on) == (
        "release_proposed",
        "passed",
        today,
    )
    assert passed.standing.flags == [Flag.RELEASE_PROPOSED, Flag.PASSED]
    assert [line.kind for line in passed.changes.all()] == [
        "hold_begun",
        *("release_proposed", "dates_changed"),
    ]
    assert passed.changes.last().changes[0]["after"] is None


def test_a_dean_lifts_it_and_is_named(passed, dean, today):
    lift_hold(hold=passed.holds.get(), by=dean, today=today)

    hold = passed.holds.get()
    assert (hold.state, hold.lifted_by, hold.lifted_on) == ("released", dean, today)
    line = passed.changes.last()
    assert (line.kind, line.by, line.because) == ("released", dean, "A pass is on record.")
    passed.standing.refresh_from_db()
    assert (passed.standing.flags, passed.standing.hold_starts_on) == ([Flag.PASSED], None)
    assert not passed.dates.exists()


def test_a_double_click_lifts_once_and_a_second_dean_is_told(passed, dean, other_dean, today):
    hold = passed.holds.get()
    lift_hold(hold=hold, by=dean, today=today)
    lines = passed.changes.count()

    lift_hold(hold=hold, by=dean, today=today)
    with pytest.raises(ValidationError, match=r"Dean of this school lifted this hold on Mon 23"):
        lift_hold(hold=hold, by=other_dean, today=today)

    assert passed.changes.count() == lines


def test_a_pass_put_right_takes_the_proposal_back(passed, today):
    attempt = passed.attempts.last()

    failed = replace(PASSED, outcome=Outcome.INCOMPLETE)
    amend_attempt(attempt=attempt, result=failed, by=passed.user, today=today)

    hold = passed.holds.get()
    assert (hold.state, hold.release_ground, hold.proposed_on) == ("active", "", None)
    assert "proposal_withdrawn" in [line.kind for line in passed.changes.all()]


def test_a_lifted_hold_stays_lifted_whatever_the_record_says_next(passed, dean, today):
    lift_hold(hold=passed.holds.get(), by=dean, today=today)

    pending = replace(PASSED, outcome=None, reported_on=None)
    amend_attempt(attempt=passed.attempts.last(), result=pending, by=passed.user, today=today)

    assert passed.holds.get().state == "released"


@pytest.mark.parametrize(
    ("sitting", "state"),
    [(SITTING, "release_proposed"), (replace(SITTING, outcome=Outcome.INCOMPLETE), "active")],
)
def test_where_the_policy_says_so_sitting_again_proposes_the_release(school, today, sitting, state):
    write_policy(school, clause(resume_on="sat"))
    student = make_student(school, policy_code=school.code)
    report_attempt(student=student, result=FAIL, by=student.user, today=today)

    report_attempt(student=student, result=sitting, by=student.user, today=today)

    assert student.holds.get().state == state


def test_a_fail_that_was_none_asks_a_person_to_lift_its_hold(held, today):
    none = replace(FAIL, outcome=Outcome.INCOMPLETE)

    amend_attempt(attempt=held.attempts.get(), result=none, by=held.user, today=today)

    assert held.holds.get().release_ground == "cause_gone"


def test_a_policy_that_is_over_asks_a_person_to_lift_the_hold(held, today):
    Policy.objects.update(effective_to=date(2026, 1, 1))

    refresh_standing(held, today=today)

    assert held.holds.get().release_ground == "not_asked"


def test_lifting_early_is_accounted_for(hold, dean, today):
    with pytest.raises(ValidationError) as refused:
        lift_hold(hold=hold, by=dean, today=today)
    assert set(refused.value.message_dict) == {"reason", "approver"}

    lift_hold(hold=hold, by=dean, today=today, **WHY)

    override = Hold.objects.get().overrides.get()
    assert (override.kind, override.granted_by, override.reason) == (
        "lift_early",
        dean,
        "The committee met.",
    )
    line = hold.student.changes.get(kind="overridden")
    assert (line.because, line.approver) == ("The committee met.", "Promotions Committee")
    assert hold.student.standing.hold_starts_on is None
    assert hold.student.dates.filter(kind="pass_by", is_open=True).exists()


def test_lifting_again_for_another_reason_is_refused(hold, dean, today):
    lift_hold(hold=hold, by=dean, today=today, **WHY)
    lines = hold.student.changes.count()

    lift_hold(hold=hold, by=dean, today=today, **WHY)
    with pytest.raises(ValidationError) as refused:
        lift_hold(hold=hold, by=dean, today=today, **WHY | {"reason": "A new reason."})

    assert refused.value.messages == [
        "Dean of this school lifted this hold on Mon 23 Nov 2026. Nothing was changed."
    ]
    assert hold.student.changes.count() == lines
    assert hold.overrides.get().reason == "The committee met."


def test_a_reason_typed_before_a_ground_came_is_kept(passed, dean, today):
    hold = passed.holds.get()
    lift_hold(hold=hold, by=dean, today=today, **WHY)
    lift_hold(hold=hold, by=dean, today=today, **WHY)

    line = passed.changes.get(kind="released")
    assert (line.because, line.approver) == ("The committee met.", "Promotions Committee")


def test_taking_back_again_for_another_reason_is_refused(hold, dean, today):
    lift_hold(hold=hold, by=dean, today=today, **WHY)
    lift = hold.overrides.get()
    take_back(act=lift, reason="Too soon.", by=dean, today=today)

    with pytest.raises(ValidationError, match=r"took this back\. Nothing was changed"):
        take_back(act=lift, reason="A new reason.", by=dean, today=today)

    lift.refresh_from_db()
    assert lift.withdrawn_reason == "Too soon."


def test_only_a_dean_who_may_open_the_record_acts_on_a_hold(hold, advisor, today):
    elsewhere = make_user(Role.DEAN, make_school())
    staff = make_user(Role.STAFF, hold.student.school)
    for person in (advisor, elsewhere, staff, hold.student.user):
        for act in (lift_hold, allow_sitting):
            with pytest.raises(PermissionDenied):
                act(hold=hold, by=person, today=today, **WHY)

    assert Hold.objects.get().state == "active"


def test_a_replaced_hold_is_not_lifted(held, dean, today):
    first = held.holds.get()
    again = Attempt(date(2026, 11, 13), date(2026, 11, 20), Outcome.FAIL)
    report_attempt(student=held, result=again, by=held.user, today=today)

    with pytest.raises(ValidationError, match="Another fail has a hold of its own now"):
        lift_hold(hold=first, by=dean, today=today, **WHY)


def test_sitting_before_the_gate_is_allowed_once_and_can_be_taken_back(
    hold, dean, other_dean, today
):
    override = allow_sitting(hold=hold, by=dean, today=today, **WHY)
    assert allow_sitting(hold=hold, by=dean, today=today, **WHY) == override
    for by, words in ((other_dean, WHY), (dean, WHY | {"reason": "A new reason."})):
        with pytest.raises(ValidationError, match="Dean of this school allowed this on Mon 23 Nov"):
            allow_sitting(hold=hold, by=by, today=today, **words)

    take_back(act=override, reason="The score fell.", by=dean, today=today)
    take_back(act=override, reason="The score fell.", by=dean, today=today)
    with pytest.raises(ValidationError, match="Dean of this school took this back"):
        take_back(act=override, reason="Mine too.", by=other_dean, today=today)

    assert [line.kind for line in hold.student.changes.all()] == [
        "hold_begun",
        *("allowed", "allowance_withdrawn"),
    ]


def test_an_early_lift_is_taken_back_once_and_the_hold_is_in_force_again(
    hold, dean, other_dean, today
):
    days = list(hold.student.dates.values_list("kind", "due_on", "is_open"))
    lift_hold(hold=hold, by=dean, today=today, **WHY)
    lift = hold.overrides.get()

    with pytest.raises(ValidationError, match="Say why"):
        take_back(act=lift, reason=" ", by=dean, today=today)
    take_back(act=lift, reason="The wrong student.", by=dean, today=today)
    take_back(act=lift, reason="The wrong student.", by=dean, today=today)
    with pytest.raises(ValidationError, match="Dean of this school took this back"):
        take_back(act=lift, reason="Mine too.", by=other_dean, today=today)

    again = Hold.objects.get()
    assert (again.state, again.lifted_by, again.lifted_on) == ("active", None, None)
    assert again.student.standing.hold_starts_on == again.starts_on
    assert list(again.student.dates.values_list("kind", "due_on", "is_open")) == days
    lines = again.student.changes.values_list("kind", "by", "because")
    assert list(lines)[1:] == [
        ("overridden", dean.pk, "The committee met."),
        ("lift_withdrawn", dean.pk, "The wrong student."),
    ]


def test_a_hold_in_force_again_can_be_lifted_early_again(hold, dean, today):
    lift_hold(hold=hold, by=dean, today=today, **WHY)
    take_back(act=hold.overrides.get(), reason="Too soon.", by=dean, today=today)

    lift_hold(hold=hold, by=dean, today=today, **WHY)

    assert Hold.objects.get().state == "overridden"
    assert hold.overrides.filter(withdrawn_on=None).count() == 1


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Outcome.PASS, "A pass is on record, so the hold stays lifted"),
        (Outcome.FAIL, "Another fail has a hold of its own now"),
    ],
)
def test_an_early_lift_stays_once_another_result_is_there(hold, dean, today, outcome, told):
    lift_hold(hold=hold, by=dean, today=today, **WHY)
    result = Attempt(date(2026, 11, 13), date(2026, 11, 20), outcome)
    report_attempt(student=hold.student, result=result, by=dean, today=today)
    lift = hold.overrides.get()

    with pytest.raises(ValidationError, match=told):
        take_back(act=lift, reason="By mistake.", by=dean, today=today)

    lift.refresh_from_db()
    hold.refresh_from_db()
    assert (hold.state, lift.withdrawn_on) == ("overridden", None)


def test_what_the_rules_say_today_is_asked_of_a_hold_in_force_again(school, dean, today):
    write_policy(school, clause(resume_on="sat"))
    student = make_student(school, policy_code=school.code)
    report_attempt(student=student, result=FAIL, by=student.user, today=today)
    lift_hold(hold=student.holds.get(), by=dean, today=today, **WHY)
    report_attempt(student=student, result=SITTING, by=student.user, today=today)

    take_back(act=student.holds.get().overrides.get(), reason="Too soon.", by=dean, today=today)

    assert student.holds.get().state == "release_proposed"


def test_a_meeting_is_ticked_by_whoever_advises_and_unticked(hold, advisor, dean, today):
    task = hold.tasks.get(kind="meeting")

    mark_task(task=task, is_done=True, by=advisor, today=today)
    mark_task(task=task, is_done=True, by=dean, today=today)
    task.refresh_from_db()
    assert (task.done_by, task.done_on) == (advisor, today)

    mark_task(task=task, is_done=False, by=dean, today=today)
    task.refresh_from_db()
    assert (task.done_by, task.done_on) == (None, None)
    assert [line.kind for line in hold.student.changes.all()] == [
        "hold_begun",
        *("task_done", "task_reopened"),
    ]


def test_what_is_asked_no_more_cannot_be_ticked(hold, dean, today):
    task = hold.tasks.get(kind="meeting")
    hold.tasks.all().delete()

    with pytest.raises(ValidationError, match="does not ask for this any more"):
        mark_task(task=task, is_done=True, by=dean, today=today)
