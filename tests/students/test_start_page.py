"""The student's first page: what is next, and only one thing."""

from datetime import date, timedelta

import pytest

from advising.models import Role
from students.assessments.queries import FIRST_SCORE_NOTE
from students.models import Fact, Improvement, PlannedRetake, SelfAssessment, Student
from tests.factories import make_student, make_user
from tests.students.intake_answers import fill_in, report_fail, save, submit


@pytest.fixture
def shown(page):
    """The first page's stops as (title, state)."""

    def read():
        journey = page.get("/start/").context["journey"]
        return [(stop.title.split(",")[0], stop.state.value) for stop in journey.stops]

    return read


def log_practice_exam(student, taken_on):
    return SelfAssessment.objects.create(
        student=student, instrument_id="cbssa", scale="epc", score=55, taken_on=taken_on
    )


def plan_retake(student, **days):
    """A plan that knows of the fail on record."""
    PlannedRetake.objects.create(student=student, fail=student.attempts.get(), version=1, **days)


def test_first_comes_the_result(page, shown):
    assert shown() == [
        ("Report your result", "next"),
        ("A few days to breathe", "later"),
        ("Tell us what happened", "later"),
        ("Take a first practice exam", "later"),
        ("Get your plan", "later"),
    ]
    assert page.get("/").url == "/start/"


def test_a_sitting_without_a_result_asks_for_it(page, student):
    attempt = student.attempts.create(sat_on=date(2026, 11, 2))

    journey = page.get("/start/").context["journey"]

    assert [stop.link.words for stop in journey.stops if stop.state == "next"] == ["Add the result"]
    assert f"/attempts/{attempt.public_id}/edit/" in page.get("/start/").content.decode()


def test_then_comes_the_intake_as_far_as_it_is(page, shown, student):
    report_fail(student)
    assert shown()[2] == ("Tell us what happened", "next")

    save(page, "program")

    journey = page.get("/start/").context["journey"]
    assert [stop.words for stop in journey.stops if stop.state == "next"] == [
        "1 of 8 steps are saved. The rest waits for you."
    ]


@pytest.mark.parametrize(("days", "state"), [(2, "later"), (3, "done")])
def test_a_few_days_to_breathe_pass_by_themselves(shown, student, today, days, state):
    reported_on = today - timedelta(days=days)
    student.attempts.create(sat_on=date(2026, 10, 14), reported_on=reported_on, outcome="fail")

    assert shown()[1] == ("A few days to breathe", state)


def test_then_comes_a_practice_exam_and_then_the_plan(page, shown, student):
    report_fail(student)
    fill_in(page)
    submit(page)
    assert shown()[2:4] == [
        ("Tell us what happened", "done"),
        ("Take a first practice exam", "next"),
    ]

    log_practice_exam(student, date(2026, 11, 20))

    assert shown()[3:] == [("Take a first practice exam", "done"), ("Get your plan", "next")]


@pytest.mark.parametrize(
    ("taken_on", "state"), [(date(2026, 10, 13), "later"), (date(2026, 10, 14), "done")]
)
def test_only_a_practice_exam_since_the_sitting_counts(shown, student, taken_on, state):
    report_fail(student)
    log_practice_exam(student, taken_on)

    assert shown()[3] == ("Take a first practice exam", state)


def test_what_a_first_score_is_like_is_said_while_it_is_known(page):
    known = page.get("/start/").text
    Improvement.objects.filter(key=FIRST_SCORE_NOTE).update(effective_to=date(2026, 11, 1))
    ended = page.get("/start/").text

    said = "A first score after a fail is often lower"
    assert (said in known, said in ended) == (True, False)
    assert "About half a day. It says where to start, not how it ends." in ended


def test_with_a_plan_the_way_is_done(page, student):
    report_fail(student)
    fill_in(page)
    submit(page)
    log_practice_exam(student, date(2026, 11, 20))
    plan_retake(student, starts_on=date(2026, 12, 1), exam_on=date(2027, 2, 3))

    journey = page.get("/start/").context["journey"]

    assert "next" not in [stop.state for stop in journey.stops]
    assert journey.stops[-1].words == "Plan 1: your exam is on Wed 3 Feb 2027."
    assert "/plan/today/" in page.get("/start/").content.decode()


def test_a_second_fail_starts_the_way_again(page, shown, student):
    report_fail(student)
    fill_in(page)
    submit(page)
    log_practice_exam(student, date(2026, 11, 20))
    plan_retake(student, starts_on=date(2026, 11, 1), exam_on=date(2026, 11, 21))
    student.attempts.create(
        sat_on=date(2026, 11, 21), reported_on=date(2026, 11, 24), outcome="fail"
    )

    assert [state for _, state in shown()] == ["done", "later", "next", "later", "later"]


