"""The dean's tab of dates: what the rules say, and every act on a page of its own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from advising.models import Role
from students.actions.attempts import report_attempt
from students.actions.holds import allow_sitting, lift_hold
from students.models import Extension, Override
from students.rules.case import Attempt, Outcome
from tests.advising.caseload.test_file import POLICY, make_maple
from tests.factories import make_user, student_of_case

PASS_BY = "on_fail-1-deadlines-1"
WHY = {"reason": "A death in the family.", "approver": "Promotions Committee"}


@pytest.fixture
def today():
    """The pages ask the clock, so their tests do."""
    return timezone.localdate()


@pytest.fixture(scope="module")
def maple_once(module_db):
    return make_maple()


@pytest.fixture
def passed(maple, today):
    result = Attempt(today - timedelta(days=3), today, Outcome.PASS)
    report_attempt(student=maple, result=result, by=maple.user, today=today)
    return maple


def path(student, tail=""):
    return f"/caseload/{student.public_id}/dates/{tail}"


def read(client, url):
    return client.get(url).content.decode()


def test_dates_show_the_rules_and_their_reasons(as_dean, maple):
    content = read(as_dean, path(maple))

    for words in (
        "Last safe day to sit",
        "Example policy, after a first fail, deadline 1",
        "A score comes out on a Wednesday",
        "academic warning",
        "Promotions Committee",
        "administrative leave, at least 1 day, at most 365 days",
        "remediation plan",
        "The exam&#x27;s own limit",
        "the school&#x27;s own limit",
        "Alaska, state board",
        "verify with the board",
        "the day of matriculation is not on record",
        'href="https://school.example/policy"',
        "Medicine",
        "The case was imported.",
    ):
        assert words in content
    assert "on_fail[" not in content


def test_the_reasons_asked_for_are_open(as_dean, maple):
    closed, opened = (
        read(as_dean, path(maple, tail)).count('<details class="why" open>')
        for tail in ("", f"?why={PASS_BY}")
    )

    assert (closed, opened) == (0, 1)


def test_without_a_policy_there_is_no_deadline(as_dean, school):
    content = read(as_dean, path(student_of_case(school)))

    assert "No deadline is set for this student." in content
    assert "Clerkship hold" not in content


def test_after_a_pass_nothing_is_asked(as_dean, school):
    passed = {"sat_on": "2026-10-14", "reported_on": "2026-11-11", "outcome": "pass"}
    student = student_of_case(school, attempts=[passed], policy=POLICY)

    content = read(as_dean, path(student))

    assert "No further sitting is needed." in content
    assert "Last safe day" not in content


def test_a_dates_state_follows_the_day(as_dean, school):
    def deadline(kind, day):
        return {"kind": kind, "shape": "on_date", "date": day}

    days = [
        deadline("pass_by", "2026-11-01"),
        deadline("meet_by", "2026-11-01"),
        deadline("pass_by", "2027-01-01"),
        deadline("sit_by", "2030-01-01"),
        {"kind": "sit_by", "shape": "days_after", "event": "matriculated", "n": 1},
    ]
    student = student_of_case(school, policy=POLICY | {"on_fail": [], "deadlines": days})

    response = as_dean.get(path(student))

    states = [day.state for day in response.context["page"].dates.deadlines]
    assert states == ["stop", "warn", "warn", "info", "warn"]


def test_an_advisor_reads_and_ticks_but_does_not_decide(client, advisor, maple):
    client.force_login(advisor)

    content = read(client, path(maple))

    assert "Done" in content
    for act in ("Lift the hold", "Extend", "Allow a sitting", "Report a result"):
        assert act not in content


def test_a_deadline_is_extended_and_taken_back(as_dean, maple, dean, today):
    page = as_dean.get(path(maple, f"{PASS_BY}/extend/"))
    seen_on = page.context["due"].on
    assert page.context["form"].initial["approver"] == "Promotions Committee"

    answer = {"due_on": seen_on + timedelta(weeks=4), "seen_on": seen_on} | WHY
    as_dean.post(path(maple, f"{PASS_BY}/extend/"), answer)

    extension = Extension.objects.get()
    assert (extension.due_on, extension.granted_by) == (answer["due_on"], dean)
    assert "A death in the family." in read(as_dean, path(maple))

    back = path(maple, f"granted/{extension.public_id}/take-back/")
    assert "Take it back" in read(as_dean, back)
    as_dean.post(back, {"reason": "By mistake."})

    extension.refresh_from_db()
    assert extension.withdrawn_reason == "By mistake."
    assert "took this back" in read(as_dean, back)


def test_an_extension_that_is_none_says_so_beside_its_field(as_dean, maple):
    seen_on = as_dean.get(path(maple, f"{PASS_BY}/extend/")).context["due"].on

    content = as_dean.post(
        path(maple, f"{PASS_BY}/extend/"), {"due_on": seen_on, "seen_on": seen_on} | WHY
    ).content.decode()

    assert "Give a day after" in content
    assert "<title>Error: " in content


@pytest.mark.parametrize("tail", ["nothing-1/extend/", "latest_safe/extend/"])
def test_what_no_clause_sets_is_not_extended(as_dean, maple, tail):
    assert as_dean.get(path(maple, tail)).status_code == 404


def test_a_hold_whose_release_is_proposed_is_lifted_with_one_click(as_dean, passed, dean):
    content = read(as_dean, path(passed, "lift/"))
    assert "A pass is on record." in content
    assert "Approved by" not in content

    as_dean.post(path(passed, "lift/"))

    hold = passed.holds.get()
    assert (hold.state, hold.lifted_by) == ("released", dean)
    assert f"{dean.name} lifted this hold on" in read(as_dean, path(passed, "lift/"))


def test_the_second_dean_is_told_on_the_page(as_dean, passed, today):
    first = make_user(Role.DEAN, passed.school, name="First Dean")
    lift_hold(hold=passed.holds.get(), by=first, today=today)

    content = as_dean.post(path(passed, "lift/")).content.decode()

    assert "First Dean lifted this hold on" in content


def test_lifting_early_asks_for_a_reason_and_an_approver(as_dean, maple):
    refused = as_dean.post(path(maple, "lift/"), {"reason": "", "approver": ""}).content.decode()
    assert "Say why. The student reads it." in refused
    assert "Name the person or committee who approved it." in refused

    as_dean.post(path(maple, "lift/"), WHY)

    assert maple.holds.get().state == "overridden"
    assert Override.objects.get().kind == "lift_early"


def test_a_second_window_is_told_what_was_not_kept(as_dean, maple, dean):
    as_dean.post(path(maple, "lift/"), WHY)
    again = as_dean.post(path(maple, "lift/"), WHY)
    assert again.status_code == 302

    content = as_dean.post(
        path(maple, "lift/"), WHY | {"reason": "The student asked."}
    ).content.decode()

    assert f"{dean.name} lifted this hold on" in content
    assert "Nothing was changed." in content
    assert "What you typed was not kept." in content
    assert "The student asked." in content
    assert Override.objects.get().reason == "A death in the family."


def test_a_second_window_is_told_that_it_was_taken_back_already(as_dean, maple, dean, today):
    lift_hold(hold=maple.holds.get(), by=dean, today=today, **WHY)
    back = path(maple, f"granted/{Override.objects.get().public_id}/take-back/")
    as_dean.post(back, {"reason": "The wrong student."})

    content = as_dean.post(back, {"reason": "Too soon."}).content.decode()

    assert f"{dean.name} took this back" in content
    assert "What you typed was not kept." in content
    assert "Too soon." in content


def test_an_early_lift_is_taken_back_on_the_tab(as_dean, maple, dean, today):
    lift_hold(hold=maple.holds.get(), by=dean, today=today, **WHY)
    back = path(maple, f"granted/{Override.objects.get().public_id}/take-back/")
    assert f'href="{back}"' in read(as_dean, path(maple))
    assert "The hold is then in force again" in read(as_dean, back)

    answer = as_dean.post(back, {"reason": "The wrong student."}, follow=True).content.decode()

    assert "The hold is in force again. Tell the student, too." in answer
    assert "The wrong student." in answer
    assert "Lift the hold early" in answer
    assert f'href="{back}"' not in answer
    assert "took this back" in read(as_dean, back)


def test_after_a_pass_an_early_lift_is_not_offered_to_be_taken_back(as_dean, maple, dean, today):
    lift_hold(hold=maple.holds.get(), by=dean, today=today, **WHY)
    back = path(maple, f"granted/{Override.objects.get().public_id}/take-back/")
    result = Attempt(today - timedelta(days=3), today, Outcome.PASS)
    report_attempt(student=maple, result=result, by=dean, today=today)

    content = read(as_dean, path(maple))
    refused = as_dean.post(back, {"reason": "By mistake."}).content.decode()

    assert "Hold lifted before its release" in content
    assert back not in content
    assert "A pass is on record, so the hold stays lifted. Nothing was changed." in refused


def test_a_sitting_allowed_is_taken_back_though_the_hold_is_lifted(as_dean, maple, dean, today):
    allowed = allow_sitting(hold=maple.holds.get(), by=dean, today=today, **WHY)
    lift_hold(hold=maple.holds.get(), by=dean, today=today, **WHY)
    back = path(maple, f"granted/{allowed.public_id}/take-back/")
    assert f'href="{back}"' in read(as_dean, path(maple))

    as_dean.post(back, {"reason": "The score fell."})

    allowed.refresh_from_db()
    assert allowed.withdrawn_by == dean
    assert maple.holds.get().state == "overridden"


def test_a_sitting_before_the_gate_is_allowed_on_its_page(as_dean, maple):
    assert "not yet" in read(as_dean, path(maple, "allow-sitting/"))

    as_dean.post(path(maple, "allow-sitting/"), WHY)

    content = read(as_dean, path(maple))
    assert "Sitting before the gate is met" in content
    assert "allow-sitting/" not in content


def test_without_a_hold_there_is_nothing_to_lift(as_dean, school):
    student = student_of_case(school)

    for tail in ("lift/", "allow-sitting/"):
        assert as_dean.get(path(student, tail)).status_code == 404


def test_a_task_is_ticked_and_unticked(as_dean, maple, dean):
    task = maple.holds.get().tasks.get(kind="meeting")
    url = path(maple, f"tasks/{task.public_id}/")

    as_dean.post(url, {"done": "yes"})
    task.refresh_from_db()
    assert task.done_by == dean

    as_dean.post(url, {"done": "no"})
    task.refresh_from_db()
    assert task.done_by is None


def test_a_day_that_is_over_is_not_held_against_who_came(as_dean, maple, dean):
    over = "Example policy asks, after a first fail, to meet by"
    before = read(as_dean, path(maple))
    meeting = maple.holds.get().tasks.get(kind="meeting")

    as_dean.post(path(maple, f"tasks/{meeting.public_id}/"), {"done": "yes"})

    after = read(as_dean, path(maple))
    meeting.refresh_from_db()
    assert meeting.done_by == dean
    assert (over in before, over in after) == (True, False)
    assert "talk to the dean now" not in before


def test_a_dean_reports_for_the_student(as_dean, school, dean, today):
    student = student_of_case(school, attempts=[], policy=POLICY)
    page = f"/caseload/{student.public_id}/attempts/new/"
    assert "The day the student sat the exam" in read(as_dean, page)

    as_dean.post(
        page,
        {
            "sat_on": today - timedelta(days=40),
            "reported_on": today - timedelta(days=12),
            "outcome": "fail",
        },
    )

    line = student.changes.get()
    assert (line.kind, line.by) == ("hold_begun", dean)
    attempt = student.attempts.get()
    edit = f"/caseload/{student.public_id}/attempts/{attempt.public_id}/edit/"
    assert "Change a result" in read(as_dean, edit)
    as_dean.post(
        edit,
        {
            "sat_on": attempt.sat_on,
            "reported_on": today - timedelta(days=11),
            "outcome": "fail",
        },
    )
    assert student.changes.last().kind == "dates_changed"


def test_the_header_says_that_a_hold_waits_to_be_lifted(as_dean, passed):
    assert "it waits to be lifted" in read(as_dean, f"/caseload/{passed.public_id}/")
