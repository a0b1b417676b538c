"""What the database itself refuses, whatever the program does."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from students.actions.holds import allow_sitting
from students.models import Extension, Hold, Override, RecordChange, Student
from tests.factories import make_student

LATER = date(2027, 4, 28)


def refused(work):
    """The database refuses it: at once, or when the transaction would end."""

    def whole():
        work()
        transaction.get_connection().check_constraints()

    with pytest.raises(IntegrityError), transaction.atomic():
        whole()


def test_a_student_has_one_open_hold(hold):
    attempt = hold.student.attempts.create(sat_on=date(2026, 11, 13))
    copy = Hold.objects.get(pk=hold.pk)
    copy.pk, copy.public_id, copy.attempt = None, Hold().public_id, attempt

    refused(copy.save)
    copy.state = "superseded"
    copy.save()


@pytest.mark.parametrize(
    "change",
    [
        {"state": "released"},
        {"state": "release_proposed"},
        {"lifted_on": LATER},
        {"state": "unheard of"},
    ],
)
def test_a_hold_is_lifted_by_a_person_and_for_a_ground(hold, change):
    refused(lambda: Hold.objects.update(**change))


def test_a_hold_is_of_its_students_own_fail(hold):
    stranger = make_student(hold.student.school)

    refused(lambda: Hold.objects.update(student=stranger))


def test_a_task_is_done_by_a_person(hold, today):
    refused(lambda: hold.tasks.update(done_on=today))


@pytest.mark.parametrize(
    "change", [{"due_on": date(2027, 3, 31)}, {"reason": ""}, {"approver": ""}]
)
def test_an_extension_is_later_and_accounted_for(hold, dean, today, change):
    given = {
        "hold": hold,
        "clause": "deadlines[1]",
        "kind": "pass_by",
        "extends_on": date(2027, 3, 31),
        "due_on": LATER,
        "reason": "Illness",
        "approver": "The committee",
        "granted_on": today,
        "granted_by": dean,
    }
    Extension.objects.create(**given)

    refused(lambda: Extension.objects.create(**given | change))
    refused(lambda: Extension.objects.update(due_on=date(2028, 1, 1)))
    refused(lambda: Extension.objects.update(withdrawn_on=today))


def test_what_was_granted_is_not_edited(hold, dean, today):
    allow_sitting(hold=hold, reason="Asked", approver="Committee", by=dean, today=today)

    refused(lambda: Override.objects.update(reason="Otherwise"))


def test_the_history_is_never_edited_and_goes_only_with_the_student(held):
    refused(lambda: RecordChange.objects.update(because="Otherwise"))
    refused(RecordChange.objects.all().delete)

    held.delete()
    transaction.get_connection().check_constraints()
    assert not RecordChange.objects.exists()
    assert not Student.objects.exists()
