"""Who may open what, over every page there is: nobody has to remember to test a new one."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import URLResolver, get_resolver, reverse

from advising.models import Role
from plans.actions import make_plan
from students.actions.holds import allow_sitting
from students.models import IntakeVersion
from tests.factories import (
    TODAY,
    make_school,
    make_student,
    make_user,
    save_pass_by_policy,
    student_of_case,
)

OURS = ("advising.", "students.", "plans.")
ADMIN = "admin/"  # a door of its own: tests/students/admin

# A value for every argument a page of ours takes. A page with a new kind of argument fails until
# it is added here, and with it the rows it can reach.
PASS_BY = "on_fail-1-deadlines-1"
SOMETHING = {
    "public_id": uuid4(),
    "assessment_id": uuid4(),
    "attempt_id": uuid4(),
    "task_id": uuid4(),
    "act_id": uuid4(),
    "day": PASS_BY,
    "step": "result",
    "number": 1,
    "version": 1,
    "before": 1,
    "after": 1,
    "on": TODAY.isoformat(),
    "position": 0,
}


def our_pages():
    """Every page of ours as (route, view), found from the URLconf."""
    return sorted(_pages(get_resolver().url_patterns), key=lambda page: page[0])


def _pages(patterns, before=""):
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _pages(pattern.url_patterns, route)
        elif pattern.callback.__module__.startswith(OURS) and not route.startswith(ADMIN):
            yield route, pattern.callback


PAGES = our_pages()
ROUTES = [route for route, _ in PAGES]
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


def address(route, values=SOMETHING):
    return "/" + ARGUMENT.sub(lambda found: str(values[found[1]]), route)


def test_there_are_pages_to_check():
    assert {"", "caseload/", "assessments/"} <= set(ROUTES)


@pytest.mark.parametrize(("route", "view"), PAGES, ids=ROUTES)
def test_every_page_names_its_roles(route, view):
    assert view.required_roles
    assert view.required_roles <= set(Role)


def test_nobody_opens_a_page_without_logging_in(client):
    for route in ROUTES:
        for method in (client.get, client.post):
            assert method(address(route)).url.startswith("/accounts/login/"), route


@pytest.mark.parametrize("role", Role)
def test_a_page_opens_for_its_roles_and_no_other(client, school, role):
    client.force_login(person(role, school))
    for route, view in PAGES:
        for method in (client.get, client.post):
            status = method(address(route)).status_code
            # 405: the page has no such method, whoever asks
            right = status != 403 if role in view.required_roles else status in (403, 405)
            assert right, (route, method.__name__, status)


def person(role, school):
    """Someone of this role; a student comes with a record."""
    return make_student(school).user if role == Role.STUDENT else make_user(role, school)


# --- Rows: what a page shows of somebody to somebody else ---


class Place:
    """A school with a dean, two advisors and a student of each, everything of theirs filled in."""

    def __init__(self, mark):
        self.school = make_school()
        save_pass_by_policy(self.school)
        self.dean = make_user(Role.DEAN, self.school)
        self.advisors = [make_user(Role.ADVISOR, self.school) for _ in range(2)]
        self.students = [
            self._student(f"{mark} {number}", advisor)
            for number, advisor in enumerate(self.advisors)
        ]

    def _student(self, name, advisor):
        student = student_of_case(self.school, name=name, advisor=advisor, policy=self.school.code)
        hold = student.holds.get()
        allow_sitting(hold=hold, reason=name, approver=name, by=self.dean, today=TODAY)
        section = {"slug": "result", "title": name, "readers": name, "rows": []}
        answers = {"values": {}, "sections": [section]}
        IntakeVersion.objects.create(student=student, number=1, answers=answers)
        make_plan(student=student, by=student.user, today=TODAY)
        return student

    def values(self, student):
        """This student's own values for the arguments of a page."""
        hold = student.holds.get()
        return SOMETHING | {
            "public_id": student.public_id,
            "assessment_id": student.assessments.get().public_id,
            "attempt_id": student.attempts.get().public_id,
            "task_id": hold.tasks.get().public_id,
            "act_id": hold.overrides.get().public_id,
        }


