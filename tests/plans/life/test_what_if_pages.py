"""Asking what if, as the student asks."""

import re

import pytest
from django.urls import reverse

from plans.actions import make_plan
from tests.factories import TODAY, make_school, save_pass_by_policy, student_of_case
from tests.plans.life.living import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(0)


@pytest.fixture(scope="module")
def held_plan(module_db):
    """The plan of a student who has to pass within 20 weeks."""
    school = make_school()
    save_pass_by_policy(school, weeks=20)
    student = student_of_case(school, policy=school.code)
    return make_plan(student=student, by=student.user, today=TODAY)


def test_what_if_asks_first(client, plan):
    page = page_of(client, "what-if")

    assert "your 45 hours" in page
    assert "What follows" not in page


def test_what_if_sets_consequences_side_by_side_and_saves_nothing(client, plan):
    page = page_of(client, "what-if", hours="20", exam_on="")

    assert re.findall(r"<td>(?:\s*<strong>)?(45|20)\b", page) == ["45", "20"]
    assert reverse("students:intake-step", args=["time"]) in page
    assert reverse("students:intake-step", args=["wish"]) not in page
    assert plan.student.plans.count() == 1


def test_what_if_for_a_date_that_cannot_be_says_why(client, plan):
    page = page_of(client, "what-if", exam_on="2026-11-29", hours="")

    assert "The exam cannot be on Sun 29 Nov 2026 as you wished: " in page
    assert "What follows is for Wed 24 Feb 2027 instead, the day a plan would choose." in page
    assert '<th scope="col">Instead</th>' in page
    assert reverse("students:intake-step", args=["wish"]) not in page


def test_what_if_gives_the_rule_and_the_titled_source_of_a_no(client, plan):
    page = page_of(client, "what-if", exam_on="2026-11-29", hours="")

    no = page[page.index("The exam cannot be on") :]
    no = no[: no.index("</details>")]
    assert "A wished day is kept if the rules, the least study time" in no
    assert "<dt>Source</dt>" in no
    assert "seed 0" not in page
    assert 'href="/dates/">The dates, with the chain of reasons behind each' in no


def test_every_row_of_what_if_opens_its_rule_and_the_chain_of_its_day(client, held_plan):
    client.force_login(held_plan.student.user)

    page = page_of(client, "what-if", exam_on="", hours="20")
    rows = re.findall(r'<th scope="row">\s*(.*?)\s*<details(.*?)</th>', page, re.DOTALL)
    chains = {name: re.findall(r'href="/dates/\?why=([\w-]+)#\1"', why) for name, why in rows}

    assert len(rows) == page.count('<th scope="row">')
    assert chains["Exam"] == ["exam"]
    assert chains["Latest safe day to sit"] == ["latest_safe"]
    assert chains["Hold usually ends"] == ["hold"]
    assert chains["Pass by Wed 31 Mar 2027"] == ["on_fail-1-deadlines-1"]
    dates = client.get("/dates/").content.decode()
    for chain in filter(None, chains.values()):
        assert f'id="{chain[0]}"' in dates


def test_what_if_for_a_date_that_can_be_leads_to_asking_for_it(client, plan):
    page = page_of(client, "what-if", exam_on="2027-03-01", hours="")

    assert '<th scope="col">As asked</th>' in page
    assert reverse("students:intake-step", args=["wish"]) in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"hours": "lots"}, "Enter hours a week, such as 30."),
        ({"hours": "0"}, "Enter more than 0 and at most 60 hours"),
        ({"hours": "61"}, "Enter more than 0 and at most 60 hours"),
        ({"hours": "", "exam_on": ""}, "Enter an exam date, hours a week, or both."),
        ({"exam_on": TODAY}, "Enter a day after Mon 23 Nov 2026."),
        ({"exam_on": "2026-02-30"}, "Enter a day that exists"),
    ],
)
def test_what_if_says_what_it_does_not_understand(client, typed, message):
    page = page_of(client, "what-if", **typed)

    assert message in page
    assert "What follows" not in page


def test_what_if_shows_a_held_student_when_the_hold_ends_and_which_deadline_is_kept(
    client, held_plan
):
    client.force_login(held_plan.student.user)

    page = page_of(client, "what-if", exam_on="", hours="20")
    rows = re.findall(r'<th scope="row">\s*(.*?)\s*<details.*?</th>(.*?)</tr>', page, re.DOTALL)
    said = {name: re.findall(r"<td>\s*(.*?)\s*</td>", cells, re.DOTALL) for name, cells in rows}

    assert {"Hold usually ends", "Hold surely ends", "Latest safe day to sit"} <= said.keys()
    assert said["Pass by Wed 31 Mar 2027"] == ["kept", "kept"]
    assert said["Room before the latest safe day"] == ["0 days", "0 days"]
    assert said["Ready by the forecast"] == ["not yet on that day"] * 2
