from datetime import timedelta

import pytest
from django.utils import timezone

from advising.caseload import freshness, listing
from advising.models import Role, User
from students.actions.standing import refresh_standing, refresh_standings
from students.models import Standing, Student
from tests.factories import make_school, make_student, make_user, student_of_case

URL = "/caseload/"


@pytest.fixture
def now():
    """The page asks the clock, so its tests do."""
    return timezone.localdate()


def names(response):
    return [row.standing.student.user.name for row in response.context["page"].rows]


def standing(student, **columns):
    """The student's standing with columns set by hand: the list shows what is there."""
    Standing.objects.filter(student=student).update(**columns)


@pytest.fixture
def three(school, advisor, now):
    """Three students: urgent, less so, and not at all."""
    students = [
        make_student(school, name="Quiet Quill", class_year=2028, advisor=advisor),
        make_student(school, name="Urgent Ulna", class_year=2027),
        make_student(school, name="Middle Marrow", class_year=2028),
    ]
    refresh_standings(Student.objects.all(), today=now)
    no_plan = {"flag": "no_plan", "submitted_on": "2026-11-02", "limit": 7}
    passed = {
        "flag": "deadline_passed",
        "kind": "pass_by",
        "due_on": "2026-11-21",
        "clause": "deadlines[1]",
    }
    standing(students[0], urgency=0, flags=[], reasons=[])
    standing(
        students[1],
        urgency=90,
        flags=["deadline_passed", "no_plan"],
        reasons=[passed, no_plan],
        deadline_on=now - timedelta(days=2),
        deadline_kind="pass_by",
        sort_on=now - timedelta(days=2),
        scenario="at_risk",
        distance=11,
        score=55,
        range_low=51,
        range_high=59,
        trend=[50, 55],
    )
    standing(
        students[2],
        urgency=50,
        flags=["no_plan"],
        reasons=[no_plan],
        deadline_on=now + timedelta(days=20),
        deadline_kind="sit_by",
        sort_on=now + timedelta(days=20),
        scenario="close",
        distance=0,
        score=66,
        exam_on=now + timedelta(days=9),
    )
    return students


def test_the_most_urgent_comes_first_and_says_why(client, dean, three, now):
    client.force_login(dean)

    response = client.get(URL)

    assert names(response) == ["Urgent Ulna", "Middle Marrow", "Quiet Quill"]
    page = response.content.decode()
    assert "The deadline to pass was Sat 21 Nov 2026" in page
    assert "A deadline of the policy to sit or to pass has gone by without it." in page
    assert "11 EPC to 66" in page
    assert "at or over 66" in page
    assert "no score" in page
    assert "50, 55 EPC, oldest first" in page
    assert "Nothing needs you today" in page
    assert "3 students" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("flag=no_plan", ["Urgent Ulna", "Middle Marrow"]),
        ("flag=deadline_passed", ["Urgent Ulna"]),
        ("scenario=close", ["Middle Marrow"]),
        ("due=7", ["Urgent Ulna"]),
        ("due=30", ["Urgent Ulna", "Middle Marrow"]),
        ("plan=yes", ["Middle Marrow"]),
        ("plan=no", ["Urgent Ulna", "Quiet Quill"]),
        ("class_year=2028", ["Middle Marrow", "Quiet Quill"]),
        ("q=ulna", ["Urgent Ulna"]),
        ("q=QUILL+qui", ["Quiet Quill"]),
        ("q=@school.example", ["Urgent Ulna", "Middle Marrow", "Quiet Quill"]),
        ("q=nobody", []),
        ("q=ulna&flag=no_recent_score", []),
        ("sort=deadline", ["Urgent Ulna", "Middle Marrow", "Quiet Quill"]),
        ("sort=name", ["Middle Marrow", "Quiet Quill", "Urgent Ulna"]),
        ("sort=distance", ["Urgent Ulna", "Middle Marrow", "Quiet Quill"]),
        ("sort=sideways&flag=unknown&class_year=x&page=x", None),
        ("page=0", None),
        ("page=99999999999999999999", []),
    ],
)
def test_the_address_says_what_is_shown(client, dean, three, query, found):
    client.force_login(dean)

    response = client.get(f"{URL}?{query}")

    everyone = ["Urgent Ulna", "Middle Marrow", "Quiet Quill"]
    assert names(response) == (everyone if found is None else found)


@pytest.mark.parametrize(
    ("query", "names_said"),
    [
        ("advisor=7e2b8a2e-0000-4000-8000-000000000000", "advisor"),
        ("advisor=anybody", "advisor"),
        ("flag=of_last_year&due=9&sort=sideways", "flag, deadline within, sorted by"),
    ],
)
def test_an_old_link_is_nobodys_error(client, dean, three, query, names_said):
    client.force_login(dean)

    response = client.get(f"{URL}?{query}")

    page = response.content.decode()
    said = f"This link asks for something that is not there any more ({names_said})."
    assert f"{said} That is left out here." in page
    assert "Error: " not in page
    assert "Please correct" not in page
    assert len(names(response)) == 3


def test_a_year_that_is_none_is_said_beside_its_field(client, dean, three):
    client.force_login(dean)

    page = client.get(f"{URL}?class_year=soon").content.decode()

    assert "Enter a whole number." in page
    assert "not there any more" not in page


def test_who_has_passed_is_neither_at_risk_nor_far_from_ready(client, dean, three):
    passed = [{"flag": "passed", "passed_on": "2026-11-02"}]
    standing(three[1], flags=["passed"], reasons=passed, distance=None)
    client.force_login(dean)

    page = client.get(f"{URL}?flag=passed").content.decode()
    row = page[page.index("Urgent Ulna") : page.index("</tr>", page.index("Urgent Ulna"))]

    assert 'data-label="To ready">passed<' in row
    assert "at risk" not in row
    assert names(client.get(f"{URL}?scenario=at_risk")) == []


