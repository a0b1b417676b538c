"""The student's plan pages, as the student asks for them."""

from datetime import date

import pytest
from django.urls import reverse

from plans.actions import make_plan
from students.actions.standing import refresh_standing
from students.models import Intake, PlannedRetake
from tests.factories import TODAY, make_student, student_of_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(time_machine):
    time_machine.move_to("2026-11-23T15:00:00Z")


@pytest.fixture
def planned(client, planned):
    client.force_login(planned.user)
    return planned


PAGES = [
    "plans:today",
    "plans:week",
    "plans:plan-detail",
    "plans:version-list",
    "plans:day-list",
    "plans:replan",
    "plans:what-if",
]


@pytest.mark.parametrize("name", PAGES)
def test_every_plan_page_opens(client, planned, name):
    response = client.get(reverse(name))

    assert response.status_code == 200


@pytest.mark.parametrize("name", ["plans:today", "plans:plan-detail"])
def test_without_a_plan_the_pages_lead_to_making_one(client, failed_student, name):
    client.force_login(failed_student.user)

    assert client.get(reverse(name), follow=True).redirect_chain == [("/plan/new/", 302)]


def test_where_no_plan_can_be_made_the_page_opens_the_rule_and_its_source(client, school):
    hours = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat"), 0) | {"sun": 0.5}
    student = student_of_case(school, availability={"hours": hours})
    client.force_login(student.user)

    page = client.post(reverse("plans:plan-create")).content.decode()

    problem = page[page.index("There is no plan yet") :]
    problem = problem[: problem.index("</details>")]
    assert "A practice exam is taken in exam conditions: in one day, or in sections" in problem
    assert "<dt>Source</dt>" in problem
    assert "seed 0" not in problem
    assert not student.plans.exists()


@pytest.mark.parametrize("name", ["plans:replan", "plans:plan-create"])
def test_planning_again_is_seen_first(client, planned, name):
    page = client.get(reverse(name), follow=True)

    assert page.redirect_chain in ([], [("/plan/replan/", 302)])
    assert "Nothing would change: your plan holds as it is." in page.content.decode()
    assert planned.plans.count() == 1


def test_a_week_without_a_plan_leads_to_making_one(client, failed_student):
    client.force_login(failed_student.user)

    assert client.get(reverse("plans:week")).url == "/plan/new/"


def test_making_a_plan_says_so_and_shows_it(client, failed_student):
    client.force_login(failed_student.user)

    response = client.post(reverse("plans:plan-create"), follow=True)

    assert response.redirect_chain == [("/plan/", 302)]
    assert "Plan 1 is ready." in response.content.decode()


def test_where_no_plan_is_possible_the_page_says_what_is_missing(client, school):
    student = make_student(school)
    client.force_login(student.user)

    page = client.post(reverse("plans:plan-create")).content.decode()

    assert "Report your exam result first" in page
    assert "Say in the intake how many hours each weekday holds." in page
    assert "Make my plan" not in page
    assert not student.plans.exists()


def test_hours_too_few_for_a_plan_lead_to_more_hours_or_to_somebody(client, school):
    student = student_of_case(school, availability={"hours": {"mon": 1}})
    client.force_login(student.user)

    page = client.post(reverse("plans:plan-create")).content.decode()

    assert "You gave 1 h a week for study." in page
    assert "no practice exam fits the hours given" in page
    for name in ("plans:what-if", "students:start"):
        assert f'href="{reverse(name)}">' in page
    assert 'href="/intake/time/">Change the hours you can give</a>' in page


def test_what_is_missing_is_named_and_linked(client, school):
    student = student_of_case(school, scores=[], availability={})
    client.force_login(student.user)

    page = client.get(reverse("plans:plan-create")).content.decode()

    assert "Your exam result is on record." in page
    assert "Say in the intake how many hours each weekday holds." in page
    assert reverse("students:assessment-create") in page


def test_answers_that_wait_to_be_submitted_are_named(client, planned):
    Intake.objects.create(student=planned, answers={"time": {}})

    page = client.get(reverse("plans:replan")).content.decode()

    assert "What you saved in the intake counts once you submit it" in page
    assert reverse("students:intake-review") in page


def test_today_before_the_start_shows_the_first_day(client, planned):
    planned.availability.starts_on = date(2026, 12, 7)
    planned.availability.save()
    make_plan(student=planned, by=planned.user, today=TODAY)

    page = client.get(reverse("plans:today")).content.decode()

    assert "Until then the plan asks nothing of you" in page
    assert "Day 1 of" in page


def test_a_day_asked_for_is_the_day_shown(client, planned):
    plan = planned.plans.get()

    page = client.get(reverse("plans:today"), {"on": plan.exam_on.isoformat()}).content.decode()

    assert "This is the day of your exam." in page


