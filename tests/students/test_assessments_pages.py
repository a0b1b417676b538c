"""The log's pages, as the student and those who may open their record see them."""

import uuid
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from advising.models import Role
from students.actions.assessments import attach_report, verify_assessment
from students.assessments.entry import entry_of
from students.models import SelfAssessment
from tests.factories import TODAY, make_school, make_student, make_user, student_of_case
from tests.students.assessment_entries import ENTRY, logged

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 made up"
TYPED = {
    "taken_on": "2026-11-22",
    "score": "58",
    "form": "29",
    "is_timed": "on",
    "first_use": "log",
    "submission_key": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "revision": "1",
}


@pytest.fixture(autouse=True)
def on_that_day():
    with time_machine.travel(datetime(2026, 11, 23, 17, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def page(client, failed_student):
    """The browser of a student who has one practice exam in the log."""
    client.force_login(failed_student.user)
    return client


@pytest.fixture
def entry(failed_student):
    return failed_student.assessments.get()


def address(name, assessment=None):
    return reverse(f"students:assessment-{name}", args=[assessment.public_id] if assessment else [])


def report():
    return SimpleUploadedFile("report.pdf", PDF)


# --- The list ---


def test_the_list_says_where_the_student_stands_and_what_it_does_not_mean(page):
    html = page.get("/assessments/").text

    assert "Read 55 EPC as 51–59: the usual spread of this exam." in html
    assert "The whole range lies below the passing band, 62–68." in html
    assert "It is not a result of the exam" in html
    assert "It is more than" not in html


def test_the_log_shows_each_score_on_its_own_scale_with_its_marks(page, failed_student, today):
    logged(failed_student, today=today, instrument="uwsa", form="1", score=205, is_timed=False)
    logged(failed_student, today=today, form="28", score=66)

    html = page.get("/assessments/").text

    assert "55 EPC, likely 51–59" in html
    assert "205 (three-digit)" in html
    assert "untimed, less reliable" in html
    assert "repeat, less reliable" in html


def test_an_old_reading_says_so(client, school):
    score = {"instrument": "cbssa", "taken_on": "2026-11-08", "scale": "epc", "score": 55}
    student = student_of_case(school, scores=[score])
    client.force_login(student.user)

    assert "This reading is more than 14 days old." in client.get("/assessments/").text


def test_a_fortnight_is_not_old(client, school):
    score = {"instrument": "cbssa", "taken_on": "2026-11-09", "scale": "epc", "score": 55}
    student = student_of_case(school, scores=[score])
    client.force_login(student.user)

    assert "days old" not in client.get("/assessments/").text


def test_low_on_both_reports_is_worth_an_hour(page, failed_student, today):
    logged(failed_student, today=today, areas={"cardiovascular": 48, "biostatistics": 70})

    html = page.get("/assessments/").text

    assert html.count("lower on both: worth an hour") == 1


def test_unused_forms_are_listed_with_those_to_keep(page, failed_student, today):
    html = " ".join(page.get("/assessments/").text.split())

    assert "form 26, form 27, form 29, form 30, form 31" in html
    assert "form 32, form 33: the newest" in html


def test_an_empty_log_says_what_a_first_score_is_like(client, school):
    student = student_of_case(school, scores=[])
    client.force_login(student.user)

    html = client.get("/assessments/").text

    assert "Before your first practice score" in html
    assert "Source" in html
    assert "seed 00" not in html
    assert "No practice exam is in your log yet." in html
    assert "Before your first practice score" in client.get("/assessments/new/").text


def test_without_a_fail_there_is_nothing_to_prepare_for(client, student):
    client.force_login(student.user)

    assert "Before your first practice score" not in client.get("/assessments/").text
    assert "Before your first practice score" not in client.get("/assessments/new/").text


@pytest.mark.parametrize("entries", [1, 3])
@pytest.mark.parametrize("name", ["list", "detail"])
def test_a_page_costs_the_same_queries_for_any_log(
    page, failed_student, today, entries, name, django_assert_num_queries
):
    for number in range(entries):
        entry = logged(
            failed_student, today=today, form=str(29 + number), areas={"cardiovascular": 50}
        )
    path = address(name, entry if name == "detail" else None)

    with django_assert_num_queries(45):
        page.get(path)


# --- Logging ---


def test_a_score_is_logged_with_a_handful_of_fields(page, failed_student):
    response = page.post("/assessments/new/?instrument=cbssa", TYPED)

    assessment = failed_student.assessments.latest("pk")
    assert response.url == address("detail", assessment)
    assert entry_of(assessment) == ENTRY.__class__(
        instrument="cbssa",
        form="29",
        taken_on=ENTRY.taken_on,
        score=58.0,
        is_timed=True,
        is_first_use=True,
    )


def test_a_double_click_logs_one_exam_and_shows_it_twice(page, failed_student):
    first, second = (page.post("/assessments/new/?instrument=cbssa", TYPED) for _ in range(2))

    assert first.url == second.url
    assert failed_student.assessments.count() == 2  # with the one already there


def test_everything_a_report_prints_can_be_kept(page, failed_student):
    page.post(
        "/assessments/new/?instrument=cbssa",
        TYPED
        | {
            "form": "",
            "other_form": "34",
            "p_pass": "24",
            "range_low": "54",
            "range_high": "62",
            "band_low": "62",
            "band_high": "68",
            "first_use": "repeat",
            "area_cardiovascular": "48",
        },
    )

    saved = entry_of(failed_student.assessments.latest("pk"))
    assert (saved.form, saved.p_pass, saved.is_first_use) == ("34", 0.24, False)
    assert (saved.range_low, saved.range_high, saved.band_low, saved.band_high) == (54, 62, 62, 68)
    assert saved.areas == {"cardiovascular": 48}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"score": ""}, "This field is required."),
        ({"score": "101"}, "enter what the report shows."),
        ({"taken_on": "2026-11-24"}, "Enter a day that is not in the future."),
        ({"range_low": "59", "range_high": "63"}, "The likely range must hold the score"),
        ({"area_cardiovascular": "200"}, "Enter a percent between 0 and 100."),
        ({"form": "77"}, "77 is not one of the available choices."),
    ],
)
def test_a_refusal_is_shown_and_nothing_typed_is_lost(page, failed_student, changes, message):
    response = page.post("/assessments/new/?instrument=cbssa", TYPED | {"p_pass": "31"} | changes)

    assert message in response.text
    assert "<title>Error: " in response.text
    assert 'value="31"' in response.text
    assert failed_student.assessments.count() == 1


