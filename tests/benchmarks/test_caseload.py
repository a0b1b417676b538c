"""The caseload with 1,000 and with 100,000 students, beside Django's own list of the same rows.

`make bench` runs it; making the large cohort takes most of its minutes. BENCH_STUDENTS makes
it smaller.
"""

from __future__ import annotations

import os
from functools import partial
from statistics import median
from time import perf_counter

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advising.models import Role
from plans.cohort import make_cohort
from students.actions.policies import save_policy
from students.actions.standing import refresh_standings
from students.casefile import parse_policy
from students.gather_policies import gather_reference
from students.models import Student
from tests.factories import make_school, make_user

SMALL, LARGE = 1_000, int(os.environ.get("BENCH_STUDENTS", "100000"))
ROUNDS = 21
MOST_QUERIES = 8
MOST_TIMES_SLOWER = 1.5
POLICY = {
    "code": "bench",
    "name": "Example policy",
    "source": "https://school.example/policy",
    "on_fail": [
        {
            "rotation": "finish",
            "resume_on": "pass",
            "deadlines": [
                {"kind": "pass_by", "shape": "weeks_after", "event": "reported", "n": 26}
            ],
        }
    ],
}
PAGES = (
    "",
    "?page=3",
    "?sort=deadline",
    "?sort=name",
    "?sort=distance",
    "?flag=below_band",
    "?flag=passed",
    "?scenario=likely_ready",
    "?due=30",
    "?class_year=2028",
    "?plan=yes",
    "?q=heron",
    "?q=heron+77",
    "?q=nobody",
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
def deans(django_db_setup, django_db_blocker):
    """A dean of a small and one of a large school, committed for all measurements."""
    with django_db_blocker.unblock():
        yield [_dean_of(students) for students in (SMALL, LARGE)]


def _dean_of(students):
    school = make_school(f"bench-{students}")
    save_policy(
        policy=parse_policy(POLICY | {"code": f"bench-{students}"}, gather_reference()),
        school=school,
    )
    for _ in range(max(2, students // 200)):
        make_user(Role.ADVISOR, school)
    make_cohort(
        school=school,
        students=students,
        seed=1,
        today=timezone.localdate(),
        policy_code=f"bench-{students}",
    )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return make_user(Role.DEAN, school)


def times_of(visits):
    """The median milliseconds of each visit, taken in turns so that noise meets all alike."""
    times = [[] for _ in visits]
    for _ in range(ROUNDS):
        for visit, taken in zip(visits, times, strict=True):
            start = perf_counter()
            visit()
            taken.append((perf_counter() - start) * 1000)
    return [median(taken[2:]) for taken in times]  # the first ones warm caches


def queries_of(visit):
    with CaptureQueriesContext(connection) as queries:
        visit()
    return len(queries)


def visits_of(deans, query):
    """A visit of each dean to a page of the caseload."""
    return [partial(_open, client, query) for client in map(_logged_in, deans)]


def _logged_in(dean):
    client = Client()
    client.force_login(dean)
    return client


def _open(client, query):
    assert client.get(f"/caseload/{query}").status_code == 200


def _open_admin(site, dean):
    request = RequestFactory().get("/admin/students/student/")
    request.user = dean
    site.get_model_admin(Student).changelist_view(request).render()


@pytest.mark.django_db
def test_a_hundred_times_the_students_cost_the_same(deans, capsys, monkeypatch):
    monkeypatch.setattr("advising.models.User.has_perm", lambda *_: True)
    site = AdminSite()
    site.register(Student, StudentAdmin)
    rows = []
    for query in PAGES:
        visits = visits_of(deans, query)
        rows.append((f"/caseload/{query}", *times_of(visits), queries_of(visits[1])))
    admin = [partial(_open_admin, site, dean) for dean in deans]
    rows.append(("Django admin, same students", *times_of(admin), queries_of(admin[1])))

    with capsys.disabled():
        _print(rows)
    assert max(row[3] for row in rows[:-1]) <= MOST_QUERIES
    assert rows[0][2] <= MOST_TIMES_SLOWER * rows[0][1]


def _print(rows):
    print(f"\n{'median ms':32}{SMALL:>10,}{LARGE:>10,}{'times':>8}{'queries':>9}")  # noqa: T201
    for name, small, large, queries in rows:
        print(f"{name:32}{small:10.1f}{large:10.1f}{large / small:8.2f}{queries:9}")  # noqa: T201


@pytest.mark.django_db
def test_a_nightly_run_takes_about_a_millisecond_a_student(deans, capsys):
    students = Student.objects.filter(school=deans[1].school)[:10_000]
    start = perf_counter()
    count = refresh_standings(
        Student.objects.filter(pk__in=students.values("pk")), today=timezone.localdate()
    )

    with capsys.disabled():
        each = (perf_counter() - start) * 1000 / count
        print(f"\nrefresh_standings: {each:.2f} ms a student ({count:,} students)")  # noqa: T201
