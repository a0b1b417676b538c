from dataclasses import replace

import pytest

from students.rules.because import deadline_reasons
from students.rules.case import RotationRule
from students.rules.conclude import conclude_rules
from students.rules.reasons import explain, hold_reasons, rejoin_reasons, release_reasons
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, ROTATIONS, clause, day, deadline, policy


def concluded(*clauses, **changes):
    case = replace(QUIET, policy=policy(*clauses), rotations=ROTATIONS, **changes)
    result = conclude_rules(case, REFERENCE)
    return result, explain(case, REFERENCE, result)


def start(rule, **changes):
    result, given = concluded(clause(rule), **changes)
    return list(hold_reasons(result.holds[0], given))[1]


def test_a_hold_is_told_from_the_fail_to_its_end():
    result, given = concluded(clause())

    assert list(hold_reasons(result.holds[0], given)) == [
        "The sitting of Wed 14 Oct 2026 was not passed; its result came on Wed 11 Nov 2026.",
        "Example policy, after a first fail: the rotation in progress is finished first; "
        "Surgery ends on Fri 18 Dec 2026, so it starts on Sat 19 Dec 2026.",
        "It ends with a pass on record, once a dean lifts it.",
    ]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("withdraw", "clerkships are left at once, from the day of the result, Wed 11 Nov 2026."),
        ("not_started", "clerkships are not started, from the day of the result, Wed 11 Nov 2026."),
    ],
)
def test_a_hold_that_starts_at_once_says_why(rule, words):
    assert start(rule) == f"Example policy, after a first fail: {words}"


def test_without_a_rotation_to_finish_it_starts_at_once():
    result, given = concluded(clause())
    idle = replace(given, case=replace(given.case, rotations=()))
    at_once = replace(result.holds[0], starts_on=day("2026-11-11"))

    assert list(hold_reasons(at_once, idle))[1] == (
        "Example policy, after a first fail: no rotation was in progress to finish, "
        "so it starts on Wed 11 Nov 2026."
    )


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (None, "not chosen yet, and finishing is assumed: the rotation in progress is finished"),
        (RotationRule.WITHDRAW, "as was chosen, clerkships are left at once"),
    ],
)
def test_a_choice_is_part_of_the_chain(choice, words):
    student = replace(QUIET.student, rotation_choice=choice)

    assert words in start("choice", student=student)


def test_without_a_reported_fail_there_is_nothing_to_tell():
    result, given = concluded(clause())
    nobody = replace(given, situation=replace(given.situation, fail=None))

    assert list(hold_reasons(result.holds[0], nobody)) == []


def test_the_way_back_is_told_from_the_rotations_first_day():
    result, given = concluded(clause())

    option = result.rejoin_options[0]
    assert list(rejoin_reasons(option, result.holds[0], given)) == [
        "Medicine starts on Mon 21 Dec 2026. Example policy asks for a pass before it: "
        "the score out by Sun 20 Dec 2026.",
        "A score comes out on a Wednesday, to be safe 56 days after the sitting: "
        "sit by Wed 21 Oct 2026 to have it by Wed 16 Dec 2026.",
        "Sitting later, up to Wed 18 Nov 2026, is usually but not surely in time.",
    ]


def test_where_sitting_is_enough_the_way_back_needs_no_score():
    result, given = concluded(clause(resume_on="sat"))

    assert list(rejoin_reasons(result.rejoin_options[0], result.holds[0], given)) == [
        "Medicine starts on Mon 21 Dec 2026. Example policy asks to have sat again before it: "
        "by Sun 20 Dec 2026."
    ]


def test_an_exam_day_says_when_its_score_is_out():
    _, given = concluded(clause())

    assert list(release_reasons(day("2027-02-03"), given)) == [
        "A score for Wed 3 Feb 2027 is usually out 28 days later or the next release day: "
        "by Wed 3 Mar 2027.",
        "It can take 56 days, and no score comes out just after some holidays: "
        "to be safe, count on Wed 31 Mar 2027.",
    ]


def test_a_deadline_waiting_for_a_day_says_which():
    waits = deadline("days_after", event="matriculated", n=5)
    result, given = concluded(clause(deadlines=(waits,)))

    assert list(deadline_reasons(result.deadlines[0], given)) == [
        "Example policy, after a first fail, asks to pass by a day that is not known yet: "
        "the day of matriculation is not on record."
    ]


def test_a_meeting_has_no_score_to_wait_for():
    meet = deadline("days_after", "meet_by", event="reported", n=10)
    result, given = concluded(clause(deadlines=(meet,)))

    assert list(deadline_reasons(result.deadlines[0], given)) == [
        "Example policy, after a first fail, asks to meet by Sat 21 Nov 2026: "
        "10 days after the result on Wed 11 Nov 2026."
    ]
