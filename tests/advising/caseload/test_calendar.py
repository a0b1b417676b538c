"""Every day of the caseload: as a list and as a month, at a cost no number of students changes."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine

from advising.models import Role
from students.models import StandingDate
from tests.factories import TODAY, make_school, make_user, save_pass_by_policy, student_of_case

LIST, MONTH = "/caseload/deadlines/", "/caseload/deadlines/?month=2027-06"
PASS_BY = date(2027, 6, 9)  # 30 weeks after the report


def morning():
    """It is 10:42 at the school."""
    return time_machine.travel(datetime.combine(TODAY, time(15, 42), UTC), tick=False)


@pytest.fixture(autouse=True)
def in_the_morning():
    with morning():
        yield


@pytest.fixture(scope="module")
def maple_once(module_db):
    school = make_school()
    with morning():
        save_pass_by_policy(school)
        return held(school, "Maple Madeup", advisor=make_user(Role.ADVISOR, school))


def held(school, name, **changes):
    return student_of_case(school, name=name, policy=school.code, **changes)


def days(client, address=LIST):
    page = client.get(address).context["page"]
    return [(day.on, day.row.kind, day.row.student.user.name, day.state) for day in page.days]


def test_the_list_has_every_day_ahead_soonest_first(as_dean, maple):
    assert days(as_dean) == [
        (date(2027, 4, 14), "latest_safe", "Maple Madeup", "info"),
        (PASS_BY, "pass_by", "Maple Madeup", "info"),
    ]


def test_the_days_of_who_may_not_log_in_stay_and_say_so(as_dean, maple):
    before = as_dean.get(LIST).content.decode()
    maple.user.is_active = False
    maple.user.save()

    after, month = (as_dean.get(address).content.decode() for address in (LIST, MONTH))

    counts = [page.count("account switched off") for page in (before, after, month)]
    assert counts == [0, 2, 1]


@pytest.mark.parametrize("address", [LIST, MONTH])
def test_an_old_link_to_days_is_nobodys_error(as_dean, maple, address):
    mark = "&" if "?" in address else "?"

    page = as_dean.get(f"{address}{mark}kind=gone&on=someday").content.decode()

    said = "This link asks for something that is not there any more (which days, day)."
    assert f"{said} That is left out here." in page
    assert "Error: " not in page


def test_what_has_gone_by_has_a_list_of_its_own(as_dean, maple):
    StandingDate.objects.filter(kind="pass_by").update(due_on=date(2026, 11, 22))

    assert days(as_dean, f"{LIST}?when=gone_by") == [
        (date(2026, 11, 22), "pass_by", "Maple Madeup", "stop")
    ]


def test_the_list_of_what_is_ahead_says_how_much_has_gone_by(as_dean, maple):
    held(maple.school, "Birch Madeup")
    StandingDate.objects.filter(kind="pass_by").update(due_on=date(2026, 11, 22))

    content = as_dean.get(LIST).content.decode()

    assert '<a href="?when=gone_by">2 days that still wait for somebody</a>' in content
    assert "still wait" not in as_dean.get(f"{LIST}?when=gone_by").content.decode()


def test_a_day_that_is_kept_asks_nobody(as_dean, maple):
    StandingDate.objects.update(is_open=False)

    assert days(as_dean) == []
    assert "No day of your students waits for anything here." in as_dean.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("kind=pass_by", ["pass_by"]),
        ("kind=meet_by", []),
        ("kind=nonsense", ["latest_safe", "pass_by"]),
        ("on=2027-06-09", ["pass_by"]),
        ("on=2027-06-10", []),
        ("page=2", []),
    ],
)
def test_the_filters_are_in_the_address(as_dean, maple, query, kinds):
    assert [kind for _, kind, _, _ in days(as_dean, f"{LIST}?{query}")] == kinds


@pytest.mark.parametrize(
    ("on", "state"),
    [(date(2026, 11, 23), "warn"), (date(2026, 12, 7), "warn"), (date(2026, 12, 8), "info")],
)
def test_a_day_is_near_for_two_weeks(as_dean, maple, on, state):
    StandingDate.objects.filter(kind="pass_by").update(due_on=on)

    assert days(as_dean, f"{LIST}?kind=pass_by")[0][3] == state


def test_a_day_leads_to_its_reasons(as_dean, maple):
    key = "on_fail-1-deadlines-1"

    content = as_dean.get(LIST).content.decode()

    address = f"/caseload/{maple.public_id}/dates/?why={key}#{key}"
    assert f'href="{address}"' in content
    assert '<details class="why" open>' in as_dean.get(address).content.decode()


def test_a_long_list_has_pages(as_dean, maple):
    StandingDate.objects.bulk_create(
        StandingDate(
            student=maple, school=maple.school, kind="meet_by", clause=f"c{n}", due_on=PASS_BY
        )
        for n in range(50)
    )

    assert len(days(as_dean)) == 50
    assert len(days(as_dean, f"{LIST}?page=2")) == 2
    assert "There is no such page." in as_dean.get(f"{LIST}?page=3").content.decode()


def test_the_month_holds_each_day_in_its_cell(as_dean, maple):
    month = as_dean.get(MONTH).context["month"]

    held_days = {
        cell.on: [(day.row.kind, day.name) for day in cell.days]
        for week in month.weeks
        for cell in week
        if cell.days
    }
    assert month.name == "June 2027"
    assert held_days == {PASS_BY: [("pass_by", "Pass by")]}
    assert (month.weeks[0][0].on, month.weeks[0][0].is_inside) == (date(2027, 5, 31), False)
    assert (month.previous, month.next) == (date(2027, 5, 1), date(2027, 7, 1))


def test_a_full_cell_says_how_many_more_there_are(as_dean, maple):
    StandingDate.objects.bulk_create(
        StandingDate(
            student=maple, school=maple.school, kind="meet_by", clause=f"c{n}", due_on=PASS_BY
        )
        for n in range(5)
    )

    content = as_dean.get(MONTH).content.decode()

    assert "and 2 others" in content
    assert 'href="?on=2027-06-09"' in content


@pytest.mark.parametrize("month", ["nonsense", "2027-13", "0001-01", ""])
def test_a_month_that_is_none_is_the_list(as_dean, maple, month):
    assert "page" in as_dean.get(f"{LIST}?month={month}").context


def test_an_advisor_sees_the_days_of_those_they_advise(client, advisor, maple):
    held(maple.school, "Not Mine")
    elsewhere = make_school()
    save_pass_by_policy(elsewhere)
    held(elsewhere, "Elsewhere")
    client.force_login(advisor)

    for address in (LIST, MONTH):
        content = client.get(address).content.decode()
        assert "Maple Madeup" in content
        assert "Not Mine" not in content
        assert "Elsewhere" not in content


def test_a_dean_sees_the_schools_days_and_no_others(as_dean, maple):
    held(maple.school, "Mine Too")
    elsewhere = make_school()
    save_pass_by_policy(elsewhere)
    held(elsewhere, "Elsewhere")

    content = as_dean.get(MONTH).content.decode()

    assert "Mine Too" in content
    assert "Elsewhere" not in content


@pytest.mark.parametrize("students", [1, 4])
@pytest.mark.parametrize(("address", "queries"), [(LIST, 5), (MONTH, 5)])
def test_it_costs_the_same_for_any_caseload(
    as_dean, maple, students, address, queries, django_assert_num_queries
):
    for number in range(students):
        held(maple.school, f"Student {number}")

    with django_assert_num_queries(queries):
        as_dean.get(address)


def test_a_month_of_one_kind_of_day_stays_so_wherever_it_leads(as_dean, maple):
    listed = as_dean.get(f"{LIST}?kind=pass_by&when=gone_by").content.decode()
    month = as_dean.get(f"{MONTH}&kind=pass_by").content.decode()

    assert 'href="?kind=pass_by&amp;month=2026-11"' in listed
    for address in (
        "?month=2027-05&amp;kind=pass_by",
        "?month=2027-07&amp;kind=pass_by",
        f"{LIST}?kind=pass_by",
        "?month=2027-06",
    ):
        assert f'href="{address}"' in month
    assert '<option value="pass_by" selected>' in month


def test_the_rest_of_a_full_day_is_of_the_kind_shown(as_dean, maple):
    for number in range(5):
        held(maple.school, f"Birch {number}")

    month = as_dean.get(f"{MONTH}&kind=pass_by").content.decode()

    assert f'href="?on={PASS_BY}&amp;kind=pass_by"' in month