def test_the_filters_are_a_link_without_secrets(client, dean, three):
    client.force_login(dean)

    page = client.get(f"{URL}?flag=no_plan").content.decode()

    assert "csrfmiddlewaretoken" not in page.partition('class="filters"')[2]
    assert 'value="no_plan" selected' in page


def test_filtering_by_advisor(client, dean, advisor, three):
    client.force_login(dean)

    assert names(client.get(f"{URL}?advisor={advisor.public_id}")) == ["Quiet Quill"]
    assert len(names(client.get(f"{URL}?advisor={three[0].public_id}"))) == 3


def test_students_of_an_advisor_who_left_are_found_and_marked(client, dean, advisor, school, three):
    make_user(Role.ADVISOR, school, name="Left without students", is_active=False)
    advisor.is_active = False
    advisor.save()
    client.force_login(dean)

    response = client.get(f"{URL}?advisor={advisor.public_id}")
    page = response.content.decode()
    file = client.get(f"{URL}{Student.objects.get(advisor=advisor).public_id}/").content.decode()

    assert names(response) == ["Quiet Quill"]
    marked = f"{advisor.name} (may not log in any more)"
    assert [body.count("may not log in any more") for body in (page, file)] == [2, 2]
    assert [body.count(marked) for body in (page, file)] == [1, 1]  # where one may choose
    assert "Left without students" not in page


@pytest.mark.parametrize("students", [1, 3])
def test_who_may_not_log_in_is_marked_found_and_last_of_those_who_need_the_dean(
    client, dean, school, now, students, django_assert_max_num_queries
):
    off = [student_of_case(school, name=f"Off {number}") for number in range(students)]
    User.objects.filter(student__in=off).update(is_active=False)
    student_of_case(school, name="On")
    make_student(school, name="Quiet", today=now)
    refresh_standings(Student.objects.all(), today=now)
    client.force_login(dean)

    with django_assert_max_num_queries(6):
        response = client.get(f"{URL}?flag=account_off")

    names_off = [student.user.name for student in off]
    assert names(response) == names_off
    page = response.content.decode()
    assert page.count("account is switched off: nobody can log in with it.") == students
    assert page.count("Below the passing band</span>") == students
    assert names(client.get(URL)) == ["On", *names_off, "Quiet"]
    assert names(client.get(f"{URL}?sort=name")) == [*names_off, "On", "Quiet"]


def test_an_advisor_sees_their_own_students_and_no_advisor_filter(client, advisor, three):
    client.force_login(advisor)

    response = client.get(URL)

    assert names(response) == ["Quiet Quill"]
    assert "advisor" not in response.context["form"].fields
    assert "Urgent Ulna" not in response.content.decode()


def test_a_dean_sees_no_other_school(client, three, now):
    elsewhere = make_school()
    refresh_standing(make_student(elsewhere, name="Far Femur"), today=now)
    client.force_login(make_user(Role.DEAN, elsewhere))

    assert names(client.get(URL)) == ["Far Femur"]
    assert names(client.get(f"{URL}?q=ulna")) == []


def test_an_empty_caseload_says_who_adds_students(client, dean):
    client.force_login(dean)

    assert "No student is on your caseload." in client.get(URL).content.decode()
    assert "No student matches all of this." in client.get(f"{URL}?q=x").content.decode()
    assert "There is no such page." in client.get(f"{URL}?page=2").content.decode()


def test_a_long_list_is_cut_into_pages_and_not_counted_out(client, dean, three, monkeypatch):
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)
    monkeypatch.setattr(listing, "COUNT_AT_MOST", 2)
    client.force_login(dean)

    first, second = client.get(URL), client.get(f"{URL}?page=2&plan=")

    assert names(first) == ["Urgent Ulna", "Middle Marrow"]
    assert names(second) == ["Quiet Quill"]
    assert "Page 1: 1 to 2 of more than 2 students" in first.content.decode()
    assert [row.place for row in second.context["page"].rows] == [3]
    assert 'href="?page=1&amp;plan="' in second.content.decode()


@pytest.mark.parametrize("students", [1, 4])
@pytest.mark.parametrize("query", ["", "?q=student&flag=below_band&sort=name", "?scenario=at_risk"])
def test_the_list_costs_the_same_queries_for_any_number(
    client, dean, advisor, school, now, students, query, django_assert_max_num_queries
):
    for _ in range(students):
        refresh_standing(student_of_case(school, advisor=advisor), today=now)
    client.force_login(dean)

    with django_assert_max_num_queries(6):
        response = client.get(f"{URL}{query}")

    assert len(names(response)) == students


def test_yesterdays_rows_are_brought_up_to_today(client, dean, school, now):
    student = student_of_case(school)
    Standing.objects.update(as_of=now - timedelta(days=1), urgency=0, reasons=[])
    client.force_login(dean)

    response = client.get(URL)

    assert Standing.objects.get(student=student).as_of == now
    assert "lies below the passing band" in response.content.decode()
    assert f"as of {response.context['now']:%H:%M}" in response.content.decode()


def test_too_many_old_rows_are_left_and_said(client, dean, three, now, monkeypatch):
    monkeypatch.setattr(freshness, "FEW_ENOUGH", 2)
    Standing.objects.update(as_of=now - timedelta(days=1))
    client.force_login(dean)

    response = client.get(URL)

    assert response.context["as_of"] == now - timedelta(days=1)
    assert "the nightly run has not come to them yet" in response.content.decode()
    assert not Standing.objects.filter(as_of=now).exists()
