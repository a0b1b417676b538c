"""Which exam a record is about: asked where it may be either, and what follows from Level 1."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from plans.actions import make_plan
from students.actions.attempts import amend_attempt, report_attempt
from students.attempts.exam import ReportedExam, problem_with_change, reported_exam
from students.casefile import case_to_json
from students.gather import gather_case, result_of
from students.models import (
    Instrument,
    IntakeVersion,
    PlannedRetake,
    RecordChange,
    Standing,
    Student,
)
from students.rules.case import Attempt as Result
from students.rules.case import Level, Outcome
from students.rules.reference import Scale
from tests.factories import student_of_case
from tests.reference_values import REFERENCE
from tests.students.intake_answers import report_fail, save, shown

NEW = "/attempts/new/"
SENT = {"sat_on": "2026-10-14", "outcome": "fail", "reported_on": "2026-11-11"}
LEVEL_1 = SENT | {"exam": "level1"}
BARE = Result(date(2026, 10, 14), date(2026, 11, 11), Outcome.FAIL)


def exam_and_track(student):
    return Student.objects.values_list("exam__code", "track").get(pk=student.pk)


def test_a_level_1_fail_is_reported_in_the_browser(page, student, today):
    response = page.post(NEW, LEVEL_1 | {"three_digit": "380", "points_below": "20"})

    assert response.status_code == 302
    assert exam_and_track(student) == ("level1", "DO")
    case = case_to_json(gather_case(Student.objects.get(pk=student.pk), as_of=today))
    assert (case["exam"], case["attempts"][0]["three_digit"]) == ("level1", 380)
    standing = Standing.objects.get(student=student)
    assert (standing.attempts_used, standing.attempts_left) == (1, 3)


def test_the_history_says_that_the_exam_is_another(page, student, school, policy):
    Student.objects.filter(pk=student.pk).update(policy_code=school.code)

    page.post(NEW, LEVEL_1)

    assert RecordChange.objects.filter(student=student).first().because == (
        "The sitting of COMLEX-USA Level 1 of Wed 14 Oct 2026 was reported as not passed, "
        "the result of Wed 11 Nov 2026."
    )


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"three_digit": "8"}, "three_digit", "A COMLEX-USA Level 1 score is between 9 and 999."),
        (
            {"three_digit": "1000"},
            "three_digit",
            "A COMLEX-USA Level 1 score is between 9 and 999.",
        ),
        (
            {"points_below": "999.5"},
            "points_below",
            "Points below the standard are between 0 and 999.",
        ),
        (
            {"area_cardiovascular": "lower"},
            "area_cardiovascular",
            "No content areas of COMLEX-USA Level 1 are known: clear these.",
        ),
    ],
)
def test_a_report_is_held_to_its_own_exams_scale(page, student, change, field, sentence):
    response = page.post(NEW, LEVEL_1 | change)

    assert response.context["form"].errors == {field: [sentence]}
    assert not student.attempts.exists()
    assert exam_and_track(student) == ("step1", "MD")


def test_the_exam_on_record_is_chosen_beforehand(page, student):
    form = page.get(NEW).context["form"]

    assert form["exam"].field.choices == [
        ("step1", "USMLE Step 1"),
        ("level1", "COMLEX-USA Level 1"),
    ]
    assert form["exam"].value() == "step1"


@pytest.mark.parametrize(("track", "is_asked"), [("MD", False), ("IMG", False), ("DO", True)])
def test_once_the_track_is_known_only_a_do_student_is_asked(page, student, track, is_asked):
    Student.objects.filter(pk=student.pk).update(track=track)
    IntakeVersion.objects.create(student=student, number=1, answers={"values": {}, "sections": []})

    assert ("exam" in page.get(NEW).context["form"].fields) is is_asked


def test_a_sitting_put_right_may_move_the_record_to_the_other_exam(page, student):
    page.post(NEW, SENT | {"three_digit": "188"})
    address = reverse("students:attempt-edit", args=[student.attempts.get().public_id])

    page.post(address, LEVEL_1 | {"three_digit": "388"})

    assert exam_and_track(student) == ("level1", "DO")
    assert student.attempts.get().three_digit == 388


def test_another_sittings_score_keeps_the_record_with_its_exam(page, student):
    page.post(NEW, SENT | {"three_digit": "188"})

    refused = page.post(NEW, LEVEL_1 | {"sat_on": "2026-01-14", "reported_on": "2026-02-11"})

    assert refused.context["form"].errors == {
        "exam": [
            "The sitting of Wed 14 Oct 2026 holds what a USMLE Step 1 report says. Empty its "
            "score, points and areas first, or choose USMLE Step 1: all sittings here are of "
            "one exam, and COMLEX-USA Level 1 is another."
        ]
    }
    assert exam_and_track(student) == ("step1", "MD")
    assert student.attempts.count() == 1


@pytest.mark.parametrize(
    "told", [{"three_digit": 188}, {"points_below": 0.0}, {"areas": {"renal": Level.LOWER}}]
)
def test_what_a_report_says_is_of_its_own_exam(told):
    step1, level1 = (reported_exam(code, REFERENCE) for code in ("step1", "level1"))

    assert problem_with_change(step1, level1, [BARE]) == ""
    assert problem_with_change(step1, level1, [Result(date(2026, 10, 14), **told)])


def test_an_exam_is_read_from_its_reference_rows():
    assert reported_exam("level1", REFERENCE) == ReportedExam(
        "COMLEX-USA Level 1", Scale("comlex", 9, 999), frozenset()
    )


def test_an_exam_that_nobody_knows_is_refused(student, today):
    with pytest.raises(ValidationError) as refusal:
        report_attempt(student=student, result=BARE, by=student.user, today=today, exam="step9")

    assert refusal.value.message_dict == {"exam": ["Choose an exam from the list."]}


def test_a_retake_planned_for_the_exam_before_is_planned_no_more(client, school, today):
    student = student_of_case(school, attempts=[SENT], scores=[])
    make_plan(student=student, by=student.user, today=today)
    attempt = student.attempts.get()

    amend_attempt(
        attempt=attempt, result=result_of(attempt), by=student.user, today=today, exam="level1"
    )

    assert not PlannedRetake.objects.filter(student=student).exists()
    assert Standing.objects.get(student=student).exam_on is None
    client.force_login(student.user)
    assert client.get("/plan/", follow=True).redirect_chain == [("/plan/new/", 302)]


def test_the_intake_asks_a_do_student_which_exam(page, student):
    report_fail(student)

    response = save(page, "program", exam="level1")

    assert response.status_code == 302
    assert shown(page, "program")["exam"].value() == "level1"


def test_the_intake_refuses_an_exam_that_the_track_does_not_sit(page, student):
    form = save(page, "program", track="MD", exam="level1").context["form"]

    assert form.errors == {
        "exam": ["COMLEX-USA Level 1 is for students of DO schools. Change one of the two answers."]
    }


def test_the_intake_refuses_an_exam_that_a_reported_score_is_not_of(page, student):
    page.post(NEW, SENT | {"three_digit": "188"})

    errors = save(page, "program", exam="level1").context["form"].errors

    assert "holds what a USMLE Step 1 report says" in errors["exam"][0]


@pytest.fixture
def osteopath(school, advisor):
    """A DO student who failed Level 1 four months ago and has told everything."""
    return student_of_case(
        school,
        advisor=advisor,
        exam="level1",
        student={"track": "DO", "class_year": 2028},
        attempts=[{"sat_on": "2026-06-10", "reported_on": "2026-07-08", "outcome": "fail"}],
        scores=[],
    )


def test_the_plan_page_says_kindly_that_there_is_none_for_level_1(page, client, osteopath):
    client.force_login(osteopath.user)

    content = client.get("/plan/new/").content.decode()

    assert "A day-by-day plan cannot be made here for COMLEX-USA Level 1 yet" in content
    assert "Plan the weeks with your advisor." in content
    assert "Make my plan" not in content


def test_the_first_page_promises_no_plan_for_level_1(page, client, osteopath):
    client.force_login(osteopath.user)

    stop = client.get("/start/").context["journey"].stops[-1]

    assert (stop.title, stop.is_done, stop.link.name) == (
        "Plan with your advisor",
        False,
        "students:date-list",
    )
    assert "A day-by-day plan cannot be made here for COMLEX-USA Level 1 yet." in stop.words


def test_practice_scores_for_level_1_are_kept_and_not_read(page, client, osteopath, dean):
    osteopath.assessments.create(
        instrument=Instrument.objects.get(code="comsae"),
        scale="comsae",
        score=395,
        taken_on=date(2026, 11, 14),
    )
    client.force_login(osteopath.user)
    own = client.get("/assessments/").content.decode()
    client.force_login(dean)
    deans = client.get(f"/caseload/{osteopath.public_id}/scores/").content.decode()

    for content in (own, deans):
        assert "No reading is made of practice scores for COMLEX-USA Level 1" in content
        assert "395 COMSAE" in content
        assert "66 EPC" not in content
    assert "Forms you have not used" not in own


def test_nobody_is_flagged_for_what_cannot_be_had_for_level_1(osteopath):
    flags = Standing.objects.get(student=osteopath).flags

    assert "nothing_since_fail" in flags
    assert not {"no_plan", "no_recent_score"} & set(flags)