@pytest.mark.parametrize(
    ("instrument", "there", "absent"),
    [
        ("cbssa", ["id_p_pass", "id_band_low", "Form 33"], []),
        ("free120", ["id_p_pass", "From the"][:1], ["id_band_low"]),
        ("qbank_block", ["Form or name"], ["id_p_pass", "id_range_low"]),
    ],
)
def test_the_instrument_decides_the_fields(page, instrument, there, absent):
    html = page.get(f"/assessments/new/?instrument={instrument}").text

    assert [word for word in there if word not in html] == []
    assert [word for word in absent if word in html] == []


def test_another_instrument_swaps_the_form_alone_and_keeps_what_was_typed(page):
    typed = TYPED | {"score": "61", "instrument": "qbank_block"}
    del typed["is_timed"]

    html = page.post(
        "/assessments/new/?instrument=cbssa", typed, headers={"hx-request": "true"}
    ).text

    assert "<html" not in html
    assert 'action="?instrument=qbank_block"' in html
    assert 'value="61"' in html
    assert TYPED["submission_key"] in html
    assert "checked" not in html.split("id_is_timed", 1)[1].split(">", 1)[0]


def test_the_instrument_logged_last_is_offered_first(page, failed_student, today):
    logged(failed_student, today=today, instrument="free120", form=None, score=70)

    assert 'action="?instrument=free120"' in page.get("/assessments/new/").text


def test_a_link_can_name_the_exam_and_the_form(page):
    html = page.get("/assessments/new/?instrument=cbssa&form=30").text

    assert '<option value="30" selected>Form 30</option>' in html


def test_forms_are_grouped_by_whether_they_are_used_or_sold(page):
    html = page.get("/assessments/new/?instrument=cbssa").text

    unused, used, retired = html.split("<optgroup")[1:]
    assert "Form 33" in unused
    assert "Form 28 (in your log, Fri 20 Nov 2026)" in used
    assert "Form 25 (no longer sold)" in retired


# --- The reading ---


def test_the_first_score_after_a_fail_is_put_in_its_place(page, entry):
    html = page.get(address("detail", entry)).text

    assert "This is your first practice score since the exam" in html


def test_a_later_score_says_what_changed(page, failed_student, today):
    second = logged(failed_student, today=today)

    html = page.get(address("detail", second)).text

    assert "3 up since Fri 20 Nov 2026 (55 EPC)." in html
    assert "This is your first practice score" not in html


def test_a_verified_score_says_who_looked(page, entry, advisor):
    verify_assessment(assessment=entry, by=advisor, now=timezone.now())

    html = page.get(address("detail", entry)).text

    assert "Verified by staff" in html
    assert "By Advisor of this school, 23 Nov 2026." in html
    assert "goes back to unverified" in page.get(address("edit", entry)).text


# --- Changing and deleting ---


