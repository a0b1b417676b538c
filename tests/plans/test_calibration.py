"""Forecasts beside what came of them: the arithmetic, and which forecast a sitting is held to."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone

from plans.calibration import Pair, calibrate
from plans.models import StudyPlan
from plans.recorded import chance_on, recorded_calibration, recorded_pairs
from students.models import Attempt, SmallGroupRule, Student
from tests.factories import make_school, make_student
from tests.plans.commands import run

SAT_ON = date(2026, 10, 14)


def pairs(chance, passes, fails):
    return [Pair(chance, is_pass=True)] * passes + [Pair(chance, is_pass=False)] * fails


def planned(student, *, version=1, as_of=-30, exam_on=0, chance=0.7, exam="step1"):
    """A version of a plan made so many days from the sitting, with a row a week."""
    first, last = SAT_ON + timedelta(days=as_of), SAT_ON + timedelta(days=exam_on)
    rows = [{"on": first.isoformat(), "p_pass": 0.1}, {"on": last.isoformat(), "p_pass": chance}]
    return StudyPlan.objects.create(
        student=student,
        version=version,
        is_current=False,
        as_of=first,
        began_on=first,
        starts_on=first,
        exam_on=last,
        case={"exam": exam},
        result={"forecast": rows},
    )


def sat(student, outcome="pass", **changes):
    reported_on = SAT_ON + timedelta(days=28)
    row = {"sat_on": SAT_ON, "reported_on": reported_on, "outcome": outcome} | changes
    return Attempt.objects.create(student=student, **row)


def told(students=None):
    return list(recorded_pairs(Student.objects.all() if students is None else students))


@pytest.fixture
def maple(school):
    return make_student(school)


def test_groups_say_what_was_expected_and_what_came():
    known = calibrate([*pairs(0.1, 1, 9), *pairs(0.7, 6, 4)], fewest=10)

    rows = [(g.low, g.high, g.count, g.expected, g.observed) for g in known.groups]
    assert rows == [
        (0.0, 0.2, 10, pytest.approx(0.1), 0.1),
        (0.6, 0.8, 10, pytest.approx(0.7), 0.6),
    ]
    assert (known.count, known.expected, known.observed) == (20, pytest.approx(8), 7)
    assert known.brier == pytest.approx((0.81 + 9 * 0.01 + 6 * 0.09 + 4 * 0.49) / 20)
    assert not known.has_hidden


def test_a_small_group_is_left_out_of_the_sums_too():
    known = calibrate([*pairs(0.1, 0, 9), *pairs(0.9, 10, 0)], fewest=10)

    assert [group.low for group in known.groups] == [0.8]
    assert (known.count, known.observed, known.has_hidden) == (10, 10, True)
    assert known.brier == pytest.approx(0.01)


def test_without_a_group_there_is_nothing_to_say():
    known = calibrate(pairs(0.5, 1, 1), fewest=10)

    assert (known.groups, known.brier, known.count, known.has_hidden) == ((), None, 0, True)


@pytest.mark.parametrize(("chance", "low"), [(0, 0.0), (0.2, 0.2), (0.79, 0.6), (1, 0.8)])
def test_a_chance_on_an_edge_belongs_above_it(chance, low):
    assert calibrate(pairs(chance, 1, 0), fewest=1).groups[0].low == low


def test_the_chance_is_that_of_the_last_row_up_to_the_day():
    rows = [{"on": "2026-10-01", "p_pass": 0.2}, {"on": "2026-10-08", "p_pass": 0.4}]

    assert chance_on(date(2026, 10, 7), rows) == 0.2
    assert chance_on(date(2026, 10, 8), rows) == 0.4
    assert chance_on(date(2026, 9, 30), rows) is None


def test_a_sitting_is_held_to_the_last_plan_made_before_it(maple):
    planned(maple, version=1, as_of=-30, chance=0.3)
    planned(maple, version=2, as_of=-10, chance=0.6)
    planned(maple, version=3, as_of=0, exam_on=30, chance=0.9)
    sat(maple)

    assert told() == [Pair(0.6, is_pass=True)]


def test_a_fail_is_an_outcome_as_well(maple):
    planned(maple)
    sat(maple, "fail")

    assert told() == [Pair(0.7, is_pass=False)]


def test_a_sitting_before_the_planned_day_takes_the_row_before_it(maple):
    planned(maple, exam_on=14)
    sat(maple)

    assert told() == [Pair(0.1, is_pass=True)]


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": None, "reported_on": None},
        {"outcome": "incomplete"},
        {"sat_on": SAT_ON + timedelta(days=1)},
        {"sat_on": SAT_ON - timedelta(days=31)},
        {"withdrawn_on": SAT_ON},
    ],
)
def test_what_no_forecast_reaches_or_no_result_has_is_left_out(maple, dean, change):
    planned(maple)
    if "withdrawn_on" in change:
        change |= {"withdrawn_by": dean, "withdrawn_reason": "Reported by mistake."}
    sat(maple, **change)

    assert told() == []


def test_a_plan_for_another_exam_foretells_nothing(maple):
    planned(maple, exam="level1")
    sat(maple)

    assert told() == []


def test_a_plan_the_student_went_back_from_foretells_nothing(maple):
    planned(maple, version=1, as_of=-30, chance=0.3)
    undone = planned(maple, version=2, as_of=-10, chance=0.6)
    StudyPlan.objects.filter(pk=undone.pk).update(undone_at=timezone.now())
    sat(maple)

    assert told() == [Pair(0.3, is_pass=True)]


def test_only_the_students_asked_for_count(maple):
    elm = make_student(make_school())
    for student in (maple, elm):
        planned(student)
        sat(student)

    assert len(told()) == 2
    assert len(told(Student.objects.filter(school=elm.school))) == 1


def test_any_number_of_students_takes_two_queries(school, today, django_assert_num_queries):
    for _ in range(12):
        student = make_student(school)
        planned(student)
        sat(student)

    with django_assert_num_queries(2):
        known = recorded_calibration(Student.objects.all(), today=today)

    assert known.count == 12


def test_the_command_tells_groups_that_are_large_enough(maple):
    for student in (maple, *(make_student(maple.school) for _ in range(10))):
        planned(student)
        sat(student)

    out, status = run("check_forecast", "--recorded")

    assert status == 0
    assert out == (
        "chance 60% to 80%: 11 sittings, 70.0% expected to pass, 100.0% passed\n"
        "Brier score: 0.090\n"
    )


@pytest.mark.django_db
def test_the_command_keeps_small_groups_to_itself():
    out, _ = run("check_forecast", "--recorded")

    assert out == "Groups of fewer than 10 sittings are not shown.\n"


@pytest.mark.django_db
def test_without_a_rule_nothing_is_told():
    SmallGroupRule.objects.update(effective_to=date(2020, 1, 1))

    with pytest.raises(CommandError, match="Add a rule"):
        run("check_forecast", "--recorded")
