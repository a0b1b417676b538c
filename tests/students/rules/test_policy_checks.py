"""An impossible policy is refused with its reason; a doubtful one is pointed out."""

import pytest

from students.rules import case
from students.rules.case import Gate, Leave
from students.rules.policy_checks import check_numbers, check_policy
from students.rules.policy_versions import overlapping
from tests.reference_values import REFERENCE
from tests.students.cases import clause, day, deadline, policy
from tests.students.rules.policy_problems import TODAY, found

GATE = Gate(("cbssa",), "epc", 62)


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
            ("", "class_years", "28 is no graduation year. Give a year from 1950 to 2100."),
        ),
        ({"class_years": (2028, 2028)}, ("", "class_years", "Give each class once.")),
        (
            {"effective_from": day("0001-01-01")},
            ("", "effective_from", "Give a year from 1950 to 2100."),
        ),
        ({"max_attempts": 100}, ("", "max_attempts", "Give a number from 1 to 99.")),
    ],
)
def test_impossible_terms_are_refused(terms, problem):
    assert found(policy(**terms)) == [problem]


@pytest.mark.parametrize(
    ("clauses", "allowed", "problems"),
    [
        (1, 4, []),
        (1, 5, [("", "max_attempts", "The exam itself allows 4: the smaller number counts.")]),
        (2, 3, []),
        (
            2,
            2,
            [
                (
                    "on_fail[2]",
                    "resume_on",
                    "No sitting is left after the second fail, so nothing ends this hold.",
                )
            ],
        ),
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


def test_a_leave_of_no_days_is_refused():
    assert found(policy(clause(leave=Leave("medical", None, 0)))) == [
        (
            "on_fail[1]",
            "leave_max_days",
            "A leave of no days is none. Leave this empty if there is no longest.",
        )
    ]


@pytest.mark.parametrize(("least", "is_doubtful"), [(180, False), (181, True)])
def test_a_leave_longer_than_federal_aid_allows_is_pointed_out(least, is_doubtful):
    doubt = (
        "on_fail[1]",
        "leave_min_days",
        "Federal aid allows 180 days of leave in 12 months: the shortest leave is longer."
        " Is it so?",
    )

    away = policy(clause(leave=Leave("medical", least)))

    assert found(away, warnings=True) == ([doubt] if is_doubtful else [])


@pytest.mark.parametrize(("weeks", "is_idle"), [(16, False), (17, True)])
def test_a_day_to_sit_by_after_the_last_sitting_that_could_pass_is_pointed_out(weeks, is_idle):
    lines = (
        deadline("weeks_after", event="reported", n=20),
        deadline("weeks_after", "sit_by", event="reported", n=weeks),
    )
    doubt = (
        "on_fail[1].deadlines[2]",
        "n",
        "Who passes by the other day has sat before this one: it binds nobody. Is it so?",
    )

    typed = policy(clause(deadlines=lines))

    assert found(typed, warnings=True) == ([doubt] if is_idle else [])


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