@pytest.fixture(scope="module")
def places(module_db):
    return Place("Herebourne"), Place("Farawick")


@pytest.fixture
def here(places, db):
    return places[0]


@pytest.fixture
def elsewhere(places, db):
    return places[1]


def others_pages(student, place):
    """The address of every page that takes an id, with this student's ids in it."""
    values = place.values(student)
    # Whose id it is depends on where it stands: a page elsewhere fails until it is said here.
    whose = {
        "caseload": student.public_id,
        "assessments": values["assessment_id"],
        "attempts": values["attempt_id"],
    }
    for route in ROUTES:
        if "<uuid:public_id>" in route:
            yield address(route, values | {"public_id": whose[route.split("/")[0]]})


def readers_of_nothing(here, elsewhere):
    """Everybody who may not open the first student of this school."""
    return [
        here.students[1].user,
        here.advisors[1],
        elsewhere.students[0].user,
        elsewhere.advisors[0],
        elsewhere.dean,
        make_user(Role.COMMITTEE, here.school),
        make_user(Role.STAFF, here.school),
    ]


def test_nobody_elses_student_exists(client, here, elsewhere):
    student = here.students[0]
    for reader in readers_of_nothing(here, elsewhere):
        client.force_login(reader)
        for url in others_pages(student, here):
            for method in (client.get, client.post):
                response = method(url)
                assert response.status_code in (403, 404, 405), (reader.role, url)
                assert student.user.name not in response.content.decode(), (reader.role, url)


def test_a_student_of_mine_does_not_lend_an_address_to_anothers(client, here):
    """An entry is looked for inside the student of the address, not anywhere."""
    mine, other = here.students
    client.force_login(here.dean)
    url = reverse(
        "caseload:score-verify",
        kwargs={
            "public_id": mine.public_id,
            "assessment_id": other.assessments.get().public_id,
        },
    )

    assert client.post(url).status_code == 404
    assert other.assessments.get().evidence == "self_reported"


@pytest.mark.parametrize(
    ("page", "argument"),
    [
        ("caseload:attempt-edit", "attempt_id"),
        ("caseload:act-take-back", "act_id"),
        ("caseload:task-mark", "task_id"),
    ],
)
def test_nothing_of_anothers_is_acted_on_through_a_student_of_mine(client, here, page, argument):
    mine, other = here.students
    client.force_login(here.dean)
    things = {"public_id": mine.public_id, argument: here.values(other)[argument]}

    assert client.post(reverse(page, kwargs=things)).status_code == 404


def test_no_page_without_an_id_shows_anothers_student(client, here, elsewhere):
    hidden = {
        here.students[0].user: [here.students[1], *elsewhere.students],
        here.advisors[0]: [here.students[1], *elsewhere.students],
        here.dean: elsewhere.students,
        make_user(Role.COMMITTEE, here.school): [*here.students, *elsewhere.students],
    }
    for reader, students in hidden.items():
        client.force_login(reader)
        for route in ROUTES:
            if "<uuid:public_id>" not in route:
                content = client.get(address(route)).content.decode()
                for student in students:
                    assert student.user.name not in content, (reader.role, route)


def test_whose_student_it_is_can_open_every_page(client, here):
    student = here.students[0]
    values = here.values(student)
    for reader in (here.dean, here.advisors[0]):
        client.force_login(reader)
        for route, view in PAGES:
            if route.startswith("caseload/") and reader.role in view.required_roles:
                response = client.get(address(route, values))
                assert response.status_code in (200, 405), (reader.role, route)
                if response.status_code == 200 and "<uuid:public_id>" in route:
                    assert student.user.name in response.content.decode(), (reader.role, route)
