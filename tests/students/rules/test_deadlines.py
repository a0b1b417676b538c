from dataclasses import replace

import pytest

from students.rules.case import YearOf
from students.rules.deadlines import (
    anchors_of,
    deadlines_of,
    due_on,
    missing_from,
    reason_for,
    say_event,
)
from students.rules.policy import situation_of
from students.rules.result import Deadline
from tests.reference_values import REFERENCE
from tests.students.cases import (
    QUIET,
    ROTATIONS,
    clause,
    day,
    deadline,
    fail,
    policy,
    sitting,
    with_attempts,
)

EVENTS = {"clerkship_start": day("2024-02-29"), "matriculated": day("2022-08-31")}
CASE = replace(
    with_attempts(QUIET, fail("2025-12-31", "2026-01-21"), *QUIET.attempts),
    rotations=tuple(reversed(ROTATIONS)),
    student=replace(QUIET.student, events=EVENTS),
)


def anchors(case=CASE):
    return anchors_of(case, situation_of(case, REFERENCE))


def month_day(month, on, event, plus=0):
    return deadline("month_day", month=month, day=on, year_of=YearOf(event, plus))


@pytest.mark.parametrize(
    ("line", "due", "reason"),
    [
        (
            deadline("days_after", event="reported", n=5),
            "2026-11-16",
            "5 days after the result on Wed 11 Nov 2026",
        ),
        (
            deadline("weeks_after", event="sat", n=1),
            "2026-10-21",
            "1 week after the failed sitting on Wed 14 Oct 2026",
        ),
        (
            deadline("months_after", event="first_attempt", n=14),
            "2027-02-28",
            "14 months after the first sitting on Wed 31 Dec 2025",
        ),
        (
            deadline("months_after", event="clerkship_start", n=48),
            "2028-02-29",
            "48 months after the start of clerkships on Thu 29 Feb 2024",
        ),
        (
            deadline("on_date", date=day("2027-05-21")),
            "2027-05-21",
            "the date the policy gives",
        ),
        (
            month_day(12, 15, "clerkship_start", 1),
            "2025-12-15",
            "counted from the year of the start of clerkships plus 1",
        ),
        (
            month_day(2, 29, "reported"),
            "2026-02-28",
            "counted from the year of the result",
        ),
        (
            deadline("before_block", block=2),
            "2027-02-07",
            "the day before rotation 2 after the result starts",
        ),
    ],
)
def test_each_shape_has_its_day_and_its_reason(line, due, reason):
    assert due_on(line, anchors()) == day(due)
    assert reason_for(line, anchors()) == reason


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        (
            deadline("days_after", event="preclerkship_end", n=5),
            "the day of the end of the pre-clerkship phase",
        ),
        (month_day(12, 15, "preclerkship_end"), "the day of the end of the pre-clerkship phase"),
        (deadline("before_block", block=3), "the start of rotation 3 after the result"),
    ],
)
def test_an_unknown_event_or_block_is_never_guessed(line, missing):
    assert due_on(line, anchors()) is None
    assert missing_from(line) == missing


def test_a_reason_without_its_day_says_only_what_is_counted():
    line = deadline("days_after", event="preclerkship_end", n=5)

    assert reason_for(line, anchors()) == "5 days after the end of the pre-clerkship phase"


def test_before_the_first_report_only_the_first_sitting_is_known():
    known = anchors(with_attempts(replace(QUIET, rotations=ROTATIONS), sitting("2026-11-02")))

    assert (known.events, known.blocks) == ({"first_attempt": day("2026-11-02")}, ())


def test_a_rotation_that_starts_on_the_day_of_the_report_is_not_after_it():
    case = with_attempts(replace(QUIET, rotations=ROTATIONS), fail("2026-10-14", "2026-11-02"))

    assert due_on(deadline("before_block", block=1), anchors(case)) == day("2026-12-20")


def test_each_deadline_knows_the_last_sittings_that_keep_it():
    lines = (
        deadline("on_date", date=day("2027-03-31")),
        deadline("on_date", "sit_by", date=day("2027-03-31")),
        deadline("on_date", "meet_by", date=day("2027-03-31")),
        deadline("before_block", block=9),
    )
    case = replace(CASE, policy=policy(clause(deadlines=lines[:2]), deadlines=lines[2:]))
    situation = situation_of(case, REFERENCE)

    due = day("2027-03-31")
    second = "on_fail[1].deadlines"
    assert deadlines_of(situation, anchors(case), REFERENCE.release(case.as_of)) == (
        Deadline(lines[0].kind, due, f"{second}[1]", day("2027-02-03"), day("2027-03-03")),
        Deadline(lines[1].kind, due, f"{second}[2]", due, due),
        Deadline(lines[2].kind, due, "deadlines[1]", None, None),
        Deadline(lines[3].kind, None, "deadlines[2]", None, None),
    )


def test_words_for_events():
    assert [say_event(event) for event in ("reported", "matriculated", "white_coat", None)] == [
        "the result",
        "matriculation",
        "“white coat”",
        "“an event”",
    ]
