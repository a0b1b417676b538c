"""The caseload with 1,000 and with 100,000 students, beside Django's own list of the same rows.

`make bench` runs it; making the large cohort takes most of its minutes. BENCH_STUDENTS makes
it smaller.
"""

from __future__ import annotations

from functools import partial

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from advising.models import Role
from students.models import Student
from tests.benchmarks.figures import LARGE, SMALL, Table, medians
from tests.factories import make_user

MOST_QUERIES = 8
MOST_TIMES_SLOWER = 1.5
HEAD = ("page", f"{SMALL:,}", f"{LARGE:,}", "times", "queries")
PAGES = (
    "/caseload/",
    "/caseload/?page=3",
    "/caseload/?sort=deadline",
    "/caseload/?sort=name",
    "/caseload/?sort=distance",
    "/caseload/?flag=below_band",
    "/caseload/?flag=passed",
    "/caseload/?scenario=likely_ready",
    "/caseload/?due=30",
    "/caseload/?class_year=2028",
    "/caseload/?plan=yes",
    "/caseload/?q=heron",
    "/caseload/?q=heron+77",
    "/caseload/?q=nobody",
)


class StudentAdmin(ModelAdmin):
    """Django's list with the columns it has at hand, in the caseload's order."""

    list_display = ("user", "advisor", "class_year", "urgency", "deadline_on")
    list_display_links = None
    list_select_related = ("user", "advisor", "standing")
    list_filter = ("class_year", "standing__scenario")
    search_fields = ("user__name", "user__email")
    ordering = ("-standing__urgency", "standing__sort_on", "pk")
    list_per_page = 50

    def urgency(self, student):
        return student.standing.urgency

    def deadline_on(self, student):
        return student.standing.deadline_on

    def get_queryset(self, request):
        return super().get_queryset(request).filter(school=request.user.school_id)


@pytest.fixture(scope="module")
def deans(schools, django_db_blocker):
    """The deans of a small and of a large school."""
    with django_db_blocker.unblock():
        return [make_user(Role.DEAN, school) for school in schools]


def queries_of(visit):
    with CaptureQueriesContext(connection) as queries:
        visit()
    return len(queries)


def visits_of(deans, page):
    """A visit of each dean to a page."""
    return [partial(_open, client, page) for client in map(_logged_in, deans)]


def _logged_in(dean):
    client = Client()
    client.force_login(dean)
    return client


def _open(client, page):
    assert client.get(page).status_code == 200


def _open_admin(site, dean):
    request = RequestFactory().get("/admin/students/student/")
    request.user = dean
    site.get_model_admin(Student).changelist_view(request).render()


@pytest.mark.django_db
def test_a_hundred_times_the_students_cost_the_same(deans, tables, monkeypatch):
    monkeypatch.setattr("advising.models.User.has_perm", lambda *_: True)
    site = AdminSite()
    site.register(Student, StudentAdmin)
    visits = {page: visits_of(deans, page) for page in PAGES}
    visits["Django admin, same students"] = [partial(_open_admin, site, dean) for dean in deans]

    costs = {page: (*medians(pair), queries_of(pair[1])) for page, pair in visits.items()}

    tables.append(Table("Caseload, median ms", HEAD, [_row(*cost) for cost in costs.items()]))
    small, large, _ = costs["/caseload/"]
    assert large <= MOST_TIMES_SLOWER * small
    assert max(cost[2] for page, cost in costs.items() if page in PAGES) <= MOST_QUERIES


def _row(page, cost):
    small, large, queries = cost
    return page, f"{small:.1f}", f"{large:.1f}", f"{large / small:.2f}", str(queries)
