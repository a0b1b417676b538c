"""An impossible policy is refused with its reason; a doubtful one is pointed out."""

from dataclasses import replace

import pytest

from students.rules import case
from students.rules.case import Gate, Leave, YearOf
from students.rules.policy_checks import check_numbers, check_policy
from students.rules.policy_versions import overlapping
from tests.reference_values import REFERENCE
from tests.students.cases import clause, day, deadline, policy

TODAY = day("2026-11-23")
GATE = Gate(("cbssa",), "epc", 62)


def found(of, *, warnings=False):
    """(where, field, message) of each problem of one sort."""
    return [
        (problem.where, problem.field, problem.message)
        for problem in check_policy(of, REFERENCE, on=TODAY)
        if problem.is_warning is warnings
    ]


def test_a_possible_policy_has_no_problem():
    ordinary = policy(
        clause(deadlines=(deadline("weeks_after", event="reported", n=20),)),
        clause("withdraw", "pass"),
        max_attempts=3,
        class_years=(2027, 2028),
        effective_from=day("2024-07-01"),
        deadlines=(deadline("months_after", event="first_attempt", n=12),),
        gate=GATE,
    )

    assert check_policy(ordinary, REFERENCE, on=TODAY) == ()


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        (
            {"effective_from": day("2026-07-01"), "effective_to": day("2026-06-30")},
            ("", "effective_to", "The last day in force is before the first."),
        ),
        (
            {"class_years": (28,)},
            ("", "class_years", "28 is no graduation year: give years from 1950 to 2100."),
        ),
        ({"class_years": (2028, 2028)}, ("", "class_years", "Give each class once.")),
    ],
)
def test_impossible_terms_are_refused(terms, problem):
    assert found(policy(**terms)) == [problem]


@pytest.mark.parametrize(
    ("clauses", "allowed", "problems"),
    [
        (1, 4, []),
        (1, 5, [("", "max_attempts", "The exam itself allows 4: the smaller number counts.")]),
        (2, 2, []),
        (
            3,
            2,
            [
                (
                    "on_fail[3]",
                    "number",
                    "The policy allows 2 sittings, so nobody reaches a third fail.",
                )
            ],
        ),
    ],
)
def test_more_sittings_than_there_are_is_pointed_out(clauses, allowed, problems):
    doubtful = policy(*[clause()] * clauses, max_attempts=allowed)

    assert (found(doubtful), found(doubtful, warnings=True)) == ([], problems)


NO_EVENT = "Choose the event it is counted from."
NO_BLOCK = "Say before which block: 1 is the first that starts after the result."


@pytest.mark.parametrize(
    ("line", "problems"),
    [
        (deadline("weeks_after"), [("event", NO_EVENT), ("n", "Say how many weeks.")]),
        (deadline("days_after", event="party", n=90), [("event", "There is no event “party”.")]),
        (
            deadline("months_after", event="reported", n=1201),
            [("n", "Give a number of months from 0 to 1200.")],
        ),
        (deadline("on_date"), [("date", "Give the day.")]),
        (
            deadline("on_date", date=day("2024-06-30")),
            [("date", "It is over before the policy is in force, from Mon 1 Jul 2024.")],
        ),
        (
            deadline("month_day", month=13, day=1, year_of=YearOf("reported")),
            [("month", "Give the month as a number from 1 to 12.")],
        ),
        (
            deadline("month_day", month=2),
            [("day", "Give the day of the month."), ("year_event", NO_EVENT)],
        ),
        (
            deadline("month_day", month=2, day=30, year_of=YearOf("reported")),
            [("day", "There is no 30 Feb in any year: the month ends on the 29.")],
        ),
        (
            deadline("month_day", month=4, day=31, year_of=YearOf("reported")),
            [("day", "There is no 31 Apr in any year: the month ends on the 30.")],
        ),
        (deadline("month_day", month=2, day=29, year_of=YearOf("reported")), []),
        (deadline("before_block"), [("block", NO_BLOCK)]),
        (deadline("before_block", block=0), [("block", NO_BLOCK)]),
        (deadline("before_block", block=1), []),
    ],
)
def test_a_deadline_that_cannot_be_computed_is_refused(line, problems):
    typed = policy(deadlines=(line,), effective_from=day("2024-07-01"))

    assert found(typed) == [("deadlines[1]", field, said) for field, said in problems]


