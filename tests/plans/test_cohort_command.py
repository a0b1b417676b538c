"""The command that makes a cohort, and several processes that do: each commits what it made."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from plans import cohort
from plans.cohort import make_cohort
from students.gather import gather_cases
from students.models import Student
from tests.factories import TODAY, make_school, save_pass_by_policy

STUDENTS = 8  # in three chunks, for two processes


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(cohort, "CHUNK", 3)
    monkeypatch.setattr(cohort, "MODEL_STUDENTS", 2)


def test_several_processes_make_the_same_cohort(committed_db, small_chunks):
    one, two = make_school(), make_school()
    make_cohort(school=one, students=STUDENTS, seed=5, today=TODAY)

    make_cohort(school=two, students=STUDENTS, seed=5, today=TODAY, jobs=2)

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
    assert len(cohorts[0]) == STUDENTS
    assert cohorts[0] == cohorts[1]


def test_the_command_follows_the_schools_policy(school, small_chunks, capsys):
    save_pass_by_policy(school)

    call_command("make_cohort", students=1, school=school.code, as_of=TODAY)

    assert capsys.readouterr().out == f"1 made-up students joined {school}.\n"
    student = school.students.get()
    assert student.policy_code == school.code
    assert student.standing.deadline_on > TODAY - timedelta(days=150)


def test_the_same_cohort_joins_a_school_once(school, small_chunks):
    call_command("make_cohort", students=1, school=school.code, as_of=TODAY, verbosity=0)

    with pytest.raises(CommandError, match="The cohort of seed 1 is already in this school"):
        call_command("make_cohort", students=1, school=school.code, as_of=TODAY)

    assert school.students.count() == 1


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