def test_a_result_told_after_the_intake_asks_to_look_back_once_more(page, shown, student):
    report_fail(student)
    fill_in(page)
    submit(page)
    plan_retake(student, starts_on=date(2026, 11, 1), exam_on=date(2027, 2, 3))
    second = student.attempts.create(
        sat_on=date(2026, 11, 19), reported_on=date(2026, 11, 21), outcome="fail"
    )

    assert [state for _, state in shown()] == ["done", "later", "next", "later", "later"]
    stops = page.get("/start/").context["journey"].stops
    assert stops[2].words.startswith("Yours of Mon 23 Nov 2026 is from before this result.")
    assert stops[4].words.startswith("Your earlier plan has ended with this result")

    second.withdrawn_on, second.withdrawn_by = date(2026, 11, 23), student.user
    second.withdrawn_reason = "A slip"
    second.save()

    assert [state for _, state in shown()] == ["done", "done", "done", "next", "done"]


def test_a_pass_ends_the_way(page, student):
    student.attempts.create(
        sat_on=date(2026, 10, 14), reported_on=date(2026, 11, 11), outcome="pass"
    )

    content = page.get("/start/").content.decode()
    assert "<h1>You passed</h1>" in content
    assert "Begin your intake" not in content
    assert "Explaining the fail" not in content


def test_after_a_pass_the_next_exam_and_the_application_come_with_their_sources(page, student):
    report_fail(student)
    student.attempts.create(
        sat_on=date(2026, 11, 12), reported_on=date(2026, 11, 20), outcome="pass"
    )

    content = page.get("/start/").content.decode()

    assert "Step 2 CK counts for more now" in content
    assert "look more closely at Step 2 CK after a failed Step 1" in content
    assert "Explaining the fail in an application" in content
    assert "What you changed: how you planned, studied and asked for help." in content
    assert "Of 6,594 US matriculants 1993-2000 who failed Step 1, 90% graduated" in content
    assert content.count("Last checked Sun 22 Nov 2026.") == 3
    assert "seed 0" not in content


def test_a_pass_of_the_other_exam_says_nothing_of_step_2(page, student):
    report_fail(student)
    Student.objects.filter(pk=student.pk).update(exam="level1")
    student.attempts.create(
        sat_on=date(2026, 11, 12), reported_on=date(2026, 11, 20), outcome="pass"
    )

    content = page.get("/start/").content.decode()

    assert "Step 2 CK" not in content
    assert "Explaining the fail in an application" in content


def test_a_fact_that_staff_ended_is_left_out_after_a_pass(page, student):
    report_fail(student)
    Fact.objects.filter(code="explaining_a_fail").update(effective_to=date(2026, 11, 1))
    student.attempts.create(
        sat_on=date(2026, 11, 12), reported_on=date(2026, 11, 20), outcome="pass"
    )

    assert "Explaining the fail" not in page.get("/start/").content.decode()


def test_it_names_the_people_to_talk_to_and_the_crisis_lines(page, dean, advisor, school):
    make_user(Role.DEAN, school, name="A dean who left", is_active=False)

    content = page.get("/start/").content.decode()

    assert advisor.name in content
    assert f"mailto:{dean.email}" in content
    assert "A dean who left" not in content
    assert "call or text 988" in content
    assert '<a href="tel:988">Call 988</a>' in content
    assert '<a href="sms:988">Text 988</a>' in content
    assert '<a href="sms:741741">Text 741741</a>' in content


@pytest.mark.parametrize("address", ["/start/", "/dates/"])
def test_nobody_is_sent_to_an_advisor_who_left(page, dean, advisor, address):
    advisor.is_active = False
    advisor.save()

    content = page.get(address).content.decode()

    assert advisor.email not in content
    assert "You have no advisor here yet." in content
    assert f"mailto:{dean.email}" in content


def test_without_an_advisor_it_says_who_can_help(morning, client, school):
    client.force_login(make_student(school).user)

    assert "You have no advisor here yet." in client.get("/start/").content.decode()


def test_crisis_lines_are_only_for_students(client, dean):
    client.force_login(dean)

    assert "call or text 988" not in client.get("/attempts/new/").content.decode()


@pytest.mark.parametrize("attempts", [1, 3])
def test_it_costs_the_same_whatever_it_shows(page, student, attempts, django_assert_num_queries):
    for number in range(attempts):
        student.attempts.create(sat_on=date(2026, 1, 1 + number))
        log_practice_exam(student, date(2026, 2, 1 + number))

    with django_assert_num_queries(14):
        page.get("/start/")
