"""The way back from a file leads to the list it was opened from, as it was."""

import re

import pytest

from advising.models import Role
from tests.factories import make_student, make_user

pytestmark = pytest.mark.django_db
HOST = "http://testserver"


@pytest.fixture
def maple(school):
    return make_student(school, name="Maple Madeup")


def way_back(client, student, *, tab="", came_from=""):
    headers = {"Referer": came_from} if came_from else {}
    page = client.get(f"/caseload/{student.public_id}/{tab}", headers=headers).content.decode()
    found = re.search(r'href="([^"]+)#student-([\w-]+)"><svg.*?</svg>\s*(\w+)</a>', page, re.DOTALL)
    assert found, page
    assert found[2] == str(student.public_id)
    return found[3], found[1].replace("&amp;", "&")


def test_it_leads_to_the_list_as_it_was_filtered_and_to_the_students_row(as_dean, maple):
    address = "/caseload/?q=m%C3%A1ple&flag=no_plan&sort=name"

    back = way_back(as_dean, maple, came_from=HOST + address)

    assert back == ("Caseload", address)
    listed = as_dean.get("/caseload/?q=maple").content.decode()
    assert f'<tr id="student-{maple.public_id}">' in listed


def test_it_is_kept_on_every_page_of_the_file(as_dean, maple):
    way_back(as_dean, maple, came_from=f"{HOST}/caseload/?page=2")
    file = f"{HOST}/caseload/{maple.public_id}/"

    assert way_back(as_dean, maple, tab="dates/", came_from=file) == (
        "Caseload",
        "/caseload/?page=2",
    )


def test_a_file_opened_from_the_deadlines_leads_back_to_them(as_dean, maple):
    address = "/caseload/deadlines/?month=2027-02&kind=sit_by"

    assert way_back(as_dean, maple, came_from=HOST + address) == ("Deadlines", address)


@pytest.mark.parametrize(
    "came_from",
    ["", "https://elsewhere.example/caseload/?q=x", f"{HOST}/admin/?q=x", "http://[broken", "x"],
)
def test_without_a_list_it_leads_to_the_whole_caseload(as_dean, maple, came_from):
    assert way_back(as_dean, maple, came_from=came_from) == ("Caseload", "/caseload/")


def test_it_is_nobody_elses(client, as_dean, maple, school):
    way_back(as_dean, maple, came_from=f"{HOST}/caseload/?q=maple")
    client.logout()
    client.force_login(make_user(Role.DEAN, school))

    assert way_back(client, maple) == ("Caseload", "/caseload/")
