"""Reporting a sitting of the exam, in the browser's own terms: what is sent, what comes back."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from students.actions.attempts import report_attempt
from students.gather import result_of
from students.models import Attempt, Standing
from students.rules.case import Attempt as Result
from students.rules.case import Level, Outcome
from tests.factories import make_student

NEW = "/attempts/new/"
FAIL = {
    "sat_on": "2026-10-14",
    "outcome": "fail",
    "reported_on": "2026-11-11",
    "three_digit": "",
    "points_below": "6.5",
    "area_cardiovascular": "lower",
    "area_biostatistics": "higher",
}


def reported(student):
    return [result_of(attempt) for attempt in student.attempts.order_by("sat_on")]


def test_a_reported_fail_is_in_the_record_and_in_the_standing(page, student):
    response = page.post(NEW, FAIL)

    assert (response.status_code, response.url) == (302, "/start/")
    assert reported(student) == [
        Result(
            sat_on=date(2026, 10, 14),
            reported_on=date(2026, 11, 11),
            outcome=Outcome.FAIL,
            points_below=6.5,
            areas={"cardiovascular": Level.LOWER, "biostatistics": Level.HIGHER},
        )
    ]
    assert Standing.objects.get(student=student).attempts_used == 1


def test_a_double_click_reports_one_sitting(page, student):
    first, second = page.post(NEW, FAIL), page.post(NEW, FAIL)

    assert (first.url, second.url) == ("/start/", "/start/")
    assert len(reported(student)) == 1


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"sat_on": ""}, "sat_on", "Enter a day."),
        (
            {"outcome": ""},
            "outcome",
            "Choose what the result was, or that it is not out yet.",
        ),
        ({"sat_on": "2026-02-30"}, "sat_on", "Enter a day that exists, such as 2026-03-15."),
        ({"sat_on": "2026-11-24"}, "sat_on", "Enter a day that is not in the future."),
        (
            {"reported_on": "2026-10-13"},
            "reported_on",
            "A result cannot come before the day of the exam.",
        ),
        ({"reported_on": "2026-11-24"}, "reported_on", "Enter a day that is not in the future."),
        ({"reported_on": ""}, "reported_on", "Enter the day the result came."),
        (
            {
                "outcome": "pending",
                "points_below": "",
                "area_cardiovascular": "",
                "area_biostatistics": "",
            },
            "reported_on",
            "Leave this empty until the result is out, or choose the result.",
        ),
        ({"three_digit": "301"}, "three_digit", "A USMLE Step 1 score is between 1 and 300."),
        ({"three_digit": "0"}, "three_digit", "A USMLE Step 1 score is between 1 and 300."),
        (
            {"points_below": "-1"},
            "points_below",
            "Points below the standard are between 0 and 300.",
        ),
        (
            {"outcome": "pass"},
            "points_below",
            "Leave this empty unless you did not pass.",
        ),
        (
            {"outcome": "incomplete", "three_digit": "190"},
            "three_digit",
            "Leave this empty: without a result there is no score.",
        ),
        (
            {"outcome": "pass", "points_below": ""},
            "area_biostatistics",
            "Only a report of a fail shows content areas. Leave them empty.",
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(page, student, change, field, sentence):
    response = page.post(NEW, FAIL | change)

    assert response.context["form"].errors[field] == [sentence]
    assert b"<title>Error: " in response.content
    assert reported(student) == []


@pytest.mark.parametrize(
    "change",
    [
        {"sat_on": "2026-11-23", "reported_on": "2026-11-23"},
        {"three_digit": "1"},
        {"three_digit": "300"},
        {"points_below": "0"},
        {"outcome": "incomplete", "reported_on": "", "points_below": ""}
        | {"area_cardiovascular": "", "area_biostatistics": ""},
    ],
)
def test_what_can_just_be_is_taken(page, student, change):
    page.post(NEW, FAIL | change)

    assert len(reported(student)) == 1


def test_another_result_on_a_reported_day_is_refused(page, student):
    page.post(NEW, FAIL)

    response = page.post(NEW, FAIL | {"points_below": "9"})

    assert response.context["form"].errors == {
        "sat_on": ["A sitting on this day is already on record. Check the day, or change that one."]
    }
    assert [result.points_below for result in reported(student)] == [6.5]


def test_a_level_the_report_does_not_have_is_refused(page, student):
    response = page.post(NEW, FAIL | {"area_cardiovascular": "lowest"})

    assert list(response.context["form"].errors) == ["area_cardiovascular"]
    assert reported(student) == []


def test_a_sitting_can_be_put_right(page, student):
    page.post(NEW, FAIL)
    address = reverse("students:attempt-edit", args=[student.attempts.get().public_id])

    shown = page.get(address).context["form"]
    response = page.post(address, FAIL | {"sat_on": "2026-10-15", "area_cardiovascular": ""})

    assert (shown["sat_on"].value(), shown["area_biostatistics"].value()) == (
        date(2026, 10, 14),
        "higher",
    )
    assert response.url == "/start/"
    (result,) = reported(student)
    assert (result.sat_on, result.areas) == (date(2026, 10, 15), {"biostatistics": Level.HIGHER})


def test_a_change_to_what_it_is_already_changes_nothing(page, student, morning):
    page.post(NEW, FAIL)
    computed_at = Standing.objects.get(student=student).computed_at
    morning.shift(60)

    page.post(reverse("students:attempt-edit", args=[student.attempts.get().public_id]), FAIL)

    assert Standing.objects.get(student=student).computed_at == computed_at


def test_an_area_of_another_exam_is_refused(student, today):
    result = Result(
        sat_on=date(2026, 10, 14),
        reported_on=date(2026, 11, 11),
        outcome=Outcome.FAIL,
        areas={"osteopathy": Level.LOWER},
    )

    with pytest.raises(ValidationError) as refusal:
        report_attempt(student=student, result=result, by=student.user, today=today)

    assert refusal.value.message_dict == {
        "area_osteopathy": ["The exam outline has no area “osteopathy”."]
    }


def test_a_refused_change_leaves_the_sitting_as_it_was(page, student):
    page.post(NEW, FAIL)
    address = reverse("students:attempt-edit", args=[student.attempts.get().public_id])

    page.post(address, FAIL | {"sat_on": "2026-12-01"})

    assert reported(student)[0].sat_on == date(2026, 10, 14)


def test_saving_goes_back_to_the_intake_that_asked(page, student):
    assert page.post(f"{NEW}?from=intake", FAIL).url == "/intake/result/"


def test_only_known_pages_are_gone_back_to(page, student):
    assert page.post(f"{NEW}?from=https://elsewhere.example/", FAIL).url == "/start/"


def test_another_students_sitting_does_not_exist(page, school):
    other = make_student(school)
    attempt = Attempt.objects.create(student=other, sat_on=date(2026, 10, 14))
    address = reverse("students:attempt-edit", args=[attempt.public_id])

    assert page.get(address).status_code == 404
    assert page.post(address, FAIL).status_code == 404
    assert page.get(reverse("students:attempt-edit", args=[uuid4()])).status_code == 404
    attempt.refresh_from_db()
    assert attempt.outcome is None