TOO_EARLY = (
    "A score usually takes 4 weeks to come out, so nobody who sits after the result could pass by"
    " this day. Give more time, or ask to sit by it."
)
UNSAFE = "A slow score takes 8 weeks: no sitting after the result would surely be out in time."
NOT_THERE = "A result usually takes 4 weeks: this day is over before it is there."


@pytest.mark.parametrize(
    ("line", "refused", "doubtful"),
    [
        (deadline("weeks_after", event="reported", n=1), TOO_EARLY, None),
        (deadline("days_after", event="reported", n=27), TOO_EARLY, None),
        (deadline("days_after", event="reported", n=28), None, UNSAFE),
        (deadline("days_after", event="reported", n=55), None, UNSAFE),
        (deadline("days_after", event="reported", n=56), None, None),
        (deadline("months_after", event="reported", n=0), TOO_EARLY, None),
        (deadline("days_after", "sit_by", event="reported", n=0), None, None),
        (deadline("days_after", "meet_by", event="reported", n=0), None, None),
        (deadline("days_after", "sit_by", event="sat", n=27), NOT_THERE, None),
        (deadline("days_after", "sit_by", event="sat", n=28), None, None),
        (deadline("days_after", event="sat", n=27), NOT_THERE, None),
        (deadline("days_after", event="first_attempt", n=55), TOO_EARLY, None),
        (deadline("days_after", event="first_attempt", n=56), None, UNSAFE),
        (deadline("days_after", event="first_attempt", n=84), None, None),
        (deadline("days_after", event="clerkship_start", n=0), None, None),
        (deadline("on_date", date=day("2024-07-28")), TOO_EARLY, None),
        (deadline("on_date", date=day("2024-07-29")), None, UNSAFE),
        (deadline("on_date", "sit_by", date=day("2024-07-01")), None, None),
    ],
)
def test_a_deadline_before_its_event_can_happen_is_refused(line, refused, doubtful):
    typed = policy(clause(deadlines=(line,)), effective_from=day("2024-07-01"))
    field = "date" if line.date else "n"
    where = "on_fail[1].deadlines[1]"

    assert found(typed) == ([(where, field, refused)] if refused else [])
    assert found(typed, warnings=True) == ([(where, field, doubtful)] if doubtful else [])


def test_the_same_deadline_twice_is_refused():
    line = deadline("weeks_after", event="reported", n=20)

    assert found(policy(deadlines=(line, line))) == [
        ("deadlines[2]", "kind", "This deadline is already there. Remove one of the two.")
    ]


def test_a_hold_that_nothing_ends_needs_no_day_to_pass_by():
    line = deadline("weeks_after", event="reported", n=20)
    doubtful = policy(clause("withdraw", "never", deadlines=(line,)))

    assert found(doubtful, warnings=True) == [
        (
            "on_fail[1]",
            "resume_on",
            "Nothing releases this hold, yet the clause sets a day to sit or pass by. Is it so?",
        )
    ]


def test_a_leave_longer_than_its_longest_is_refused():
    assert found(policy(clause(leave=Leave("medical", 90, 30)))) == [
        (
            "on_fail[1]",
            "leave_max_days",
            "The longest leave is shorter than the 90 days of the shortest.",
        )
    ]