@pytest.mark.parametrize("on", ["2026-02-30", "nonsense", "1900-01-01", "2999-01-01"])
def test_a_day_outside_the_plan_or_none_at_all_is_brought_inside(client, planned, on):
    plan = planned.plans.get()

    week = client.get(reverse("plans:week"), {"on": on}).context["page"].week

    shown = plan.exam_on if on.startswith("2999") else plan.began_on
    assert week.monday <= shown <= week.sunday


def test_a_week_can_be_printed_where_scripts_run(client, planned):
    week = " ".join(client.get(reverse("plans:week")).text.split())

    assert 'type="button" hidden data-print>' in week


def test_the_chosen_plan_is_proposed_to_the_dean(client, planned):
    response = client.post(
        reverse("plans:plan-propose", args=[1]), {"message": "Could we talk?"}, follow=True
    )

    assert "Your dean can see this plan now." in response.content.decode()
    assert PlannedRetake.objects.get(student=planned).state == "proposed"


def test_planning_again_after_proposing_asks_to_propose_again(client, planned):
    client.post(reverse("plans:plan-propose", args=[1]), {"message": ""})
    planned.availability.hours_sat = 0
    planned.availability.save()

    page = client.post(reverse("plans:plan-create"), follow=True).content.decode()
    client.post(reverse("plans:plan-propose", args=[2]), {"message": ""})
    proposed_again = client.get(reverse("plans:plan-detail")).content.decode()

    asks = "You proposed Plan 1 on Mon 23 Nov 2026. This newer plan took its place"
    assert asks in page
    assert asks not in proposed_again


def test_a_message_too_long_is_refused_and_kept(client, planned):
    words = "x" * 2001

    page = client.post(reverse("plans:plan-propose", args=[1]), {"message": words}).content.decode()

    assert "Ensure this value has at most 2000 characters" in page
    assert words in page


def test_an_older_version_is_shown_as_replaced_and_not_proposed(client, planned):
    planned.availability.hours_sat = 0
    planned.availability.save()
    make_plan(student=planned, by=planned.user, today=TODAY)

    page = client.get(reverse("plans:plan-version", args=[1])).content.decode()
    refused = client.post(reverse("plans:plan-propose", args=[1]), {"message": ""})

    assert "replaced by a newer one" in page
    assert "Propose this plan" not in page
    assert "There is a newer plan." in refused.content.decode()


def test_another_students_version_does_not_exist(client, planned, school):
    other = make_student(school)
    client.force_login(other.user)

    assert client.get(reverse("plans:plan-version", args=[1])).status_code == 404
    assert client.post(reverse("plans:plan-propose", args=[1])).status_code == 404


@pytest.mark.parametrize("versions", [1, 3])
def test_the_versions_cost_the_same_queries(
    client, planned, versions, django_assert_max_num_queries
):
    for hours in range(1, versions):
        planned.availability.hours_sat = hours
        planned.availability.save()
        make_plan(student=planned, by=planned.user, today=TODAY)

    with django_assert_max_num_queries(6):
        client.get(reverse("plans:version-list"))


@pytest.mark.parametrize(
    "record",
    [
        {"attempts": []},
        {"availability": {"hours": {}}},
        {"exam": "level1", "scores": [], "student": {"track": "DO", "class_year": 2028}},
    ],
)
def test_without_what_a_plan_needs_what_if_leads_to_what_is_missing(client, school, record):
    client.force_login(student_of_case(school, **record).user)

    assert client.get(reverse("plans:what-if")).url == "/plan/new/"


def test_without_a_sitting_left_no_plan_is_promised(client, school):
    fails = [
        {"sat_on": f"2026-0{month}-14", "reported_on": f"2026-0{month + 1}-11", "outcome": "fail"}
        for month in (1, 3, 5, 7)
    ]
    student = student_of_case(school, attempts=fails)
    refresh_standing(student, today=TODAY)
    client.force_login(student.user)

    shown = client.get(reverse("plans:plan-create"), follow=True)

    assert shown.redirect_chain == [("/start/", 302)]
    assert "No sitting is left" in shown.content.decode()
    asked = client.get(reverse("plans:what-if"), follow=True)
    assert asked.redirect_chain == [("/plan/new/", 302), ("/start/", 302)]


def test_a_plan_made_while_a_result_is_awaited_says_what_it_is_for(client, failed_student):
    failed_student.attempts.create(sat_on=date(2026, 11, 20))
    client.force_login(failed_student.user)

    content = client.get(reverse("plans:plan-create")).content.decode()

    assert "The result of Fri 20 Nov 2026 is not out yet" in content
    assert "Your exam result is on record." not in content
    assert "Make my plan" in content
