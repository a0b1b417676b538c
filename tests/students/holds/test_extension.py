"""An extension is a dean's act; rules, plan and case file follow it."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from students.actions.extensions import grant_extension
from students.actions.holds import take_back
from students.gather import gather_case
from students.gather_policies import gather_reference
from students.models import Extension, PolicyDeadline
from students.rules.conclude import conclude_rules
from tests.students.held import FIRST_PASS_BY

PASS_BY, EXTENDED = date(2027, 3, 31), date(2027, 4, 28)


def grant(hold, by, today, **changes):
    given = {
        "clause": FIRST_PASS_BY,
        "due_on": EXTENDED,
        "seen_on": PASS_BY,
        "reason": "A death in the family.",
        "approver": "Promotions Committee",
    } | changes
    return grant_extension(hold=hold, by=by, today=today, **given)


def pass_by(student, today):
    case = gather_case(student, as_of=today)
    return conclude_rules(case, gather_reference()).deadlines[0].due_on


def test_every_date_follows_an_extension(hold, dean, today):
    extension = grant(hold, dean, today)

    student = hold.student
    assert (extension.extends_on, extension.granted_by) == (PASS_BY, dean)
    assert pass_by(student, today) == EXTENDED
    assert student.standing.latest_safe == date(2027, 3, 3)
    assert student.dates.get(kind="pass_by").due_on == EXTENDED


def test_the_history_keeps_the_act_and_what_followed(hold, dean, today):
    grant(hold, dean, today)

    act, moved = hold.student.changes.all()[1:]
    assert (act.kind, act.by, act.because, act.approver) == (
        "extended",
        dean,
        "A death in the family.",
        "Promotions Committee",
    )
    assert act.changes == [
        {
            "what": "pass_by",
            "before": "2027-03-31",
            "after": "2027-04-28",
            "clause": FIRST_PASS_BY,
        }
    ]
    assert (moved.kind, moved.because) == (
        "dates_changed",
        "Dean of this school: extension granted.",
    )
    assert [move["what"] for move in moved.changes] == ["pass_by", "latest_safe"]


def test_granting_twice_is_granting_once(hold, dean, today):
    assert grant(hold, dean, today) == grant(hold, dean, today)
    assert Extension.objects.count() == 1


def test_a_second_dean_is_told_that_the_day_moved(hold, dean, other_dean, today):
    grant(hold, dean, today)

    with pytest.raises(ValidationError, match="Meanwhile the deadline moved to Wed 28 Apr 2027"):
        grant(hold, other_dean, today, due_on=date(2027, 5, 5))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"due_on": PASS_BY}, "Give a day after Wed 31 Mar 2027"),
        ({"due_on": date(2026, 1, 1)}, "Give a day after Wed 31 Mar 2027"),
        ({"due_on": date(2033, 1, 1)}, "over 5 years later: check the year"),
        ({"reason": " "}, "Say why"),
        ({"approver": ""}, "Name the person or committee"),
        ({"clause": "deadlines[1]"}, "does not set this deadline any more"),
    ],
)
def test_what_is_not_an_extension_is_refused(hold, dean, today, changes, words):
    with pytest.raises(ValidationError, match=words):
        grant(hold, dean, today, **changes)

    assert not Extension.objects.exists()


def test_a_deadline_without_a_day_is_not_extended(hold, dean, today):
    PolicyDeadline.objects.update(event="matriculated")

    with pytest.raises(ValidationError, match="has no day yet"):
        grant(hold, dean, today, seen_on=None)


def test_an_advisor_does_not_extend(hold, advisor, today):
    with pytest.raises(PermissionDenied):
        grant(hold, advisor, today)


def test_an_extension_taken_back_gives_the_policys_day_again(hold, dean, today):
    extension = grant(hold, dean, today)

    with pytest.raises(ValidationError, match="Say why"):
        take_back(act=extension, reason="", by=dean, today=today)
    take_back(act=extension, reason="Granted by mistake.", by=dean, today=today)

    assert pass_by(hold.student, today) == PASS_BY
    assert hold.student.changes.get(kind="extension_withdrawn").because == "Granted by mistake."
    assert pass_by(hold.student, today - timedelta(days=1)) == PASS_BY


def test_the_policy_catching_up_makes_the_extension_moot(hold, dean, today):
    grant(hold, dean, today)
    PolicyDeadline.objects.update(n=30)

    assert pass_by(hold.student, today) == date(2027, 6, 9)


def test_the_case_file_of_the_student_says_the_extended_day(hold, dean, today, capsys):
    grant(hold, dean, today)

    call_command("export_case", str(hold.student.public_id), as_of=today)

    document = json.loads(capsys.readouterr().out)
    assert document["policy"]["on_fail"][0]["deadlines"] == [
        {"kind": "pass_by", "shape": "on_date", "date": "2027-04-28"}
    ]
