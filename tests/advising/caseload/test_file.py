import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advising.models import Role
from plans.actions import make_plan, propose_plan
from students.actions.standing import refresh_standing
from students.models import Intake, IntakeVersion, Standing
from tests.advising.caseload.pages import page
from tests.factories import make_school, make_student, make_user, student_of_case

POLICY = {
    "code": "example",
    "name": "Example policy",
    "source": "https://school.example/policy",
    "max_attempts": 3,
    "on_fail": [
        {
            "rotation": "finish",
            "resume_on": "pass",
            "standing": "academic_warning",
            "meetings": ["Dean of Students"],
            "documents": ["remediation plan"],
            "approver": "Promotions Committee",
            "leave": {"kind": "administrative_leave", "min_days": 1, "max_days": 365},
            "deadlines": [
                {"kind": "pass_by", "shape": "weeks_after", "event": "reported", "n": 40},
                {"kind": "meet_by", "shape": "days_after", "event": "reported", "n": 1},
                {"kind": "sit_by", "shape": "days_after", "event": "matriculated", "n": 1},
            ],
        }
    ],
}
ROTATIONS = [
    {"name": "Surgery", "starts_on": "2026-11-02", "ends_on": "2026-12-18"},
    {"name": "Medicine", "starts_on": "2026-12-21", "ends_on": "2027-02-05"},
]


@pytest.fixture
def today():
    """The pages ask the clock, so their tests do."""
    return timezone.localdate()


@pytest.fixture(scope="module")
def maple_once(module_db):
    return make_maple()


def make_maple():
    """A student with a policy, a hold, rotations and a practice exam."""
    school = make_school()
    student = student_of_case(
        school,
        name="Maple Madeup",
        advisor=make_user(Role.ADVISOR, school, name="Advisor of this school"),
        student={"track": "MD", "class_year": 2028, "states": ["AK"]},
        policy=POLICY,
        rotations=ROTATIONS,
    )
    refresh_standing(student, today=timezone.localdate())
    return student


def test_the_header_says_who_where_and_why(as_dean, maple):
    content = page(as_dean, maple)

    for words in (
        "Maple Madeup",
        "MD, class of 2028",
        "Last practice score 55 EPC, likely 51\N{EN DASH}59, taken Fri 20 Nov 2026: its range lies"
        " below the passing band; 11 EPC to 66.",
        "1 used, 2 left",
        "Advisor of this school",
        "Clerkship hold from Sat 19 Dec 2026; it ends with a reported pass.",
        "The last practice score&#x27;s range, 51\N{EN DASH}59 EPC, lies below the passing band"
        " from 62.",
        "A deadline counts from a day that is not on record.",
    ):
        assert words in content


def test_a_student_without_anything_is_quiet(as_dean, school):
    content = page(as_dean, make_student(school, name="New Nettle"))

    for words in (
        "No practice score can be read yet.",
        "Nothing needs you today.",
        "nobody yet",
        "Nothing is on record yet.",
    ):
        assert words in content


def test_a_reached_minimum_is_said(as_dean, school, today):
    student = student_of_case(school)
    Standing.objects.filter(student=student).update(
        as_of=today, distance=0, score=70, range_low=None, scenario="close"
    )

    assert "no likely range, taken Fri 20 Nov 2026: its range starts inside" in page(
        as_dean, student
    )
    assert "66 reached." in page(as_dean, student)


def test_an_old_standing_is_brought_up_to_today(as_dean, maple, today):
    Standing.objects.update(as_of=today - timedelta(days=3), reasons=[])

    assert "lies below the passing band" in page(as_dean, maple)
    assert Standing.objects.get(student=maple).as_of == today