@pytest.mark.parametrize(
    ("testing", "weeks", "problems"),
    [
        ("allowed", 20, []),
        ("forbidden", 26, []),
        (
            "forbidden",
            25,
            [
                (
                    "on_fail[1].deadlines[1]",
                    "n",
                    "Nobody may sit during the leave of at least 180 days, which ends later.",
                )
            ],
        ),
    ],
)
def test_a_day_within_a_leave_without_testing_is_refused(testing, weeks, problems):
    line = deadline("weeks_after", event="reported", n=weeks)
    away = clause(leave=Leave("medical", 180), deadlines=(line,))

    assert found(policy(away, testing_on_leave=case.TestingOnLeave(testing))) == problems


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"instruments": ()}, "instruments", "Choose at least one practice exam."),
        ({"instruments": ("abc",)}, "instruments", "There is no practice exam “abc”."),
        (
            {"scale": "three_digit", "min": 200},
            "scale",
            "NBME CBSSA is not scored in points but in EPC. Scores are never converted:"
            " choose that scale, or another exam.",
        ),
        ({"min": 101}, "min", "The scale goes from 0 to 100: no score is 101."),
        (
            {"conditional_min": 62},
            "conditional_min",
            "A conditional minimum lies below the full one of 62.",
        ),
        (
            {"min": None, "conditional_min": 58},
            "conditional_min",
            "Give the full minimum too: a conditional one lies below it.",
        ),
        ({"distinct_forms": 0}, "distinct_forms", "A gate asks for at least one form."),
        (
            {"distinct_forms": 3, "max_tries": 2},
            "max_tries",
            "3 forms cannot be passed in 2 tries.",
        ),
    ],
)
def test_a_gate_nobody_can_pass_is_refused(change, field, message):
    assert found(policy(gate=replace(GATE, **change))) == [("gate", field, message)]


def test_more_forms_than_are_known_are_refused():
    known = len([form for form in REFERENCE.forms if form.instrument == "cbssa"])

    assert found(policy(gate=replace(GATE, distinct_forms=known))) == []
    assert found(policy(gate=replace(GATE, distinct_forms=known + 1))) == [
        ("gate", "distinct_forms", f"Only {known} forms of these exams are known.")
    ]


def test_a_score_that_is_too_old_on_the_day_is_pointed_out():
    hurried = replace(GATE, max_age_days=13, min_days_before_sitting=14)

    assert found(policy(gate=hurried), warnings=True) == [
        (
            "gate",
            "max_age_days",
            "A score counts for 13 days but must be shown 14 days before sitting: it will be too"
            " old on the day. Is it so?",
        )
    ]


@pytest.mark.parametrize(
    ("numbers", "problems"),
    [
        ((1, 2, 3), []),
        ((), []),
        (
            (3, 1),
            [
                (
                    "on_fail[3]",
                    "There is no clause for the second fail. Add it, or make this the clause"
                    " for it.",
                )
            ],
        ),
        ((1, 1), [("on_fail[1]", "There are 2 clauses for the first fail. Keep one.")]),
        ((0, 1), [("on_fail[0]", "Fails are counted from 1.")]),
    ],
)
def test_fails_are_counted_without_a_gap(numbers, problems):
    assert [(problem.where, problem.message) for problem in check_numbers(numbers)] == problems


def version(first, last, *classes):
    return policy(
        effective_from=first and day(first), effective_to=last and day(last), class_years=classes
    )


@pytest.mark.parametrize(
    ("one", "other", "is_refused"),
    [
        (version("2026-07-01", None), version("2025-07-01", "2026-06-30"), False),
        (version("2026-07-01", None), version("2025-07-01", "2026-07-01"), True),
        (version("2025-07-01", "2026-06-30"), version("2026-07-01", None), False),
        (version(None, None), version("2026-07-01", None), True),
        (version(None, None, 2027, 2028), version(None, None, 2028, 2029), True),
        (version(None, None, 2027), version(None, None, 2028), False),
        (version(None, None, 2027), version(None, None), False),
    ],
)
def test_two_versions_do_not_bind_the_same_classes_on_the_same_day(one, other, is_refused):
    assert overlapping(one, [other]) == (other if is_refused else None)
