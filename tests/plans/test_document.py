"""A stored plan read back, and every code of it in words."""

from dataclasses import replace
from datetime import date

import pytest

from plans.document import Names, Week, monday_of, read_plan
from plans.engine import conclude, result_to_json
from plans.queries import WeekPage
from plans.words import (
    DAY_KINDS,
    MISSED_TOPIC,
    NOTHING_PLANNED,
    PHASE_AIMS,
    PHASES,
    REASON_SOURCES,
    REASONS,
    reason_for,
    source_of,
)
from students.casefile import parse_case
from tests.factories import case_document
from tests.reference_values import REFERENCE

NAMES = Names(
    areas={"cardiovascular": "Cardiovascular"}, disciplines={}, resources={}, instruments={}
)


def plan_of(**changes):
    case = parse_case(case_document(**changes), REFERENCE)
    return result_to_json(conclude(case, REFERENCE))["plan"]


@pytest.fixture(scope="module")
def plan():
    return plan_of()


@pytest.fixture(scope="module")
def document(plan):
    return read_plan(plan, NAMES)


def test_every_day_is_read_once_in_order(plan, document):
    assert [day.on.isoformat() for day in document.days] == [day["on"] for day in plan["days"]]


def test_a_day_is_found_by_its_date_and_no_other(document):
    assert document.day(document.starts_on) == document.days[0]
    assert document.day(document.exam_on) == document.days[-1]
    assert document.day(date(2000, 1, 1)) is None


def test_the_weeks_hold_every_day_once_from_monday(document):
    weeks = document.weeks()

    assert [day for week in weeks for day in week.days] == list(document.days)
    assert all(week.monday == monday_of(week.monday) for week in weeks)
    assert sum(week.minutes for week in weeks) == sum(day.minutes for day in document.days)
    assert document.week(document.exam_on) == weeks[-1]


def test_a_practice_exam_day_knows_its_exam(document):
    checkpoint = document.checkpoints[0]

    assert document.day(checkpoint.on).checkpoint == checkpoint
    assert document.next_checkpoint(document.starts_on) == checkpoint
    assert document.next_checkpoint(document.exam_on) is None


def test_every_phase_has_words_and_an_aim():
    assert set(PHASES) == set(PHASE_AIMS)
    assert set(DAY_KINDS) == set(NOTHING_PLANNED)


CAUSES = sorted(REFERENCE.causes)


@pytest.mark.parametrize("cause", CAUSES)
def test_every_block_of_any_cause_says_why_in_words(cause):
    plan = plan_of(causes=[cause], missed_topics={"cardiac tamponade": 8})

    reasons = {reason_for(block["why"]) for day in plan["days"] for block in day["blocks"]}

    assert all(reason.endswith((".", "only work of its day.")) for reason in reasons)
    assert any("cardiac tamponade" in reason for reason in reasons)


def test_every_reason_for_a_block_says_who_asks_for_it():
    assert {source_of(code) for code in (*REASONS, f"{MISSED_TOPIC}gout")} == REASON_SOURCES.keys()


def test_a_block_says_what_its_hours_were_worked_out_from(plan):
    names = replace(NAMES, sources={"weight_x_shortfall": "The learning model"})

    blocks = [block for day in read_plan(plan, names).days for block in day.blocks]
    worth = next(block for block in blocks if block.area and block.source)
    other = next(block for block in blocks if not block.source)

    assert worth.inputs == (
        ("Share of the exam", "9%"),
        ("Answered correctly when this plan was made", "49%"),
        ("Time in this plan", "62 h 15 min"),
    )
    assert worth.source == "The learning model"
    assert other.inputs == ()


def test_a_week_with_nothing_to_study_says_so():
    week = Week(date(2027, 2, 22), ())

    assert WeekPage(None, week).lead == "No study is planned in this week."
