"""A made-up cohort: the same people every time, and concluded from as everyone is."""

from datetime import timedelta
from itertools import islice

import pytest
from django.core.management import CommandError, call_command
from django.forms import model_to_dict

from advising.models import User
from plans import cohort
from plans.cohort import make_cohort
from plans.made_up import made_up_cases
from plans.models import StudyPlan
from students.actions.standing import refresh_standings
from students.casefile import case_to_json, parse_case
from students.gather import gather_cases
from students.models import PlannedRetake, Standing, Student
from students.rules.case import Outcome
from tests.factories import TODAY, make_school, save_pass_by_policy
from tests.reference_values import REFERENCE

SEED = 5


def drawn(count, *, seed=SEED, policy_code=None):
    return list(islice(made_up_cases(seed=seed, today=TODAY, policy_code=policy_code), count))


def standings():
    """Every column but when it was computed, by address."""
    return {
        row.student.user.email: model_to_dict(row, exclude=["student"])
        for row in Standing.objects.select_related("student__user")
    }


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(cohort, "CHUNK", 5)
    monkeypatch.setattr(cohort, "MODEL_STUDENTS", 2)


@pytest.fixture
def made(school, advisor, small_chunks):
    save_pass_by_policy(school)
    make_cohort(school=school, students=12, seed=SEED, today=TODAY, policy_code=school.code)
    return Student.objects.order_by("pk")


def test_the_same_seed_and_day_draw_the_same_cases():
    assert drawn(50) == drawn(50)
    assert drawn(50) != drawn(50, seed=SEED + 1)


def test_every_case_drawn_is_one_a_school_could_send():
    for case in drawn(300):
        assert parse_case(case_to_json(case), REFERENCE) == case


def test_what_is_drawn_comes_in_its_order():
    cases = drawn(300)

    for case in cases:
        days = [attempt.sat_on for attempt in case.attempts]
        assert days == sorted(days)
        assert max(days) <= TODAY
        assert all(score.taken_on < TODAY for score in case.scores)


def test_there_is_somebody_of_every_kind():
    last = [case.attempts[-1] for case in drawn(300)]

    assert {attempt.outcome for attempt in last} == {Outcome.FAIL, Outcome.PASS, None}
    assert {len(case.attempts) for case in drawn(300)} >= {1, 2, 3}
    assert {len(case.scores) for case in drawn(300)} >= {0, 1, 2, 3}


@pytest.mark.parametrize("size", [4, 5, 2000])
def test_the_record_is_the_case_drawn_across_chunks(made, school, size):
    gathered = [case for _, case in gather_cases(made, as_of=TODAY, chunk_size=size)]

    assert gathered == drawn(12, policy_code=school.code)


def test_a_cohort_made_again_elsewhere_is_the_same(made, school):
    people = list(User.objects.filter(student__in=made).order_by("pk").values_list("name"))
    other = make_school()

    assert make_cohort(school=other, students=12, seed=SEED, today=TODAY) == 12

    again = Student.objects.filter(school=other).order_by("pk")
    assert list(again.values_list("user__name")) == people
    assert [case for _, case in gather_cases(again, as_of=TODAY)] == drawn(12)


def test_standings_are_what_the_rules_say_of_the_record(made):
    at_first = standings()

    refresh_standings(made, today=TODAY)

    assert len(at_first) == 12
    assert standings() == at_first


def test_some_of_those_who_wait_for_their_retake_have_a_plan(made):
    plans = StudyPlan.objects.select_related("student").order_by("student")
    retakes = PlannedRetake.objects.order_by("student")

    assert [plan.student_id for plan in plans] == [row.student_id for row in retakes]
    assert [(plan.starts_on, plan.exam_on) for plan in plans] == [
        (row.starts_on, row.exam_on) for row in retakes
    ]
    assert len({plan.exam_on for plan in plans}) <= 2 < len(plans) < 12
    assert not plans.filter(student__attempts__outcome=Outcome.PASS).exists()


def test_several_processes_make_the_same_cohort(committed_db, small_chunks):
    one, two = make_school(), make_school()
    make_cohort(school=one, students=16, seed=SEED, today=TODAY)

    make_cohort(school=two, students=16, seed=SEED, today=TODAY, jobs=2)

    cohorts = [
        {
            student.user.name: (case, student.standing.flags, student.plans.count())
            for student, case in gather_cases(
                Student.objects.filter(school=school).select_related("user", "standing"),
                as_of=TODAY,
            )
        }
        for school in (one, two)
    ]
    assert len(cohorts[0]) == 16
    assert cohorts[0] == cohorts[1]


def test_advisors_share_the_students(made, advisor):
    assert set(made.values_list("advisor", flat=True)) == {advisor.pk}


def test_nobody_of_a_cohort_can_log_in(made):
    people = User.objects.filter(student__in=made)

    assert all(not person.has_usable_password() for person in people)
    assert all(person.email.endswith("@cohort.example") for person in people)


def test_the_command_follows_the_schools_policy(school, small_chunks, capsys):
    save_pass_by_policy(school)

    call_command("make_cohort", students=1, school=school.code, as_of=TODAY)

    assert capsys.readouterr().out == f"1 made-up students joined {school}.\n"
    assert Student.objects.get().policy_code == school.code
    assert Standing.objects.get().deadline_on > TODAY - timedelta(days=150)


def test_the_same_cohort_joins_a_school_once(school, small_chunks):
    call_command("make_cohort", students=1, school=school.code, as_of=TODAY, verbosity=0)

    with pytest.raises(CommandError, match="The cohort of seed 1 is already in this school"):
        call_command("make_cohort", students=1, school=school.code, as_of=TODAY)

    assert Student.objects.count() == 1


def test_the_command_works_with_one_process_or_more(school):
    with pytest.raises(CommandError, match="Give at least one job"):
        call_command("make_cohort", students=1, school=school.code, jobs=0)


def test_the_command_knows_its_schools(db):
    with pytest.raises(CommandError, match=r"no school nowhere\. Make the demo school"):
        call_command("make_cohort", students=1, school="nowhere")
    make_school(code="here")
    with pytest.raises(CommandError, match=r"no school nowhere\. Give one of: here\."):
        call_command("make_cohort", students=1, school="nowhere")


@pytest.mark.parametrize("students", [0, -5])
def test_the_command_makes_somebody(school, students):
    with pytest.raises(CommandError, match="Give at least one student"):
        call_command("make_cohort", students=students, school=school.code)


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "0001-01-01", "9999-01-01"])
@pytest.mark.parametrize("command", ["make_cohort", "export_case"])
def test_a_day_is_one_of_the_calendar(command, day):
    rest = ["--students", "1"] if command == "make_cohort" else ["birch@school.example"]

    with pytest.raises(CommandError, match=f"{day} is not a day: give it as YYYY-MM-DD"):
        call_command(command, *rest, f"--as-of={day}")
