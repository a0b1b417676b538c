"""Which day the plan runs to, and why."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from plans.engine import conclude, result_to_json
from plans.engine.facts import facts_of
from plans.engine.modelling import model_of
from students.casefile import parse_case
from students.rules.case import Availability, Blocked, Period, Wish
from students.rules.conclude import conclude_rules
from tests.plans.engine.checker import problems
from tests.plans.engine.random_documents import document_of
from tests.plans.engine.strategies import cases
from tests.plans.engine.students import (
    HOURS,
    QUIET,
    SCORE,
    codes_of,
    day,
    every_day,
    hours,
    pass_by,
    result_of,
)
from tests.plans.engine.test_room import model_of_case
from tests.reference_values import REFERENCE


def chosen(result):
    return result["plan"]["exam_on"], result["plan"]["why_exam_on"], result["feasible"]


def wish(number, **more):
    return Wish(exam_on=day(number), **more)


NEARLY_A_YEAR = timedelta(days=363)
EARLIEST = 56  # a Monday: where the quiet student's forecast reaches 66


def test_without_a_wish_the_exam_is_on_the_earliest_ready_day():
    result = result_of()

    assert chosen(result) == (day(EARLIEST).isoformat(), "earliest_ready", True)
    assert result["forecast"][-1]["mean"] >= 66


def test_the_saturday_before_is_possible_but_not_ready():
    result = result_of(wish=wish(EARLIEST - 2))

    assert chosen(result)[1:] == ("wish", True)
    assert result["forecast"][-1]["mean"] < 66
    assert "not_advised" in codes_of(result)


def test_who_rushed_does_not_get_that_day():
    result = result_of(wish=wish(EARLIEST - 2), causes=("rushed",))

    assert chosen(result) == (day(EARLIEST).isoformat(), "earliest_ready", True)
    assert {"wish_not_possible", "rushed_last_time"} <= set(codes_of(result))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"wish": wish(27)}, "it leaves less than the 4 weeks this takes"),
        ({"wish": wish(62)}, "it is a Sunday, a day off or a blocked day"),
        ({"wish": wish(365)}, "it is more than 52 weeks away"),
        (
            {"wish": wish(40), "permit": Period(day(50), day(200))},
            "the exam is not open to you yet on that day",
        ),
        (
            {"wish": wish(150), "permit": Period(day(0), day(140))},
            "the score might come out after your deadline",
        ),
        (
            {
                "wish": wish(33),
                "scores": (),
                "availability": Availability(hours={"fri": 5}, blocked=(Blocked(day(0), day(27)),)),
            },
            "no practice exam with its review fits before that day",
        ),
    ],
)
def test_a_wish_that_cannot_be_says_why(changes, reason):
    result = result_of(**changes)

    text = next(f["text"] for f in result["findings"] if f["code"] == "wish_not_possible")
    assert text.endswith(f": {reason}.")


def test_nobody_sits_before_the_minimum_weeks_however_ready():
    result = result_of(scores=(replace(SCORE, score=80),))

    assert chosen(result) == (day(28).isoformat(), "earliest_ready", True)


def test_nobody_sits_on_a_sunday():
    on_sunday = replace(QUIET, availability=Availability(day(6), HOURS))

    result = result_of(scores=(replace(SCORE, score=80),), availability=on_sunday.availability)

    assert result["plan"]["exam_on"] == day(35).isoformat()


def test_without_a_ready_day_the_plan_runs_to_the_last_possible_one():
    result = result_of(policy=pass_by(day(100)))

    latest = result["sit_window"]["latest_safe"]
    assert chosen(result) == (latest, "last_candidate", False)
    assert "not_advised" in codes_of(result)


def test_with_no_day_before_the_deadline_the_plan_runs_past_it():
    result = result_of(policy=pass_by(day(70)))

    assert chosen(result) == (day(EARLIEST).isoformat(), "past_deadline", False)
    assert "past_deadline" in codes_of(result)


def test_a_hopeless_case_without_deadline_runs_to_the_last_day_of_the_year():
    result = result_of(availability=every_day(2.5), scores=(replace(SCORE, score=30),))

    assert chosen(result) == (day(364).isoformat(), "last_candidate", False)


def test_a_target_probability_moves_the_day():
    result = result_of(wish=Wish(target_probability=0.8))

    assert result["plan"]["exam_on"] > day(EARLIEST).isoformat()
    assert result["forecast"][-1]["p_pass"] >= 0.8


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(cases())
def test_no_earlier_day_would_have_been_ready(case):
    """The shortcuts of the search change no answer."""
    rules = conclude_rules(case, REFERENCE)
    facts = facts_of(case, REFERENCE, rules)
    if facts is None:
        return
    model = model_of(case, REFERENCE, facts, REFERENCE.outline("step1", case.as_of))
    planner = model.planner()
    days = model.candidates(planner, 4, facts.latest_safe)[:150]

    slow = next(
        (
            exam
            for exam in days
            if (layout := planner.layout(exam)) and planner.goal.is_reached(planner.ending(layout))
        ),
        None,
    )

    assert planner.earliest_ready(days) == slow


def test_the_last_candidate_is_the_last_day_that_has_a_plan():
    """A quarter-hour or two on most days: many of the last days of the year have none."""
    model = model_of_case(parse_case(document_of(2390), REFERENCE))
    days = model.candidates(model.planner(), 4, None)

    planner = model.planner()
    last = planner.last_candidate(days)

    assert last == max(exam for exam in days if planner.layout(exam))
    assert len([exam for exam in days if exam > last]) > 7


def test_a_day_is_refused_if_its_hours_cannot_go_where_they_bring_most():
    """A quarter-hour or two between practice exams: less than 99% of the best split."""
    case = parse_case(document_of(448), REFERENCE)
    causes = tuple(cause for cause in case.causes if cause != "rushed")
    short = replace(case.availability, hours=every_day(1.25).hours)
    case = replace(case, availability=short, causes=causes, permit=None, policy=None)

    starts_on = conclude(case, REFERENCE).plan.starts_on
    wished = replace(case, wish=Wish(exam_on=starts_on + NEARLY_A_YEAR))
    result = result_to_json(conclude(wished, REFERENCE))

    text = next(f["text"] for f in result["findings"] if f["code"] == "wish_not_possible")
    assert text.endswith("too short for every content area to come back in time.")
    assert problems(wished, REFERENCE, result) == []


EVERY_OTHER_WEEK = tuple(day(14 * i + n) for i in range(55) for n in (7, 8))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"availability": every_day(1)},
            "no practice exam fits the hours given. It needs one day of five hours, or four "
            "sections of 75 minutes on consecutive study days: give more hours on at least one day",
        ),
        (
            {
                "availability": replace(hours(mon=5, tue=0.25), days_off=EVERY_OTHER_WEEK),
                "permit": Period(day(200), day(300)),
            },
            "practice exams fit the hours given, but the study days between them are too short for "
            "every content area to come back in time: give more hours on most days",
        ),
        (
            {"availability": replace(every_day(8), blocked=(Blocked(day(0), day(900)),))},
            "every day the exam could be on is a Sunday, a day off or a blocked day: free one",
        ),
    ],
)
def test_why_there_is_no_plan_is_said_as_it_is(changes, reason):
    case = replace(QUIET, **changes)

    result = result_to_json(conclude(case, REFERENCE))

    texts = [row["text"] for row in result["findings"] if row["level"] == "stop"]
    assert texts == [f"No plan with practice exams can be made: {reason}."]
    assert (result["plan"], result["feasible"]) == (None, False)
    assert problems(case, REFERENCE, result) == []
