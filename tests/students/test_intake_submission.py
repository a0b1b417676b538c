"""Submitting the intake: once, only when complete, and the record follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from students.actions.intake import submit_intake
from students.gather import gather_case
from students.intake.background import Background
from students.intake.booklet import Booklet
from students.models import Intake, Standing, Student
from students.rules import case
from tests.students.intake_answers import fill_in, report_fail, save, submit


def numbers(student):
    return list(student.intake_versions.values_list("number", flat=True))


def test_the_record_says_what_the_intake_says(filled, student, today):
    response = submit(filled)

    told = gather_case(Student.objects.get(pk=student.pk), as_of=today)
    assert response.url == "/intake/versions/1/"
    assert told.student == case.Student(
        track=case.Track.DO,
        class_year=2028,
        states=("AK", "TX"),
        events={"matriculated": date(2024, 8, 5)},
        rotation_choice=case.RotationRule.FINISH,
    )
    assert told.rotations == (case.Rotation(date(2026, 11, 2), date(2026, 12, 18), name="Surgery"),)
    assert told.availability == case.Availability(
        starts_on=date(2026, 12, 19),
        hours={"mon": 8, "sat": 4.5},
        days_off=(date(2026, 12, 25),),
        blocked=(
            case.Blocked(date(2027, 1, 4), date(2027, 1, 6), "family"),
            case.Blocked(date(2027, 1, 11), date(2027, 1, 11), "a wedding"),
        ),
    )
    assert (told.causes, told.resources) == (("rushed", "isolated"), ("uworld",))
    assert told.permit == case.Period(date(2026, 12, 1), date(2027, 2, 28))
    assert told.wish == case.Wish(exam_on=date(2027, 2, 3), target_probability=0.855)


def test_submitting_brings_the_standing_up_to_the_record(filled, student, today):
    submit(filled)

    assert Standing.objects.get(student=student).as_of == today


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_double_click_makes_one_version(filled, morning, student, seconds):
    page = filled.get("/intake/review/")
    seen_at = page.context["booklet"].background.seen_at.isoformat()
    morning.shift(seconds)

    first = filled.post("/intake/review/", {"seen_at": seen_at})
    second = filled.post("/intake/review/", {"seen_at": seen_at})

    assert (first.url, second.url) == ("/intake/versions/1/", "/intake/versions/1/")
    assert numbers(student) == [1]


def test_going_through_the_steps_again_unchanged_makes_no_version(filled, student):
    submit(filled)
    fill_in(filled)

    assert submit(filled).url == "/intake/versions/1/"
    assert numbers(student) == [1]
    assert Intake.objects.get(student=student).answers == {}


def test_an_unfinished_intake_is_not_submitted(page, student):
    report_fail(student)
    fill_in(page)
    save(page, "time", hours_mon="17")

    response = submit(page)

    assert response.status_code == 200
    assert "This step is not finished yet." in response.content.decode()
    assert numbers(student) == []


def test_answers_that_time_has_overtaken_are_not_submitted(filled, morning, student):
    morning.shift(timedelta(days=80))
    filled.force_login(student.user)

    response = submit(filled)

    assert response.status_code == 200
    assert numbers(student) == []
    assert (
        "This was right when you saved it and is not any more. Do you have a date in mind? "
        "Enter a day after today, or leave this empty."
    ) in response.content.decode()
    assert "This step is not finished yet." not in response.content.decode()


def test_an_intake_without_a_result_is_not_submitted(page, student):
    report_fail(student)
    fill_in(page)
    student.attempts.all().delete()

    submit(page)

    assert numbers(student) == []


@pytest.mark.parametrize("seen_at", ["2026-11-23T15:41:00+00:00", "", "soon"])
def test_answers_changed_in_another_tab_are_read_through_again(filled, student, seen_at):
    response = filled.post("/intake/review/", {"seen_at": seen_at}, follow=True)

    assert "Your answers changed after this page was opened" in response.content.decode()
    assert numbers(student) == []


def test_rows_that_say_the_same_are_left_alone(filled, student):
    submit(filled)
    before = list(student.rotations.values_list("pk", flat=True))

    save(filled, "wish", exam_on="")
    submit(filled)

    assert list(student.rotations.values_list("pk", flat=True)) == before


def test_the_action_refuses_a_draft_that_changed_since_it_was_read(filled, student, today):
    booklet = Booklet(Background(student, today=today))
    seen_at = booklet.background.seen_at

    def send():
        return submit_intake(
            student=student,
            facts=booklet.facts(),
            answers=booklet.answers(),
            seen_at=seen_at,
            today=today,
        )

    assert booklet.is_complete
    Intake.objects.filter(student=student).update(saved_at=seen_at + timedelta(microseconds=1))
    with pytest.raises(ValidationError, match="changed after this page"):
        send()
    Intake.objects.filter(student=student).update(saved_at=seen_at)
    assert send().number == 1
