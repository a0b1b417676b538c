"""The pages of a plan that is being followed, as the student asks for them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advising.words import say_day
from plans.actions import halve_day, make_plan
from plans.models import HalvedDay
from students.models import Intake
from tests.factories import TODAY
from tests.plans.life.living import FIRST_DAY_MINUTES, day, page_of, say_day_was, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(0)


def log(client, position, way, *, on=TODAY, **typed):
    url = reverse("plans:block-log", args=[on, position])
    state = {} if way == "change" else {"state": way}
    return client.post(url, {"way": way, "version": 1, **state, **typed}, follow=True)


# --- Today ---


def test_today_begins_with_one_thing_and_then_the_rest(client):
    page = page_of(client, "today")

    assert "Day 1 of 94, phase: rebuild." in page
    now, rest = page.split("The rest of the day")
    assert re.search(r"<strong>1 h</strong> Cardiovascular\s", now)
    assert rest.count("Say what became of it") == len(FIRST_DAY_MINUTES) - 1
    assert "I did all of this day" in page
    assert "Hard day? Halve today" in page
    assert "Share of the exam: <strong>9%</strong>" in now
    assert "plan engine: learning model; “Seven Practical Steps" in now


def test_a_block_done_makes_the_next_one_now(client, plan):
    response = log(client, 0, "done")

    assert response.redirect_chain == [("/plan/today/", 302)]
    page = response.content.decode()
    assert "1 h of 8 h done." in page
    assert "I did the rest too" in page
    assert words_of(plan.student) == [(TODAY, 0, "done", 60)]


def test_a_block_partly_done_is_shown_with_its_line(client, plan):
    page = log(client, 0, "partly", minutes=25, why_not="<b>Dentist</b>").content.decode()

    assert "25 min" in page
    assert "“&lt;b&gt;Dentist&lt;/b&gt;”" in page


def test_a_wrong_number_of_minutes_is_said_beside_the_field_and_nothing_typed_is_lost(client, plan):
    page = log(client, 0, "partly", minutes=60, why_not="A call").content.decode()

    assert "<title>Error: Today" in page
    assert 'href="#id_0_partly_minutes"' in page
    error = page.index('id="id_0_partly_minutes_error"')
    assert "Enter the minutes you gave it, from 1 to 59." in page[error : error + 1500]
    assert 'value="A call"' in page
    assert words_of(plan.student) == []


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"state": ""}, "Choose done, partly or skipped."),
        ({"state": "partly", "minutes": "many"}, "Enter whole minutes."),
        ({"state": "skipped", "why_not": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_is_not_understood_is_asked_again(client, plan, typed, message):
    page = log(client, 3, "change", **typed).content.decode()

    assert message in page
    assert 'class="plan-say" open' in page
    assert words_of(plan.student) == []


def test_a_way_of_saying_it_that_does_not_exist_is_asked_again(client, plan):
    assert "Choose done" in log(client, 0, "nonsense", state="").content.decode()


def test_a_double_click_is_one_word(client, plan):
    for _ in range(2):
        page = log(client, 0, "done").content.decode()

    assert "In another window" not in page
    assert words_of(plan.student) == [(TODAY, 0, "done", 60)]


def test_of_two_windows_the_last_word_counts_and_says_so(client, plan):
    log(client, 0, "done")

    page = log(client, 0, "skipped", seen="").content.decode()

    assert (
        "In another window this block was already said to be: Done, 60 of 60 minutes. "
        "Now it is: Skipped, 0 of 60 minutes."
    ) in page


def test_a_page_from_before_planning_again_says_nothing_of_another_block(client, plan):
    page = log(client, 0, "done", version=2).content.decode()

    assert "Your plan was made again meanwhile." in page
    assert words_of(plan.student) == []


@pytest.mark.parametrize(("on", "position"), [(day(-1), 0), (TODAY, 99)])
def test_a_block_that_is_not_there_leads_to_today(client, plan, on, position):
    response = log(client, position, "done", on=on)

    assert response.redirect_chain == [("/plan/today/", 302)]
    assert "Your plan has no such block any more." in response.content.decode()


def test_a_word_is_taken_back(client, plan):
    log(client, 0, "done")

    client.post(reverse("plans:block-take-back", args=[TODAY, 0]))

    assert words_of(plan.student) == []


def test_a_word_on_tomorrow_is_refused(client, plan):
    tomorrow = day(1)

    said = log(client, 0, "done", on=tomorrow).content.decode()
    back = client.post(reverse("plans:block-take-back", args=[tomorrow, 0]), follow=True)

    assert "This day is still to come." in said
    assert "This day is still to come." in back.content.decode()


def test_all_of_the_day_is_one_click(client, plan):
    page = client.post(
        reverse("plans:day-log", args=[TODAY]), {"what": "all", "version": 1}, follow=True
    ).content.decode()

    assert "Nothing more is asked of this day" in page
    assert len(words_of(plan.student)) == len(FIRST_DAY_MINUTES)


@pytest.mark.parametrize("typed", [{"what": "everything", "version": 1}, {"what": "all"}])
def test_a_word_on_the_day_that_is_not_understood_changes_nothing(client, plan, typed):
    client.post(reverse("plans:day-log", args=[TODAY]), typed)

    assert words_of(plan.student) == []


def test_a_hard_day_is_halved_and_asked_whole_again(client, plan):
    halved = client.post(reverse("plans:day-halve", args=[TODAY]), follow=True).content.decode()
    assert "Set aside today" in halved
    assert "0 min of 4 h done." in halved

    whole = client.post(
        reverse("plans:day-halve", args=[TODAY]), {"whole": "yes"}, follow=True
    ).content.decode()
    assert "Set aside today" not in whole
    assert not HalvedDay.objects.exists()


def test_a_day_that_cannot_be_halved_says_why(client, plan, on_day):
    on_day(6)  # the day of rest

    page = client.post(reverse("plans:day-halve", args=[day(6)]), follow=True).content.decode()

    assert "Nothing is planned today that could be halved." in page


@pytest.mark.parametrize("typed", [{}, {"whole": "yes"}])
def test_a_page_left_open_over_midnight_halves_nothing(client, plan, on_day, typed):
    on_day(1)
    halve_day(student=plan.student, today=day(1))
    before = list(HalvedDay.objects.values_list("on"))

    response = client.post(reverse("plans:day-halve", args=[TODAY]), typed, follow=True)

    assert response.redirect_chain == [(f"/plan/today/?on={TODAY}", 302)]
    said = response.content.decode()
    assert f"{say_day(TODAY)} is not today: nothing was halved or asked again." in said
    assert list(HalvedDay.objects.values_list("on")) == before == [(day(1),)]


def test_another_day_can_be_opened_and_spoken_of(client, plan, on_day):
    on_day(2)

    page = page_of(client, "today", on=TODAY)
    response = log(client, 0, "done", on=TODAY)

    assert "Hard day?" not in page
    assert response.redirect_chain == [(f"/plan/today/?on={TODAY}", 302)]
    assert words_of(plan.student) == [(TODAY, 0, "done", 60)]


def test_a_day_to_come_is_only_shown(client):
    page = page_of(client, "today", on=day(1))

    assert "Say what became of it" not in page
    assert "Blood &amp; Lymphoreticular/Immune" in page


def test_a_practice_exam_asks_for_its_score_until_it_is_logged(client, plan, on_day):
    number = next(n for n, row in enumerate(plan.plan["days"]) if row["kind"] == "practice_exam")
    on_day(number)
    log(client, 0, "done", on=day(number))

    done = page_of(client, "today")
    plan.student.assessments.create(
        instrument_id="cbssa", form="27", scale="epc", score=58, taken_on=day(number)
    )
    logged = page_of(client, "today")

    assert "Log its score" in done
    assert "Nothing more is asked of this day" in done
    assert "Log its score" not in logged
    assert "Its score is in your log" in logged


def test_what_is_now_on_another_day_is_only_without_a_word(client, plan, on_day):
    on_day(2)

    assert "Still without a word" in page_of(client, "today", on=TODAY)
    assert "Still without a word" not in page_of(client, "today")


# --- The days before ---


def test_days_without_a_word_are_asked_about_in_one_click_each(client, plan, on_day):
    on_day(3)
    assert page_of(client, "day-list").count("Block by block") == 3

    for number, what in enumerate(("all", "half", "nothing")):
        response = client.post(
            reverse("plans:day-log", args=[day(number)]),
            {"what": what, "version": 1, "from": "days"},
            follow=True,
        )

    assert response.redirect_chain == [("/plan/days/", 302)]
    assert "Nothing is open." in response.content.decode()
    assert page_of(client, "day-list").count("Block by block") == 0


def test_only_the_last_two_weeks_are_asked_about(client, plan, on_day):
    on_day(20)

    page = page_of(client, "day-list")

    assert "Days before Sun 29 Nov 2026 are not asked about here" in page
    assert f"day-{day(7)}" in page
    assert f"day-{day(5)}" not in page


# --- Planning again ---


def test_planning_again_asks_about_the_days_first_and_shows_what_would_change(client, plan, on_day):
    on_day(9)

    page = page_of(client, "replan")

    assert "8 days have no word yet" in page
    assert "The exam " in page
    assert "Use this plan" in page
    assert plan.student.plans.count() == 1


def test_the_preview_is_used_and_undone(client, plan, on_day):
    on_day(9)
    seen = re.search(r'name="seen" value="(\w+)"', page_of(client, "replan"))[1]

    used = client.post(reverse("plans:replan"), {"seen": seen}, follow=True)
    assert used.redirect_chain == [("/plan/", 302)]
    assert "Plan 2 is your plan now." in used.content.decode()
    assert "Undo: go back to plan 1" in used.content.decode()

    undone = client.post(reverse("plans:version-restore", args=[1]), follow=True).content.decode()
    assert "You are back on plan 1, as it was." in undone
    assert "Undo:" not in undone
    assert (
        "you went back to an earlier one"
        in client.get(reverse("plans:plan-version", args=[2])).content.decode()
    )


def test_a_preview_that_is_old_is_shown_anew(client, plan, on_day):
    on_day(9)

    response = client.post(reverse("plans:replan"), {"seen": "older"}, follow=True)

    assert response.redirect_chain == [("/plan/replan/", 302)]
    assert "your record has changed, since this preview was made." in response.content.decode()
    assert plan.student.plans.count() == 1


def test_what_cannot_be_undone_says_why(client, plan):
    page = client.post(reverse("plans:version-restore", args=[7]), follow=True).content.decode()

    assert "Only the plan that was just replaced can be brought back." in page


def test_without_a_plan_planning_again_is_making_the_first(client, plan):
    plan.delete()

    assert client.get(reverse("plans:replan")).url == "/plan/new/"
    assert client.get(reverse("plans:day-list")).url == "/plan/new/"
    assert log(client, 0, "done").redirect_chain == [("/plan/new/", 302)]


def test_an_intake_that_waits_is_named_before_planning_again(client, plan):
    Intake.objects.create(student=plan.student, answers={"time": {}})

    assert "What you saved in the intake counts once you submit it" in page_of(client, "replan")


# --- Versions ---


def test_what_changed_between_two_versions_is_said_in_words(client, plan):
    plan.student.availability.hours_sat = 0
    plan.student.availability.save()
    make_plan(student=plan.student, by=plan.student.user, today=TODAY)

    there = client.get(reverse("plans:version-diff", args=[1, 2])).content.decode()
    same = client.get(reverse("plans:version-diff", args=[2, 2])).content.decode()
    listed = page_of(client, "version-list")

    assert there.count("The exam moves from Wed 24 Feb 2027 to") == 1
    assert "Off instead of buffer" in there or "instead of buffer" in there
    assert "The two versions say the same." in same
    assert reverse("plans:version-diff", args=[1, 2]) in listed


@pytest.mark.parametrize(("before", "after"), [(1, 9), (9, 1)])
def test_a_version_that_does_not_exist_differs_from_nothing(client, before, after):
    assert client.get(reverse("plans:version-diff", args=[before, after])).status_code == 404


# --- What the pages cost ---


@pytest.mark.parametrize("days", [1, 3])
def test_pages_cost_the_same_however_long_the_plan_is_followed(client, plan, on_day, days):
    for number in range(days):
        say_day_was(plan, number, "all")
        plan = make_plan(student=plan.student, by=plan.student.user, today=day(number))
    on_day(days + 1)
    client.get(reverse("plans:today"))
    queries = {"today": 28, "day-list": 9, "week": 14, "replan": 36, "what-if": 19}

    assert {name: cost_of(client, name) for name in queries} == queries


def cost_of(client, name):
    with CaptureQueriesContext(connection) as queries:
        page_of(client, name)
    return len(queries)
