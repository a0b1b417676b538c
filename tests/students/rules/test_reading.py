"""A policy read back: what staff typed, in sentences."""

from dataclasses import replace

import pytest

from students.rules import case
from students.rules.case import Gate, Leave, YearOf
from students.rules.dates import ordinal
from students.rules.reading import reading_of, say_deadline
from tests.reference_values import REFERENCE
from tests.students.cases import clause, day, deadline, policy

REPORTED = {"event": "reported"}
GATE = Gate(("cbssa", "cbse"), "epc", 62)


def passage(name, of):
    return next(
        passage.sentences for passage in reading_of(of, REFERENCE) if passage.clause == name
    )


def test_a_whole_policy_is_read_in_the_order_things_happen():
    first = clause(deadlines=(deadline("weeks_after", n=20, **REPORTED),))
    example = policy(
        first,
        clause("withdraw", "never", approver="Promotions Committee"),
        class_years=(2028, 2027),
        effective_from=day("2024-07-01"),
        max_attempts=3,
        deadlines=(deadline("months_after", event="first_attempt", n=12),),
        gate=GATE,
    )

    read = reading_of(example, REFERENCE)

    assert [(passage.clause, passage.heading) for passage in read] == [
        ("", "Who and when"),
        ("on_fail[1]", "After a first fail"),
        ("on_fail[2]", "After a second fail, and any later one"),
        ("deadlines", "Whatever the attempt"),
        ("gate", "Before sitting again"),
    ]
    assert [sentence for passage in read for sentence in passage.sentences] == [
        "It binds the classes of 2027 and 2028, for fails reported from Mon 1 Jul 2024 on.",
        "It allows 3 sittings in all.",
        "After a first fail the student finishes the current rotation, then leaves clerkships"
        " until a pass is reported.",
        "They must pass within 20 weeks of the result.",
        "After a second fail, and any later one, the student withdraws from the current rotation"
        " and leaves clerkships. No result ends that by itself: Promotions Committee decides.",
        "The student must pass within 12 months of the first sitting.",
        "The student needs 62 EPC or more on NBME CBSSA or NBME CBSE (school-run).",
    ]


def test_a_policy_that_says_nothing_says_so():
    assert [passage.sentences for passage in reading_of(policy(), REFERENCE)] == [
        (
            "It binds every class.",
            "It sets no limit of its own on sittings: the exam's limits hold.",
        ),
        ("No clause says what follows a fail, so a fail holds nobody back.",),
        ("It asks for no practice score of its own: the usual reading of readiness applies.",),
    ]


@pytest.mark.parametrize(
    ("days", "scope"),
    [
        ({"class_years": (2027,)}, "It binds the class of 2027."),
        (
            {"effective_to": day("2026-06-30")},
            "It binds every class, for fails reported up to Tue 30 Jun 2026.",
        ),
        (
            {"effective_from": day("2025-07-01"), "effective_to": day("2026-06-30")},
            "It binds every class, for fails reported from Tue 1 Jul 2025 to Tue 30 Jun 2026.",
        ),
    ],
)
def test_whom_and_when_it_binds(days, scope):
    assert passage("", policy(**days))[0] == scope


@pytest.mark.parametrize(
    ("rotation", "resume_on", "sentence"),
    [
        (
            "choice",
            "sat",
            "After any fail the student chooses to finish the current rotation or to withdraw from"
            " it, then leaves clerkships until they have sat the exam again.",
        ),
        (
            "not_started",
            "pass",
            "After any fail the student, who has not started clerkships, starts none until a pass"
            " is reported.",
        ),
        (
            "withdraw",
            "never",
            "After any fail the student withdraws from the current rotation and leaves clerkships."
            " No result ends that by itself: a committee decides.",
        ),
    ],
)
def test_what_becomes_of_the_rotation_and_what_ends_it(rotation, resume_on, sentence):
    assert passage("on_fail[1]", policy(clause(rotation, resume_on))) == (sentence,)


