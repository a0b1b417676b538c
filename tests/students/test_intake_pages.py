"""The intake step by step: where it leads, what it says, and that only the student reads it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from advising.models import Role
from students.intake.steps import STEPS
from students.models import Intake, Standing
from tests.factories import make_student, make_user
from tests.students.intake_answers import ANSWERS, fill_in, report_fail, save, states

NOW = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)


def test_steps_follow_one_another_and_end_at_the_review(page, student):
    report_fail(student)

    went_to = [save(page, step).url for step in ANSWERS]

    assert went_to == [
        "/intake/program/",
        "/intake/clerkships/",
        "/intake/time/",
        "/intake/resources/",
        "/intake/looking-back/",
        "/intake/causes/",
        "/intake/wish/",
        "/intake/review/",
    ]
    assert states(page) == ["saved"] * 8


def test_a_saved_step_says_when_in_the_schools_time(page):
    save(page, "program")

    assert "saved <time" in page.get("/intake/program/").content.decode()
    assert ">10:42</time>" in page.get("/intake/").content.decode()


def test_a_step_saved_on_another_day_says_which(page, morning, student):
    save(page, "program")
    morning.shift(timedelta(days=2))
    page.force_login(student.user)

    assert ">Mon 23 Nov 10:42</time>" in page.get("/intake/program/").content.decode()


def test_every_step_says_who_reads_it_and_how_far_it_is(page):
    for number, step in enumerate(STEPS, start=1):
        content = page.get(f"/intake/{step.slug}/").content.decode()

        assert step.readers in content
        assert f"Step {number} of {len(STEPS)}" in content


def test_an_unknown_step_does_not_exist(page):
    assert page.get("/intake/elsewhere/").status_code == 404


def test_others_learn_of_a_draft_only_that_it_is_begun(page, student, dean):
    save(page, "looking-back", own_words="A secret of mine.")

    page.force_login(dean)
    file = page.get(reverse("caseload:student-intake", args=[student.public_id])).content.decode()
    assert "The intake is started and not submitted." in file
    assert "A secret of mine." not in file
    for step in (*ANSWERS, "review", "versions/1"):
        assert page.get(f"/intake/{step}/").status_code == 403


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.DEAN, Role.COMMITTEE, Role.STAFF])
def test_nobody_else_has_an_intake_to_fill_in(client, school, role):
    client.force_login(make_user(role, school))

    assert client.post("/intake/program/", ANSWERS["program"]).status_code == 403
    assert not Intake.objects.exists()


def test_one_student_never_sees_anothers_answers(page, client, school):
    save(page, "looking-back", own_words="A secret of mine.")
    client.force_login(make_student(school).user)

    content = client.get("/intake/looking-back/").content.decode()

    assert "A secret of mine" not in content
    assert states(client) == ["todo"] * 8


def test_the_first_saving_and_each_new_day_show_in_the_standing(page, morning, student):
    save(page, "program")
    first = Standing.objects.get(student=student).computed_at
    morning.shift(timedelta(hours=1))
    save(page, "wish")
    assert Standing.objects.get(student=student).computed_at == first

    morning.shift(timedelta(days=1))
    page.force_login(student.user)
    save(page, "wish")

    assert Standing.objects.get(student=student).computed_at == first + timedelta(days=1, hours=1)


@pytest.mark.parametrize("rotations", [1, 3])
def test_a_step_costs_the_same_whatever_it_holds(
    page, student, rotations, django_assert_num_queries
):
    for number in range(rotations):
        student.rotations.create(
            name=f"Rotation {number}", starts_on="2026-11-02", ends_on="2026-12-18"
        )

    with django_assert_num_queries(8):
        page.get("/intake/clerkships/")


@pytest.mark.parametrize("attempts", [1, 3])
def test_the_review_costs_the_same_whatever_it_holds(
    page, student, attempts, django_assert_num_queries
):
    for number in range(attempts):
        student.attempts.create(sat_on=NOW.date() - timedelta(days=100 + number))
    fill_in(page)

    with django_assert_num_queries(16):
        page.get("/intake/review/")
