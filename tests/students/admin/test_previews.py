"""Before a change of the rules is kept, staff see whom it touches; after it, standings are true."""

import pytest
from django.apps import apps
from django.urls import reverse

from students.actions.standing import refresh_standings
from students.dates.history import say_changes
from students.models import FlagLimit, Policy, ReadinessBand, Resource, Standing, Student
from tests.factories import make_school, save_pass_by_policy, student_of_case
from tests.students.admin.pages import page, policy_page
from tests.students.admin.typing import typed
from tests.students.cases import day

pytestmark = pytest.mark.usefixtures("morning")


@pytest.fixture(scope="module")
def students_once(own_once):
    """Two students whom the school's policy binds, and one whom nothing does."""
    school = own_once.school
    bound = [
        student_of_case(school, name=f"Acorn Bound {number}", policy=school.code)
        for number in (1, 2)
    ]
    return [*bound, student_of_case(school, name="Acorn Free", policy=None)]


@pytest.fixture
def students(students_once, own):
    return students_once


@pytest.fixture
def limit():
    return FlagLimit.objects.get(code="deadline_near_days")


def limit_page(limit):
    return page("change", limit.pk, model="flaglimit")


def deadlines():
    return set(Standing.objects.values_list("deadline_on", flat=True))


def standings():
    rows = Standing.objects.order_by("pk").values()
    return [{name: row[name] for name in row if name != "computed_at"} for row in rows]


def test_a_change_that_touches_students_is_shown_before_it_is_kept(
    staff_client, own, change, students
):
    answer = staff_client.post(policy_page("change", own.pk), change | {"deadlines-0-n": 26})

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "This moves 2 deadlines." in " ".join(text.split())
    assert "2 of the 2 students it bears on would see a difference." in " ".join(text.split())
    assert "28 days earlier" in text
    assert "Wed 9 Jun 2027 → Wed 12 May 2027 (2 students)" in text
    assert "Acorn" not in text
    assert own.deadlines.get().n == 30
    assert deadlines() == {day("2027-06-09"), None}


def test_what_was_shown_can_be_kept(staff_client, own, change, students):
    shown = staff_client.post(policy_page("change", own.pk), change | {"deadlines-0-n": 26})

    answer = staff_client.post(
        policy_page("change", own.pk),
        dict(shown.context["typed"]) | {"_confirmed": "1"},
        follow=True,
    )

    assert answer.redirect_chain == [(policy_page("changelist"), 302)]
    assert "Brought up to date: 2 students." in answer.content.decode()
    assert own.deadlines.get().n == 26
    assert deadlines() == {day("2027-05-12"), None}


def test_what_follows_is_in_the_history_with_its_reason(staff_client, own, change, students):
    shown = staff_client.post(policy_page("change", own.pk), change | {"deadlines-0-n": 26})
    staff_client.post(
        policy_page("change", own.pk), dict(shown.context["typed"]) | {"_confirmed": "1"}
    )

    line = students[0].changes.last()
    assert (line.because, line.by.name) == (f"Policy “{own}” was changed.", "Member of staff")
    assert say_changes(line.changes) == [
        "Pass by: Wed 12 May 2027 instead of Wed 9 Jun 2027",
        "Last safe day to sit: Wed 17 Mar 2027 instead of Wed 14 Apr 2027",
    ]


def test_what_was_shown_is_shown_anew_if_the_rules_changed_meanwhile(
    staff_client, own, change, students, limit
):
    shown = staff_client.post(policy_page("change", own.pk), change | {"deadlines-0-n": 26})
    FlagLimit.objects.filter(pk=limit.pk).update(value=365)

    again = staff_client.post(
        policy_page("change", own.pk), dict(shown.context["typed"]) | {"_confirmed": "1"}
    )
    kept_before = own.deadlines.get().n
    staff_client.post(
        policy_page("change", own.pk), dict(again.context["typed"]) | {"_confirmed": "1"}
    )

    assert "The rules changed while you were looking." in again.content.decode()
    assert (kept_before, own.deadlines.get().n) == (30, 26)


def test_keeping_it_twice_changes_it_once(staff_client, own, change, students):
    shown = staff_client.post(policy_page("change", own.pk), change | {"deadlines-0-n": 26})
    confirmed = dict(shown.context["typed"]) | {"_confirmed": "1"}
    staff_client.post(policy_page("change", own.pk), confirmed)
    lines = students[0].changes.count()

    answer = staff_client.post(policy_page("change", own.pk), confirmed)

    assert (answer.status_code, students[0].changes.count()) == (302, lines)


def test_what_was_typed_comes_back_when_it_is_not_kept(staff_client, own, change, students):
    shown = staff_client.post(policy_page("change", own.pk), change | {"deadlines-0-n": 26})

    answer = staff_client.post(
        policy_page("change", own.pk), dict(shown.context["typed"]) | {"_back": "1"}
    )

    assert answer.status_code == 200
    assert typed(answer)["deadlines-0-n"] == "26"
    assert answer.context["errors"] == []
    assert own.deadlines.get().n == 30


