"""Before rows go or come in from a spreadsheet, staff see whom it touches."""

import pytest

from students.actions.standing import refresh_standings
from students.admin.spreadsheets import resource_for
from students.models import (
    FlagLimit,
    LeaveRule,
    ScoreRelease,
    Standing,
    StateBoardLimit,
    Student,
    StudentEventKind,
)
from tests.factories import student_of_case
from tests.students.admin.pages import page
from tests.students.admin.test_spreadsheets import CSV, confirm, upload
from tests.students.cases import day

pytestmark = pytest.mark.usefixtures("morning")


@pytest.fixture
def students(own, school):
    """Two students whose deadline is near, as things are."""
    made = [student_of_case(school, policy=own.code) for _ in (1, 2)]
    FlagLimit.objects.filter(code="deadline_near_days").update(value=365)
    refresh_standings(Student.objects.all(), today=day("2026-11-23"))
    return made


@pytest.fixture
def limit():
    return FlagLimit.objects.get(code="deadline_near_days")


def near():
    return Standing.objects.filter(flags__contains=["deadline_near"]).count()


def words(answer):
    return " ".join(answer.content.decode().split())


def test_deleting_a_fact_is_shown_first_and_followed(staff_client, limit, students):
    asked = staff_client.get(page("delete", limit.pk, model="flaglimit"))
    before = near()

    staff_client.post(page("delete", limit.pk, model="flaglimit"), {"post": "yes"})

    assert "This re-flags 2 students." in words(asked)
    assert (before, near()) == (2, 0)


def test_a_state_that_a_student_named_may_lose_its_board(staff_client, own, school):
    student = student_of_case(school, policy=own.code, student={"track": "MD", "states": ["AK"]})
    board = StateBoardLimit.objects.get(state="AK")
    address = page("delete", board.pk, model="stateboardlimit")

    asked = staff_client.get(address)
    staff_client.post(address, {"post": "yes"})

    assert asked.status_code == 200
    assert not StateBoardLimit.objects.filter(state="AK").exists()
    assert Standing.objects.filter(student=student).exists()


COUNTED = {
    "kind": "pass_by",
    "shape": "month_day",
    "month": 6,
    "day": 30,
    "year_of": {"event": "matriculated", "plus": 4},
}
OF_THEIR_OWN = {"code": "brought-along", "name": "Their own", "deadlines": [COUNTED]}


def test_an_event_that_a_policy_counts_from_stays(staff_client, own, school):
    student_of_case(school, policy=OF_THEIR_OWN)
    own.deadlines.create(number=9, kind="pass_by", shape="days_after", event="matriculated", n=900)
    kind = StudentEventKind.objects.get(code="matriculated")
    address = page("delete", kind.pk, model="studenteventkind")

    asked = words(staff_client.get(address))
    staff_client.post(address, {"post": "yes"})

    assert f"policy: {own}" in asked
    assert "policies that came with the records of 1 student" in asked
    assert StudentEventKind.objects.filter(pk=kind.pk).exists()


def test_deleting_several_facts_is_shown_first_and_followed(staff_client, limit, students):
    chosen = {"action": "delete_selected", "_selected_action": [limit.pk]}
    asked = staff_client.post(page("changelist", model="flaglimit"), chosen)
    before = near()

    staff_client.post(page("changelist", model="flaglimit"), chosen | {"post": "yes"})

    assert "This re-flags 2 students." in words(asked)
    assert (before, near()) == (2, 0)


@pytest.mark.parametrize("model", [LeaveRule, ScoreRelease])
def test_the_last_row_that_the_rules_need_stays(staff_client, model):
    row = model.objects.get()
    address = page("delete", row.pk, model=model._meta.model_name)

    asked = staff_client.get(address)
    staff_client.post(address, {"post": "yes"})

    name = model._meta.verbose_name
    assert f"The rules need one {name}: change it, or add another." in words(asked)
    assert model.objects.get() == row


def test_an_import_is_shown_first_and_followed(staff_client, limit, students):
    rows = resource_for(FlagLimit)().export(FlagLimit.objects.filter(pk=limit.pk))
    near_row = rows.headers.index("value")
    content = rows.csv.replace(str(rows[0][near_row]), "30").encode()

    shown = upload(staff_client, FlagLimit, content, CSV)
    before = near()
    confirm(staff_client, FlagLimit, shown)

    assert "This re-flags 2 students." in words(shown)
    assert (before, near()) == (2, 0)
