"""A made-up cohort: the same people every time, and concluded from as everyone is."""

from itertools import islice

import pytest
from django.forms import model_to_dict

from advising.models import Role, User
from plans import cohort
from plans.cohort import make_cohort
from plans.made_up import made_up_cases
from plans.models import StudyPlan
from students.actions.standing import refresh_standings
from students.casefile import case_to_json, parse_case
from students.gather import gather_cases
from students.models import PlannedRetake, Standing, Student
from students.rules.case import Outcome
from tests.factories import TODAY, make_school, make_user, save_pass_by_policy
from tests.reference_values import REFERENCE

SEED = 5


def drawn(count, *, seed=SEED, policy_code=None):
    return list(islice(made_up_cases(seed=seed, today=TODAY, policy_code=policy_code), count))


def standings(students):
    """Every column but when it was computed, by address."""
    return {
        row.student.user.email: model_to_dict(row, exclude=["student"])
        for row in Standing.objects.filter(student__in=students).select_related("student__user")
    }


@pytest.fixture
def small_chunks(monkeypatch):
    make_chunks_small(monkeypatch)


def make_chunks_small(patch):
    patch.setattr(cohort, "CHUNK", 5)
    patch.setattr(cohort, "MODEL_STUDENTS", 2)


@pytest.fixture(scope="module")
def cases():
    return drawn(300)


@pytest.fixture(scope="module")
def made_once(module_db):
    """A school with one advisor and a cohort of twelve, made in three chunks."""
    school = make_school()
    make_user(Role.ADVISOR, school)
    save_pass_by_policy(school)
    with pytest.MonkeyPatch.context() as patch:
        make_chunks_small(patch)
        make_cohort(school=school, students=12, seed=SEED, today=TODAY, policy_code=school.code)
    return school


@pytest.fixture
def made(made_once, db):
    return Student.objects.filter(school=made_once).order_by("pk")


def test_the_same_seed_and_day_draw_the_same_cases():
    assert drawn(50) == drawn(50)
    assert drawn(50) != drawn(50, seed=SEED + 1)


def test_every_case_drawn_is_one_a_school_could_send(cases):
    for case in cases:
        assert parse_case(case_to_json(case), REFERENCE) == case


def test_what_is_drawn_comes_in_its_order(cases):
    for case in cases:
        days = [attempt.sat_on for attempt in case.attempts]
        assert days == sorted(days)
        assert max(days) <= TODAY
        assert all(score.taken_on < TODAY for score in case.scores)


def test_there_is_somebody_of_every_kind(cases):
    last = [case.attempts[-1] for case in cases]

    assert {attempt.outcome for attempt in last} == {Outcome.FAIL, Outcome.PASS, None}
    assert {len(case.attempts) for case in cases} >= {1, 2, 3}
    assert {len(case.scores) for case in cases} >= {0, 1, 2, 3}


@pytest.mark.parametrize("size", [4, 5, 2000])
def test_the_record_is_the_case_drawn_across_chunks(made, made_once, size):
    gathered = [case for _, case in gather_cases(made, as_of=TODAY, chunk_size=size)]

    assert gathered == drawn(12, policy_code=made_once.code)


def test_a_cohort_made_again_elsewhere_is_the_same(made, small_chunks):
    people = list(User.objects.filter(student__in=made).order_by("pk").values_list("name"))
    other = make_school()

    assert make_cohort(school=other, students=12, seed=SEED, today=TODAY) == 12

    again = Student.objects.filter(school=other).order_by("pk")
    assert list(again.values_list("user__name")) == people
    assert [case for _, case in gather_cases(again, as_of=TODAY)] == drawn(12)


def test_standings_are_what_the_rules_say_of_the_record(made):
    at_first = standings(made)

    refresh_standings(made, today=TODAY)

    assert len(at_first) == 12
    assert standings(made) == at_first


def test_some_of_those_who_wait_for_their_retake_have_a_plan(made):
    plans = StudyPlan.objects.filter(student__in=made).order_by("student")
    retakes = PlannedRetake.objects.filter(student__in=made).order_by("student")

    assert [plan.student_id for plan in plans] == [row.student_id for row in retakes]
    assert [(plan.starts_on, plan.exam_on) for plan in plans] == [
        (row.starts_on, row.exam_on) for row in retakes
    ]
    assert len({plan.exam_on for plan in plans}) <= 2 < len(plans) < 12
    assert not plans.filter(student__attempts__outcome=Outcome.PASS).exists()


def test_advisors_share_the_students(made, made_once):
    advisor = User.objects.get(school=made_once, role=Role.ADVISOR)

    assert set(made.values_list("advisor", flat=True)) == {advisor.pk}


def test_nobody_of_a_cohort_can_log_in(made):
    people = User.objects.filter(student__in=made)

    assert all(not person.has_usable_password() for person in people)
    assert all(person.email.endswith("@cohort.example") for person in people)
