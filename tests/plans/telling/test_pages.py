"""What is said beside a plan, on the pages of the student and of those who advise."""

import re

import pytest

from plans.actions import make_plan
from students.actions.attempts import withdraw_attempt
from students.actions.holds import mark_task
from students.actions.standing import refresh_standing
from students.models import HoldTask
from tests.factories import TODAY, student_of_case

pytestmark = pytest.mark.django_db

MEET_AND_PASS = {
    "code": "tight",
    "name": "Tight policy",
    "source": "https://example.org/policy",
    "max_attempts": 3,
    "on_fail": [
        {
            "rotation": "finish",
            "resume_on": "pass",
            "meetings": ["Dean of Students"],
            "deadlines": [
                {"kind": "meet_by", "shape": "days_after", "event": "reported", "n": 5},
                {"kind": "pass_by", "shape": "weeks_after", "event": "reported", "n": 16},
            ],
        }
    ],
}


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-11-23T15:00:00Z")


@pytest.fixture
def tight(school, advisor):
    """A student whose plan does not fit, who rushed, and whose day to meet is over."""
    student = student_of_case(
        school, advisor=advisor, policy=MEET_AND_PASS, causes=["rushed", "life_event", "burnout"]
    )
    refresh_standing(student, today=TODAY)
    make_plan(student=student, by=student.user, today=TODAY)
    return student


def words_of(client, user, address):
    client.force_login(user)
    content = client.get(address).content.decode()
    main = content[content.index("<main") : content.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_each_reader_of_a_plan_that_does_not_fit_is_spoken_to_as_who_they_are(client, tight, dean):
    own = words_of(client, tight.user, "/plan/")
    told = words_of(client, dean, f"/caseload/{tight.public_id}/plan/")

    assert "You rushed last time" in own
    assert "The student says the last attempt was rushed" in told
    assert "ask your dean what it would mean" in own
    assert "what it would mean is yours to weigh together" in told
    assert not re.search(r"\byour (dean|deadlines|hours|exam)|you (rushed|could)", told)


def test_what_changed_is_said_to_those_who_advise_in_their_words(client, tight, dean):
    tight.availability.hours_sat = 0
    tight.availability.save()
    tight.exam_wish_on = None
    make_plan(student=tight, by=tight.user, today=TODAY)

    told = words_of(client, dean, f"/caseload/{tight.public_id}/plan/versions/1/2/")

    assert "Plan 1 and plan 2" in told
    assert not re.search(r"\byour dean|you (asked|are ready)", told)


def test_a_finding_opens_its_rule_inputs_source_and_the_reasons_of_each_day(client, tight, dean):
    for user, page, dates in (
        (tight.user, "/plan/", "/dates/"),
        (dean, f"/caseload/{tight.public_id}/plan/", f"/caseload/{tight.public_id}/dates/"),
    ):
        client.force_login(user)
        content = client.get(page).content.decode()
        finding = content[content.index("which is over") :]
        finding = finding[: finding.index("</details>")]

        assert "The policy&#x27;s day, with every extension granted, against today." in finding
        assert "Day of the policy: <strong>Mon 16 Nov 2026</strong>" in finding
        assert "<dt>Source</dt>" in finding
        assert f'href="{dates}">The dates, with the chain of reasons behind each' in finding


def test_a_finding_names_its_documents_by_title(client, tight):
    content = words_of(client, tight.user, "/plan/")

    assert "Source seed 0" not in content
    assert "Source “" in content


def test_a_meeting_that_took_place_is_not_told_as_over(client, tight, dean):
    assert "to meet by Mon 16 Nov 2026, which is over" in words_of(client, tight.user, "/plan/")

    for task in HoldTask.objects.filter(hold__student=tight, kind="meeting"):
        mark_task(task=task, is_done=True, by=dean, today=TODAY)

    assert "which is over" not in words_of(client, tight.user, "/plan/")
    assert "which is over" not in words_of(client, dean, f"/caseload/{tight.public_id}/plan/")


def test_what_a_plan_knows_says_of_when_it_is(client, tight, dean):
    for user, address in (
        (tight.user, "/plan/"),
        (dean, f"/caseload/{tight.public_id}/plan/"),
    ):
        said = words_of(client, user, address)
        assert "As it was known on Mon 23 Nov 2026, when this plan was made." in said


def test_a_plan_whose_days_hold_is_brought_up_to_date_with_the_record(client, school, dean):
    earlier, latest = ("2026-03-14", "2026-04-11"), ("2026-10-14", "2026-11-11")
    student = student_of_case(
        school,
        student={"track": "MD", "class_year": 2028, "states": ["AK"]},
        attempts=[
            {"sat_on": sat, "reported_on": reported, "outcome": "fail"}
            for sat, reported in (earlier, latest)
        ],
    )
    refresh_standing(student, today=TODAY)
    make_plan(student=student, by=student.user, today=TODAY)
    assert "sittings and 2 are used" in words_of(client, student.user, "/plan/")

    mistaken = student.attempts.get(sat_on=earlier[0])
    withdraw_attempt(attempt=mistaken, reason="Told twice", by=dean, today=TODAY)
    preview = client.get("/plan/replan/")
    assert "Your days stay as they are." in preview.content.decode()
    client.post("/plan/replan/", {"seen": preview.context["page"].digest})

    assert "are used" not in words_of(client, student.user, "/plan/")
    assert "Nothing would change" in words_of(client, student.user, "/plan/replan/")