def test_a_change_that_touches_nobody_is_kept_at_once(staff_client, own, change):
    Student.objects.filter(policy_code=own.code).update(policy_code=None)

    answer = staff_client.post(policy_page("change", own.pk), change | {"deadlines-0-n": 26})

    assert answer.status_code == 302
    assert own.deadlines.get().n == 26


def test_a_change_of_words_alone_is_kept_at_once_and_reaches_the_standings(
    staff_client, own, change, students
):
    answer = staff_client.post(policy_page("change", own.pk), change | {"name": "Renamed"})

    assert answer.status_code == 302
    assert set(Standing.objects.values_list("policy_name", flat=True)) == {
        "Renamed",
        "the school's policy",
    }


def test_a_new_version_is_shown_before_it_is_kept(staff_client, own, school, students):
    Policy.objects.filter(pk=own.pk).update(effective_to=day("2026-10-31"))
    form = typed(staff_client.get(policy_page("add")), code=own.code, source="https://example.edu")

    answer = staff_client.post(policy_page("add"), form | {"effective_from": "2026-11-01"})

    assert "Save this change?" in answer.content.decode()
    assert Policy.objects.filter(school=school).count() == 1


def test_a_threshold_is_shown_before_it_is_kept(staff_client, limit, students):
    form = typed(staff_client.get(limit_page(limit)), value=365)

    shown = staff_client.post(limit_page(limit), form)
    limit.refresh_from_db()
    before = limit.value
    kept = staff_client.post(limit_page(limit), dict(shown.context["typed"]) | {"_confirmed": "1"})

    limit.refresh_from_db()
    assert "This re-flags 2 students." in " ".join(shown.content.decode().split())
    assert (before, kept.status_code, limit.value) == (30, 302, 365)
    assert Standing.objects.filter(flags__contains=["deadline_near"]).count() == 2


def test_a_fact_the_rules_do_not_read_asks_nobody(staff_client, students):
    resource = Resource.objects.get(code="pathoma")
    address = page("change", resource.pk, model="resource")

    answer = staff_client.post(address, typed(staff_client.get(address), note="Read in May."))

    resource.refresh_from_db()
    assert (answer.status_code, resource.note) == (302, "Read in May.")


def test_only_the_students_of_the_changed_policy_are_looked_at(staff_client, own, change, students):
    elsewhere = make_school("elsewhere")
    save_pass_by_policy(elsewhere)
    student_of_case(elsewhere, policy="elsewhere")

    shown = staff_client.post(policy_page("change", own.pk), change | {"deadlines-0-n": 26})

    assert shown.context["effect"].students == 2


@pytest.mark.parametrize("more", [1, 20])
def test_a_preview_costs_the_same_for_any_number_of_students(
    staff_client, own, change, school, more, django_assert_num_queries
):
    for _ in range(more):
        student_of_case(school, policy=own.code)

    with django_assert_num_queries(59):
        staff_client.post(policy_page("change", own.pk), change | {"deadlines-0-n": 26})


def test_the_band_moves_the_reading_of_scores(staff_client, students):
    band = ReadinessBand.objects.get(scale__code="epc", effective_to=None)
    address = page("change", band.pk, model="readinessband")

    shown = staff_client.post(address, typed(staff_client.get(address), low="50.0", high="54.0"))

    text = " ".join(shown.content.decode().split())
    assert "Readiness: practice scores" in text
    assert reverse("admin:index") in text


GENTLE_GATE = {"minimum": "50.0", "distinct_forms": 1}


@pytest.mark.parametrize(
    ("model", "key", "typing", "said"),
    [
        ("scorerelease", "release-2026", {"allow_days": 70}, "Window: latest safe day to sit"),
        ("quietholiday", "new_year", {"month": 6, "day": 5}, "Window: latest safe day to sit"),
        ("attemptrule", "usmle_max_attempts-2021", {"limit": 2}, "Attempts: sittings left"),
        ("defaultgate", "default-gate-2026", GENTLE_GATE, "Readiness: gate"),
        ("instrument", "cbssa", {"likely_range": "20.0"}, "Readiness: practice scores"),
        ("passingstandard", "step1-three_digit-2022", {"value": 180}, "Finding: outcome"),
    ],
)
def test_every_fact_that_moves_students_is_shown_and_followed(
    staff_client, students, model, key, typing, said
):
    row = apps.get_model("students", model).objects.get_by_natural_key(key)
    address = page("change", row.pk, model=model)

    shown = staff_client.post(address, typed(staff_client.get(address), **typing))
    kept = staff_client.post(address, dict(shown.context["typed"]) | {"_confirmed": "1"})

    followed = standings()
    refresh_standings(Student.objects.all(), today=day("2026-11-23"))
    assert said in " ".join(shown.content.decode().split())
    assert kept.status_code == 302
    assert followed == standings()
