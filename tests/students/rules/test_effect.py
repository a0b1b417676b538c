"""What a change would do to students, in numbers and days."""

from dataclasses import replace

import pytest

from students.rules.case import ResumeOn
from students.rules.conclude import conclude_rules
from students.rules.effect import Aspect, Difference, Line, effect_of, outlook_of, say
from students.rules.standing import Progress, standing_of
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, clause, day, deadline, policy

FLAG, DEADLINE, WINDOW = (Aspect.FLAG, "no plan"), (Aspect.DEADLINE, "pass by"), Aspect.WINDOW
A, B, C = day("2027-03-01"), day("2027-03-08"), day("2027-03-10")


def outlook(school):
    case = replace(QUIET, policy=school)
    result = conclude_rules(case, REFERENCE)
    progress = Progress(joined_on=QUIET.as_of)
    return outlook_of(result, standing_of(case, result, progress, reference=REFERENCE, limits={}))


def pass_by(weeks, resume_on="pass"):
    line = deadline("weeks_after", event="reported", n=weeks)
    return policy(clause(resume_on=resume_on, deadlines=(line,)))


def test_an_outlook_holds_what_a_person_would_notice():
    assert outlook(pass_by(30)) == {
        (Aspect.DEADLINE, "pass by (after a first fail, deadline 1)"): day("2027-06-09"),
        (Aspect.HOLD, "begins"): day("2026-11-11"),
        (Aspect.HOLD, "ends with"): "pass",
        (Aspect.WINDOW, "latest safe day to sit"): day("2027-04-14"),
        (Aspect.WINDOW, "latest usual day to sit"): day("2027-05-12"),
        (Aspect.READINESS, "gate"): "not met",
        (Aspect.READINESS, "practice scores"): "not enough data",
        (Aspect.READINESS, "counts as ready from"): "66 EPC",
        (Aspect.ATTEMPTS, "sittings left"): "3",
    }


def test_a_longer_deadline_moves_the_days_that_hang_on_it():
    effect = effect_of([(outlook(pass_by(30)), outlook(pass_by(34)))])

    assert effect.summary == "This moves 1 deadline."
    assert effect.lines() == [
        Line(
            Aspect.DEADLINE,
            "pass by (after a first fail, deadline 1)",
            "Wed 9 Jun 2027",
            "Wed 7 Jul 2027",
            "28 days later",
            1,
        ),
        Line(
            WINDOW,
            "latest safe day to sit",
            "Wed 14 Apr 2027",
            "Wed 5 May 2027",
            "21 days later",
            1,
        ),
        Line(
            WINDOW,
            "latest usual day to sit",
            "Wed 12 May 2027",
            "Wed 2 Jun 2027",
            "21 days later",
            1,
        ),
    ]


def test_another_release_is_seen_without_any_day_moving():
    effect = effect_of([(outlook(pass_by(30)), outlook(pass_by(30, ResumeOn.SAT)))])

    assert effect.summary == "This changes what is said of 1 student."
    assert effect.lines() == [Line(Aspect.HOLD, "ends with", "pass", "sat", "", 1)]
    assert effect.moves() == []


def test_days_that_move_the_same_way_are_one_line():
    effect = effect_of(
        [
            ({DEADLINE: A}, {DEADLINE: B}),
            ({DEADLINE: A}, {DEADLINE: C}),
            ({DEADLINE: B}, {DEADLINE: A}),
        ]
    )

    assert effect.lines() == [
        Line(
            Aspect.DEADLINE,
            "pass by",
            "Mon 1 Mar 2027",
            "Mon 8 Mar 2027 to Wed 10 Mar 2027",
            "7 to 9 days later",
            2,
        ),
        Line(Aspect.DEADLINE, "pass by", "Mon 8 Mar 2027", "Mon 1 Mar 2027", "7 days earlier", 1),
    ]
    assert [(row.before, row.after, count) for row, count in effect.moves()] == [
        (A, B, 1),
        (A, C, 1),
        (B, A, 1),
    ]


@pytest.mark.parametrize(
    ("pairs", "numbers", "summary"),
    [
        ([], (0, 0, 0, 0), "This changes nothing for any student."),
        (
            [({FLAG: "raised"}, {FLAG: "raised"})],
            (1, 0, 0, 0),
            "This changes nothing for any student.",
        ),
        ([({}, {FLAG: "raised"})] * 7, (7, 7, 7, 0), "This re-flags 7 students."),
        (
            [({}, {FLAG: "raised", DEADLINE: A}), ({DEADLINE: A}, {})],
            (2, 2, 1, 2),
            "This re-flags 1 student and moves 2 deadlines.",
        ),
    ],
)
def test_an_effect_counts_students_and_deadlines(pairs, numbers, summary):
    effect = effect_of(pairs)

    counted = (effect.students, effect.changed, effect.reflagged, effect.moved_deadlines)
    assert (counted, effect.summary) == (numbers, summary)


def test_a_flag_that_comes_has_nothing_before():
    effect = effect_of([({}, {FLAG: "raised"})])

    assert effect.lines() == [Line(Aspect.FLAG, "no plan", "", "raised", "", 1)]
    assert list(effect.differences) == [Difference(*FLAG, "", "raised")]


def test_both_sides_are_said_in_words():
    assert (say(A), say("met")) == ("Mon 1 Mar 2027", "met")
