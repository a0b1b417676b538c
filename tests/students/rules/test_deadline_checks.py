"""A deadline nobody can compute or keep is refused with its reason."""

import pytest

from students.rules.case import YearOf
from tests.students.cases import clause, day, deadline, policy
from tests.students.rules.policy_problems import found

NO_EVENT = "Choose the event it is counted from."
YEARS = "Give a year from 1950 to 2100."
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
            deadline("month_day", month=13, day=32),
            [
                ("month", "Give the month as a number from 1 to 12."),
                ("day", "Give the day of the month, from 1 to 31."),
                ("year_event", NO_EVENT),
            ],
        ),
        (
            deadline("month_day", month=6, day=1, year_of=YearOf("party")),
            [("year_event", "There is no event “party”.")],
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
        (deadline("before_block", block=100), [("block", "Give a block from 1 to 99.")]),
        (deadline("on_date", date=day("9999-12-31")), [("date", YEARS)]),
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
OVER = "This day is over before the result is there."
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
        (deadline("days_after", event="matriculated", n=27), NOT_THERE, None),
        (deadline("months_after", event="matriculated", n=30), None, None),
        (deadline("on_date", date=day("2026-12-28")), TOO_EARLY, None),
        (deadline("on_date", date=day("2026-12-29")), None, UNSAFE),
        (deadline("on_date", "sit_by", date=day("2026-12-01")), None, None),
    ],
)
def test_a_deadline_before_its_event_can_happen_is_refused(line, refused, doubtful):
    typed = policy(clause(deadlines=(line,)), effective_from=day("2026-12-01"))
    field = "date" if line.date else "n"
    where = "on_fail[1].deadlines[1]"

    assert found(typed) == ([(where, field, refused)] if refused else [])
    assert found(typed, warnings=True) == ([(where, field, doubtful)] if doubtful else [])


def in_year_of(event, month, day, plus=0, kind="pass_by"):
    return deadline("month_day", kind, month=month, day=day, year_of=YearOf(event, plus))


LATER = "Who hears of a fail later in the year has this day behind them. Is it so?"


@pytest.mark.parametrize(
    ("line", "field", "refused", "doubtful"),
    [
        (in_year_of("reported", 12, 31, -1), "year_plus", OVER, None),
        (in_year_of("sat", 12, 31, -1), "year_plus", NOT_THERE, None),
        (in_year_of("matriculated", 1, 15), "day", NOT_THERE, None),
        (in_year_of("reported", 1, 15), "day", TOO_EARLY, None),
        (in_year_of("reported", 1, 29), "day", None, UNSAFE),
        (in_year_of("reported", 6, 30), "day", None, LATER),
        (in_year_of("reported", 6, 30, 1), "year_plus", None, None),
        (in_year_of("clerkship_start", 1, 1, -5), "", None, None),
    ],
)
def test_a_day_of_the_year_before_its_event_can_happen_is_refused(line, field, refused, doubtful):
    typed = policy(clause(deadlines=(line,)))
    where = "on_fail[1].deadlines[1]"

    assert found(typed) == ([(where, field, refused)] if refused else [])
    assert found(typed, warnings=True) == ([(where, field, doubtful)] if doubtful else [])


@pytest.mark.parametrize(
    ("last_day", "doubtful"),
    [
        (None, ["This day is over: whoever fails from now on could not keep it. Is it so?"]),
        (
            "2026-11-23",
            ["This day is over: whoever fails from now on could not keep it. Is it so?"],
        ),
        ("2026-11-22", []),
    ],
)
def test_a_day_gone_by_is_pointed_out_while_the_policy_is_in_force(last_day, doubtful):
    line = deadline("on_date", date=day("2026-11-22"))
    typed = policy(deadlines=(line,), effective_to=last_day and day(last_day))

    assert [said for _, _, said in found(typed, warnings=True)] == doubtful