def test_the_timeline_holds_everything(as_dean, maple, today):
    Intake.objects.create(student=maple)
    for number in (1, 2):
        IntakeVersion.objects.create(student=maple, number=number, answers={})
    plan = make_plan(student=maple, by=maple.user, today=today)
    propose_plan(plan=plan, message="Is this early enough?", today=today)
    maple.assessments.update(is_timed=False, is_first_use=False)
    maple.attempts.update(points_below=12.5)

    response = as_dean.get(f"/caseload/{maple.public_id}/")

    timeline = response.context["timeline"]
    said = {(entry.title, entry.detail) for entry in (*timeline.ahead, *timeline.past)}
    assert {
        ("Sat the exam, attempt 1", ""),
        (
            "Result of attempt 1: Did not pass",
            "Three-digit score 188, about 12.5 points below the standard",
        ),
        ("NBME CBSSA, form 28: 55 EPC", "Self-reported, untimed, form used before"),
        ("Intake started", ""),
        ("Intake submitted", ""),
        ("Intake amended: Intake 2", ""),
        ("Plan 1 proposed", "Is this early enough?"),
        ("Planned exam", ""),
        ("Surgery starts", "Until Fri 18 Dec 2026"),
        ("Pass by", "after a first fail"),
        ("Last safe day to sit", ""),
    } < said
    days = [entry.on for entry in timeline.ahead]
    assert days == sorted(days)
    assert days[0] > today
    past = [entry.on for entry in timeline.past]
    assert past == sorted(past, reverse=True)


def test_a_result_without_an_outcome_is_listed(as_dean, maple):
    maple.attempts.update(outcome=None, three_digit=None)

    assert "Result of attempt 1: no outcome given" in page(as_dean, maple)


def test_scores_show_the_chart_the_gate_and_the_log(as_dean, maple):
    content = page(as_dean, maple, "scores/")

    for words in (
        "NBME CBSSA form 28",
        "55 EPC, likely 51\N{EN DASH}59",
        "Self-reported",
        "Passing band 62\N{EN DASH}68 EPC",
        "Not met yet",
        "66 epc or more",
        "Verify",
    ):
        assert words.lower() in content.lower()


def test_without_scores_the_page_says_what_comes_first(as_dean, school):
    content = page(as_dean, make_student(school), "scores/")

    assert "No practice exam is in the log yet." in content


def test_verifying_marks_the_entry_as_it_was_read(as_dean, dean, maple):
    exam = maple.assessments.get()
    url = f"/caseload/{maple.public_id}/scores/{exam.public_id}/verify/"

    stale = as_dean.post(url, {"revision": exam.revision + 1}, follow=True)
    assert "The entry was changed meanwhile." in stale.content.decode()
    as_dean.post(url)
    exam.refresh_from_db()
    assert exam.evidence == "self_reported"

    done = as_dean.post(url, {"revision": exam.revision}, follow=True)
    exam.refresh_from_db()
    assert done.redirect_chain == [(f"/caseload/{maple.public_id}/scores/", 302)]
    assert "Verified:" in done.content.decode()
    assert (exam.evidence, exam.verified_by) == ("verified", dean)
    assert "Verify" not in page(as_dean, maple, "scores/")


def test_an_entry_deleted_while_it_is_verified_is_said_to_be_gone(as_dean, maple):
    exam = maple.assessments.get()

    def delete_before_the_lock(execute, sql, params, many, context):
        if " FOR UPDATE OF " in sql:
            maple.assessments.all().delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(delete_before_the_lock):
        answer = as_dean.post(
            f"/caseload/{maple.public_id}/scores/{exam.public_id}/verify/",
            {"revision": exam.revision},
        )

    assert answer.url == f"/caseload/{maple.public_id}/scores/"
    content = as_dean.get(answer.url).content.decode()
    assert "This entry was deleted meanwhile." in content


def test_the_plan_is_shown_with_its_proposal(as_dean, maple, today):
    assert "There is no plan yet." in page(as_dean, maple, "plan/")

    plan = make_plan(student=maple, by=maple.user, today=today)
    assert "Not proposed" in page(as_dean, maple, "plan/")

    propose_plan(plan=plan, message="Is this early enough?", today=today)
    content = page(as_dean, maple, "plan/")
    for words in ("Proposed to you", "Is this early enough?", "Phases", "Week by week"):
        assert words in content


def test_a_plan_made_after_a_proposal_says_whose_place_it_took(as_dean, maple, today):
    propose_plan(plan=make_plan(student=maple, by=maple.user, today=today), message="", today=today)
    maple.availability.hours_sat = 0
    maple.availability.save()
    make_plan(student=maple, by=maple.user, today=today)

    content = page(as_dean, maple, "plan/")

    assert "Not proposed" in content
    assert "The student has planned again since" in content


def answers(words):
    row = {"key": "went_wrong", "label": "What went wrong", "words": [words]}
    section = {"slug": "back", "title": "Looking back", "readers": "Your dean.", "rows": [row]}
    return {"values": {}, "sections": [section]}


