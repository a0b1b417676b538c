"""How many sittings are left, whose limit it is, and from when the next one can be."""

from datetime import date

import pytest

from students.dates.limits import LimitRow, sitting_limits
from students.dates.reading import read_dates
from students.models import AttemptRule, StateBoardLimit
from tests.factories import student_of_case
from tests.students.held import write_policy


@pytest.fixture(autouse=True)
def sources(db):
    AttemptRule.objects.update(source="https://exam.example/rules")
    StateBoardLimit.objects.update(source="Lists of boards", note="")


def limits(student, today):
    return sitting_limits(read_dates(student, today=today))


def test_each_limit_says_whose_it_is(school, today):
    write_policy(school, max_attempts=3)
    student = student_of_case(
        school, policy=school.code, student={"track": "MD", "states": ["AK", "AZ"]}
    )

    told = limits(student, today)

    board = "verify with the board before you count on it; Lists of boards"
    assert (told.used, told.left) == (1, 2)
    assert told.rows == (
        LimitRow("The exam's own limit", 4, 3, "https://exam.example/rules"),
        LimitRow("Example policy", 3, 2, "the school's own limit: https://example.org/policy"),
        LimitRow("Alaska, state board", 2, 1, board),
        LimitRow("Arizona, state board", None, None, f"no limit of its own; {board}"),
    )


def test_a_board_whose_rule_nobody_found_says_so(school, today):
    StateBoardLimit.objects.filter(state="AZ").update(is_known=False)
    student = student_of_case(school, student={"track": "MD", "states": ["AZ"]})

    assert limits(student, today).rows[-1].note == (
        "no rule is known; verify with the board before you count on it; Lists of boards"
    )


def test_the_day_of_the_next_sitting_says_why(school, today):
    sat = [("2026-01-14", "2026-02-11"), ("2026-06-10", "2026-07-08"), ("2026-10-14", "2026-11-11")]
    fails = [{"sat_on": on, "reported_on": out, "outcome": "fail"} for on, out in sat]

    told = limits(student_of_case(school, attempts=fails), today)

    assert told.opens_on == date(2027, 4, 14)
    assert told.why.steps == (
        "The next sitting can be from Wed 14 Apr 2027: the exam allows a fourth sitting only 12"
        " months after the first and 6 after the latest.",
    )
    assert told.why.source == "The exam's rules: https://exam.example/rules"


def test_after_a_pass_there_is_no_next_sitting(school, today):
    passed = {"sat_on": "2026-10-14", "reported_on": "2026-11-11", "outcome": "pass"}

    told = limits(student_of_case(school, attempts=[passed]), today)

    assert (told.may_sit, told.opens_on, told.why) == (False, None, None)


def test_the_page_of_dates_shows_them(client, school, morning, today):
    student = student_of_case(school, student={"track": "MD", "states": ["AK"]})
    client.force_login(student.user)

    content = client.get("/dates/").content.decode()

    assert "Alaska, state board" in content
    assert "verify with the board before you count on it" in content
