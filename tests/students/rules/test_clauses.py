import pytest

from students.rules.case import DeadlineKind
from students.rules.clauses import say_clause, say_limit, say_occasion, slug_of

PASS_BY = DeadlineKind.PASS_BY


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("on_fail[1]", "after a first fail"),
        ("on_fail[2].deadlines[1]", "after a second fail, deadline 1"),
        ("on_fail[7]", "after a 7th fail"),
        ("deadlines[3]", "whatever the attempt, deadline 3"),
        ("permit", "the exam permit"),
        ("something else", "something else"),
    ],
)
def test_a_clause_is_said_as_people_say_it(name, words):
    assert say_clause(name) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [("on_fail[2].deadlines[1]", "after a second fail"), ("deadlines[1]", "whatever the attempt")],
)
def test_the_occasion_leaves_out_the_count(name, words):
    assert say_occasion(name) == words


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("on_fail[1].deadlines[2]", PASS_BY, "the day to pass after a first fail"),
        ("deadlines[1]", DeadlineKind.SIT_BY, "the day to sit again whatever the attempt"),
        ("permit", None, "the end of the eligibility period"),
        ("permit", PASS_BY, "the end of the eligibility period"),
    ],
)
def test_a_limit_is_something_one_can_miss(name, kind, words):
    assert say_limit(name, kind) == words


def test_a_clause_is_part_of_an_address():
    assert slug_of("on_fail[1].deadlines[2]") == "on_fail-1-deadlines-2"