def test_a_draft_of_an_intake_stays_the_students(as_dean, maple):
    assert "The intake is not started yet." in page(as_dean, maple, "intake/")

    draft = {"back": {"typed": {"went_wrong": ["a secret thought"]}}}
    Intake.objects.create(student=maple, answers=draft)
    content = page(as_dean, maple, "intake/")

    assert "The intake is started and not submitted." in content
    assert "a secret thought" not in content


def test_a_submitted_intake_is_read_version_by_version(as_dean, maple):
    IntakeVersion.objects.create(student=maple, number=1, answers=answers("I rushed"))
    assert "I rushed" in page(as_dean, maple, "intake/")

    IntakeVersion.objects.create(student=maple, number=2, answers=answers("I was ill"))
    latest = page(as_dean, maple, "intake/")
    first = page(as_dean, maple, "intake/", version="1")

    assert "before: <del>I rushed</del>" in latest
    assert "now: <ins>I was ill</ins>" in latest
    assert "I was ill" not in first
    assert "I was ill" in page(as_dean, maple, "intake/", version="x")


def test_the_dean_says_who_advises(as_dean, dean, maple, advisor, school):
    other = make_user(Role.ADVISOR, school, name="Another advisor")
    url = f"/caseload/{maple.public_id}/advisor/"

    done = as_dean.post(url, {"advisor": other.public_id, "seen": advisor.public_id}, follow=True)
    maple.refresh_from_db()
    assert "The advisor is changed." in done.content.decode()
    assert maple.advisor == other

    late = as_dean.post(url, {"advisor": dean.public_id, "seen": advisor.public_id})
    maple.refresh_from_db()
    assert late.status_code == 422
    assert "Meanwhile somebody chose Another advisor" in late.content.decode()
    assert maple.advisor == other

    as_dean.post(url, {"advisor": "", "seen": other.public_id})
    maple.refresh_from_db()
    assert maple.advisor is None


@pytest.mark.parametrize("role", [Role.STUDENT, Role.COMMITTEE, Role.STAFF])
def test_only_a_counsellor_of_the_school_can_advise(as_dean, maple, advisor, school, role):
    outsiders = [make_user(role, school), make_user(Role.ADVISOR, make_school())]
    for outsider in outsiders:
        refused = as_dean.post(
            f"/caseload/{maple.public_id}/advisor/",
            {"advisor": outsider.public_id, "seen": advisor.public_id},
        )

        assert refused.status_code == 422
        maple.refresh_from_db()
        assert "This person cannot be chosen any more." in refused.content.decode()
        assert maple.advisor == advisor


def test_saving_unchanged_keeps_an_advisor_who_may_not_log_in_any_more(as_dean, maple, advisor):
    advisor.is_active = False
    advisor.save()

    page = as_dean.get(f"/caseload/{maple.public_id}/").content.decode()
    chosen = re.search(r'<option value="([^"]+)"\s+selected>\s*(.*?)\s*</option>', page)
    as_dean.post(
        f"/caseload/{maple.public_id}/advisor/",
        {"advisor": chosen[1], "seen": advisor.public_id},
    )

    assert chosen[2] == f"{advisor.name} (may not log in any more)"
    maple.refresh_from_db()
    assert maple.advisor == advisor


def test_an_advisor_reads_the_file_and_does_not_hand_it_over(client, advisor, maple):
    client.force_login(advisor)

    assert "Who advises" not in page(client, maple)
    assert client.post(f"/caseload/{maple.public_id}/advisor/").status_code == 403


@pytest.mark.parametrize("tab", ["", "scores/", "dates/", "plan/", "intake/"])
def test_a_page_of_the_file_costs_the_same_queries_for_any_record(as_dean, school, today, tab):
    one = student_of_case(school, policy=POLICY)
    many = student_of_case(
        school,
        policy=POLICY,
        rotations=ROTATIONS,
        scores=[
            {
                "instrument": "cbssa",
                "form": form,
                "taken_on": f"2026-11-{form}",
                "scale": "epc",
                "score": 60,
            }
            for form in ("15", "16", "17", "18")
        ],
    )
    costs = []
    for student in (one, many):
        refresh_standing(student, today=today)
        with CaptureQueriesContext(connection) as queries:
            page(as_dean, student, tab)
        costs.append(len(queries))

    assert costs[0] == costs[1]
