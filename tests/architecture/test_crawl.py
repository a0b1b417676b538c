"""Every page there is can be reached by clicking, from the first page of each role."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client, RequestFactory

from advising.models import School, User
from plans.actions import log_block, make_plan
from students.actions.assessments import attach_report
from students.actions.holds import allow_sitting
from students.choices import HoldState
from students.models import Availability, Student
from tests.architecture.crawler import DEPTHS, Crawl
from tests.architecture.test_access import ARGUMENT, PAGES
from tests.factories import TODAY

# One for each way a student's pages can be: begun, planned, on a study day of a plan made twice,
# proposed, passed, Level 1, untouched.
STUDENTS = ("juniper", "larch", "oak", "birch", "tansy", "violet", "alder")
# Routes that nobody has to click to, each with its reason.
NOT_TO_CLICK = {
    "accounts/email/": "Stands in the way of a page of allauth that would let people change their address.",
}


@pytest.fixture
def demo(demo_database, db):
    """The demonstration school, with what its stories leave out."""
    _add_what_no_story_has()
    return School.objects.get(code="demo")


def _add_what_no_story_has():
    """A report of a practice exam, leave to sit early and a second plan, high in the caseload; a
    word on today."""
    ranked = Student.objects.filter(advisor__email="advisor1@demo.example").order_by(
        "-standing__urgency"
    )
    held = ranked.filter(holds__state=HoldState.ACTIVE, assessments__isnull=False).first()
    for student in (held, Student.objects.get(user__email="larch@demo.example")):
        report = ContentFile(b"%PDF-1.7", "report.pdf")
        latest = student.assessments.latest("taken_on")
        attach_report(assessment=latest, report=report, today=TODAY)
    for student in (held, Student.objects.get(user__email="oak@demo.example")):
        Availability.objects.filter(student=student).update(hours_sat=1)
        plan = make_plan(student=student, by=student.user, today=TODAY)
    said = {"on": TODAY, "position": 0, "state": "done", "today": TODAY}
    log_block(student=plan.student, version=plan.version, **said)
    dean = User.objects.get(email="dean@demo.example")
    accounted = {"reason": "Illness.", "approver": "Promotions Committee"}
    allow_sitting(hold=held.holds.get(), by=dean, today=TODAY, **accounted)


def crawler(email):
    """One person of the demonstration school, at the front door."""
    user = User.objects.get(email=f"{email}@demo.example")
    client = Client()
    client.force_login(user)
    seen = Student.objects.visible_to(user).values("user__name")
    others = User.objects.filter(student__isnull=False).exclude(name__in=seen)
    wanted = {route for route, view in PAGES if user.role in view.required_roles}
    wanted -= NOT_TO_CLICK.keys()
    return Crawl(client, wanted, hidden=set(others.values_list("name", flat=True)))


def pages_behind_buttons(found):
    """What only a button leads to although its address can be opened: it needs a link."""
    views = dict(PAGES)
    request = RequestFactory().get("/")
    request.user = found.client.get("/", follow=True).wsgi_request.user
    return {
        route
        for route in (found.posted & found.wanted) - set(found.opened)
        if views[route](request, **dict.fromkeys(ARGUMENT.findall(route))).status_code != 405
    }


@pytest.mark.parametrize("email", ["dean", "advisor1", "committee", "staff"])
def test_everybody_can_click_to_every_page_of_theirs(demo, email):
    found = crawler(email).run()

    assert found.wrong == []
    assert found.missing == set()
    assert pages_behind_buttons(found) == set()


def test_students_can_click_to_every_page_between_them(demo):
    """What one cannot reach another must."""
    everybody = [crawler(email) for email in STUDENTS]
    for depth in DEPTHS:
        for found in everybody:
            found.follow(depth)
        if not missed_by_all(everybody):
            break

    opened = set().union(*(found.opened for found in everybody))
    assert [wrong for found in everybody for wrong in found.wrong] == []
    assert missed_by_all(everybody) == set()
    assert set().union(*map(pages_behind_buttons, everybody)) - opened == set()


def missed_by_all(everybody):
    return set.intersection(*(found.missing for found in everybody))


def test_what_nobody_clicks_to_exists():
    assert NOT_TO_CLICK.keys() <= {route for route, _ in PAGES}