def test_the_form_shows_what_is_logged(page, failed_student, today):
    entry = logged(
        failed_student,
        today=today,
        form="99",
        p_pass=0.24,
        is_first_use=False,
        areas={"cardiovascular": 48},
    )

    html = page.get(address("edit", entry)).text

    assert 'name="other_form" value="99"' in html
    assert 'name="p_pass" value="24.0"' in html
    assert 'name="area_cardiovascular" value="48.0"' in html
    assert "checked" in html.split('value="repeat"', 1)[1].split(">", 1)[0]


def test_a_change_is_saved(page, entry):
    response = page.post(address("edit", entry), TYPED | {"score": "56", "first_use": "first"})

    entry.refresh_from_db()
    assert response.url == address("detail", entry)
    assert (entry.score, entry.form, entry.revision) == (56, "29", 2)


def test_a_stale_change_is_refused_beside_what_changed_and_can_be_saved_again(page, entry):
    page.post(address("edit", entry), TYPED | {"score": "56"})

    refused = page.post(address("edit", entry), TYPED | {"score": "59"})

    assert refused.status_code == 409
    assert "This entry was changed after you opened it" in refused.text
    rows = " ".join(refused.text.split())
    assert '<th scope="row">Score</th> <td>56</td> <td>59</td>' in rows
    assert 'name="score" value="59"' in refused.text
    assert 'name="revision" value="2"' in refused.text

    page.post(address("edit", entry), TYPED | {"score": "59", "revision": "2"})
    entry.refresh_from_db()
    assert (entry.score, entry.revision) == (59, 3)


def test_saving_the_same_change_twice_is_no_conflict(page, entry):
    first, second = (page.post(address("edit", entry), TYPED) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    entry.refresh_from_db()
    assert entry.revision == 2


def test_deleting_asks_first(page, entry, failed_student):
    assert "Delete this entry?" in page.get(address("delete", entry)).text
    assert failed_student.assessments.exists()

    response = page.post(address("delete", entry), {"revision": "1"})

    assert response.url == "/assessments/"
    assert not failed_student.assessments.exists()


def test_a_stale_delete_asks_again(page, entry, failed_student):
    page.post(address("edit", entry), TYPED)

    response = page.post(address("delete", entry), {"revision": "1"})

    assert response.status_code == 409
    assert "Look again before you delete it." in response.text
    assert 'name="revision" value="2"' in response.text
    assert failed_student.assessments.exists()


# --- Reports ---


def test_a_report_is_attached_and_comes_back_as_a_download(page, entry):
    page.post(address("report", entry), {"report": report()})

    response = page.get(address("report-download", entry))

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == ('attachment; filename="score-report-2026-11-20.pdf"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_a_refused_report_says_why(page, entry):
    file = SimpleUploadedFile("report.pdf", b"<html>")

    html = page.post(address("report", entry), {"report": file}).text

    assert "Choose a PDF, PNG or JPEG file." in html


def test_without_a_report_there_is_nothing_to_download(page, entry):
    assert page.get(address("report-download", entry)).status_code == 404


def test_those_who_may_open_the_record_may_open_the_report_and_nobody_else(
    client, failed_student, entry, advisor, dean
):
    attach_report(assessment=entry, report=report(), today=TODAY)
    school = failed_student.school
    expected = {
        advisor: 200,
        dean: 200,
        make_user(Role.ADVISOR, school): 404,
        make_user(Role.DEAN, make_school()): 404,
        make_student(school).user: 404,
        make_user(Role.COMMITTEE, school): 403,
        make_user(Role.STAFF, school): 403,
    }

    for person, status in expected.items():
        client.force_login(person)
        assert client.get(address("report-download", entry)).status_code == status, person


@pytest.mark.parametrize("name", ["detail", "edit", "delete", "report"])
def test_another_students_entry_does_not_exist(page, failed_student, today, name):
    other = logged(make_student(failed_student.school), today=today, score=61)

    assert page.get(address(name, other)).status_code == 404
    assert page.post(address(name, other), TYPED).status_code in (404, 405)
    assert SelfAssessment.objects.get(pk=other.pk).score == 61


def test_an_entry_that_never_was_does_not_exist(page):
    assert page.get(f"/assessments/{uuid.uuid4()}/").status_code == 404


# --- Another exam ---


def test_an_exam_without_an_outline_has_a_log_all_the_same(client, school):
    score = {
        "instrument": "comsae",
        "taken_on": "2026-11-20",
        "scale": "comsae",
        "score": 430,
    }
    fail = {"sat_on": "2026-10-14", "reported_on": "2026-11-11", "outcome": "fail"}
    student = student_of_case(school, exam="level1", attempts=[fail], scores=[score])
    client.force_login(student.user)

    html = client.get("/assessments/").text

    assert "430 COMSAE" in html
    assert "There is no reading yet" in " ".join(html.split())
    assert "Content areas" not in html
    assert "by content area" not in client.get("/assessments/new/").text
