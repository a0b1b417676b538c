"""The log of missed questions in a browser, and what it does to the plan."""

import pytest

from plans.actions import make_plan
from students.actions.questions import count_missed
from students.gather import gather_case
from students.models import TopicRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, failed_student):
    client.force_login(failed_student.user)
    return client


def log_of(student):
    return dict(student.missed_topics.values_list("topic", "misses"))


def test_a_topic_is_counted(page, failed_student):
    response = page.post("/questions/", {"topic": "  nephrotic   syndrome ", "misses": "2"})

    assert response.url == "/questions/"
    assert log_of(failed_student) == {"nephrotic syndrome": 2}


def test_saying_the_same_twice_counts_nothing_twice(page, failed_student):
    for _ in range(2):
        page.post("/questions/", {"topic": "nephrotic syndrome", "misses": "2"})

    assert log_of(failed_student) == {"nephrotic syndrome": 2}


def test_a_topic_is_the_same_however_it_is_written(failed_student):
    count_missed(student=failed_student, topic="Nephrotic syndrome", misses=2)
    count_missed(student=failed_student, topic="nephrotic  SYNDROME", misses=3)

    assert log_of(failed_student) == {"Nephrotic syndrome": 3}


def test_none_missed_takes_the_topic_out(page, failed_student):
    count_missed(student=failed_student, topic="asthma", misses=2)

    html = page.post("/questions/", {"topic": "asthma", "misses": "0"}, follow=True).text

    assert "Taken out: asthma." in html
    assert log_of(failed_student) == {}


def test_one_more_is_one_press(page, failed_student):
    count_missed(student=failed_student, topic="asthma", misses=5)

    html = page.get("/questions/").text
    page.post("/questions/", {"topic": "asthma", "misses": "6"})

    assert 'name="misses"\n                      value="6"' in html
    assert log_of(failed_student) == {"asthma": 6}


@pytest.mark.parametrize(("misses", "words"), [(5, "nothing of its own"), (6, "an hour in the")])
def test_six_misses_earn_an_hour(page, failed_student, misses, words):
    count_missed(student=failed_student, topic="asthma", misses=misses)

    assert words in page.get("/questions/").text


def test_the_most_missed_come_first(page, failed_student):
    for topic, misses in {"asthma": 2, "gout": 7, "anaemia": 2}.items():
        count_missed(student=failed_student, topic=topic, misses=misses)

    html = page.get("/questions/").text

    assert html.index("gout") < html.index("anaemia") < html.index("asthma")


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"topic": "", "misses": "1"}, "Fill this in."),
        ({"topic": "asthma", "misses": "-1"}, "greater than or equal to 0"),
        ({"topic": "asthma", "misses": "many"}, "Enter a whole number."),
    ],
)
def test_a_wrong_entry_is_told_beside_it_and_kept(page, failed_student, typed, problem):
    html = page.post("/questions/", typed).text

    assert problem in html
    assert f'value="{typed["misses"]}"' in html
    assert log_of(failed_student) == {}


def test_nobody_sees_what_another_student_missed(client, failed_student, student):
    count_missed(student=failed_student, topic="asthma", misses=2)
    client.force_login(student.user)

    assert "asthma" not in client.get("/questions/").text


def test_a_topic_missed_often_gets_its_hour_in_the_plan(failed_student, today):
    count_missed(student=failed_student, topic="asthma", misses=6)
    count_missed(student=failed_student, topic="gout", misses=5)

    plan = make_plan(student=failed_student, by=failed_student.user, today=today)

    reasons = [
        (block["minutes"], block["why"])
        for day in plan.plan["days"]
        for block in day["blocks"]
        if block["why"].startswith("missed_topic")
    ]
    assert reasons == [(60, "missed_topic: asthma")]
    assert gather_case(failed_student, as_of=today).missed_topics == {"asthma": 6, "gout": 5}


@pytest.mark.parametrize("topics", [1, 3])
def test_the_log_costs_the_same_for_any_number_of_topics(
    page, failed_student, topics, django_assert_num_queries
):
    for number in range(topics):
        count_missed(student=failed_student, topic=f"topic {number}", misses=1)

    with django_assert_num_queries(6):
        page.get("/questions/")


def test_how_many_misses_earn_an_hour_is_a_fact_that_staff_change(page, failed_student, today):
    count_missed(student=failed_student, topic="asthma", misses=3)
    before = page.get("/questions/").text

    TopicRule.objects.update(misses=3)
    after = page.get("/questions/").text
    plan = make_plan(student=failed_student, by=failed_student.user, today=today)

    assert "missed 6 times or more" in before
    assert "nothing of its own" in before
    assert "missed 3 times or more" in after
    assert "an hour in the next plan" in after
    whys = {block["why"] for day in plan.plan["days"] for block in day["blocks"]}
    assert "missed_topic: asthma" in whys