def test_what_a_clause_asks_for_besides():
    asked = clause(
        text="out until passed",
        standing="academic_warning",
        meetings=("Dean of Students", "Learning specialist"),
        documents=("remediation plan",),
        approver="Promotions Committee",
        leave=Leave("administrative", None, 365),
    )

    assert passage("on_fail[1]", policy(asked))[1:] == (
        "In short, the policy says: “out until passed”",
        "Their academic standing becomes “academic warning”.",
        "They meet with: Dean of Students and Learning specialist.",
        "They hand in: remediation plan.",
        "They take administrative leave of at most 365 days, during which they may sit the exam.",
        "Who decides: Promotions Committee.",
    )


@pytest.mark.parametrize(
    ("leave", "words"),
    [
        (Leave("leave of absence", 30, 90), "leave of absence of 30 to 90 days,"),
        (Leave("medical", 30, None), "medical leave of at least 30 days,"),
        (Leave("medical", None, None), "medical leave,"),
    ],
)
def test_a_leave_and_whether_one_may_sit_during_it(leave, words):
    strict = policy(clause(leave=leave), testing_on_leave=case.TestingOnLeave.FORBIDDEN)

    assert passage("on_fail[1]", strict)[1] == (
        f"They take {words} during which they may not sit the exam."
    )


@pytest.mark.parametrize(
    ("meetings", "sentence"),
    [
        (
            ("Dean of Students",),
            "They must meet with Dean of Students within 10 days of the result.",
        ),
        ((), "They must meet with the people it names within 10 days of the result."),
    ],
)
def test_a_meeting_with_a_day_is_said_once(meetings, sentence):
    soon = deadline("days_after", "meet_by", n=10, **REPORTED)

    assert passage("on_fail[1]", policy(clause(meetings=meetings, deadlines=(soon,))))[1:] == (
        sentence,
    )


def test_a_meeting_whatever_the_attempt():
    soon = deadline("days_after", "meet_by", n=10, **REPORTED)

    assert passage("deadlines", policy(deadlines=(soon,))) == (
        "The required meetings must take place within 10 days of the result.",
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (deadline("days_after", event="sat", n=1), "within 1 day of the failed sitting"),
        (
            deadline("days_after", event="clerkship_start", n=0),
            "on the day of the start of clerkships",
        ),
        (deadline("weeks_after", event="white_coat", n=2), "within 2 weeks of “white coat”"),
        (deadline("on_date", date=day("2027-03-31")), "by Wed 31 Mar 2027"),
        (deadline("on_date"), "by a day still to be given"),
        (
            deadline("month_day", month=12, day=15, year_of=YearOf("clerkship_start")),
            "by 15 Dec of the year of the start of clerkships",
        ),
        (
            deadline("month_day", month=6, day=30, year_of=YearOf("matriculated", 2)),
            "by 30 Jun of the year of matriculation, plus 2 years",
        ),
        (
            deadline("month_day", month=6, day=30, year_of=YearOf("matriculated", -1)),
            "by 30 Jun of the year of matriculation, less 1 year",
        ),
        (
            deadline("before_block", block=2),
            "before the second rotation that starts after the result",
        ),
    ],
)
def test_every_shape_of_deadline_is_said(line, words):
    assert say_deadline(line) == words


def test_a_gate_with_everything():
    strict = replace(
        GATE,
        instruments=("comsae",),
        scale="comsae",
        min=460,
        conditional_min=440,
        distinct_forms=2,
        max_age_days=21,
        min_days_before_sitting=14,
        max_tries=1,
        extra=("question bank at 65%",),
    )

    assert passage("gate", policy(gate=strict)) == (
        "The student needs 460 COMSAE or more on COMSAE Phase 1, on 2 different forms,"
        " in the last 21 days.",
        "From 440 to 460 COMSAE they may sit with conditions.",
        "It must be shown at least 14 days before sitting.",
        "They have one try.",
        "A person judges: question bank at 65%.",
    )


def test_a_gate_whose_minimum_the_school_keeps_to_itself():
    assert passage("gate", policy(gate=replace(GATE, min=None, max_tries=3))) == (
        "The student needs a score on NBME CBSSA or NBME CBSE (school-run) that the school sets"
        " and does not publish.",
        "They have 3 tries.",
    )


@pytest.mark.parametrize(
    ("number", "word"), [(1, "first"), (6, "sixth"), (7, "7th"), (11, "11th"), (21, "21st")]
)
def test_places_in_a_row(number, word):
    assert ordinal(number) == word
