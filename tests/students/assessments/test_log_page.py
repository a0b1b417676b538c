"""Logging a practice exam in a browser, and its reading."""

import pytest
from django.utils import timezone

from students.actions.assessments import verify_assessment
from students.assessments.entry import entry_of
from tests.factories import student_of_case
from tests.students.assessments.entries import ENTRY, TYPED, address, logged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]


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


def test_the_same_exam_from_another_page_is_asked_about_before_it_is_added(page, failed_student):
    page.post("/assessments/new/?instrument=cbssa", TYPED)
    again = TYPED | {"submission_key": "0d2f8a4e-7f0f-4d55-9f65-8f1f7a1b2c3d"}

    asked = page.post("/assessments/new/?instrument=cbssa", again).text

    assert "This looks like the exam of Sun 22 Nov 2026 that is in your log already." in asked
    assert address("detail", failed_student.assessments.latest("pk")) in asked
    assert failed_student.assessments.count() == 2  # with the one already there

    page.post("/assessments/new/?instrument=cbssa", again | {"is_meant": "on"})

    assert failed_student.assessments.count() == 3


def test_everything_wrong_is_said_at_once(page):
    wrong = {"score": "230", "taken_on": "2026-11-24", "p_pass": "lots", "range_low": "59"}

    html = page.post("/assessments/new/?instrument=cbssa", TYPED | wrong).text

    for message in (
        "enter what the report shows.",
        "Enter a day that is not in the future.",
        "Enter a number as printed, such as 62.5, or leave it empty.",
        "Enter both ends of the likely range, or neither.",
    ):
        assert message in html


def test_without_a_score_nothing_is_said_of_the_range_that_holds_it(page):
    wrong = {"score": "", "range_low": "59", "range_high": "63"}

    html = page.post("/assessments/new/?instrument=cbssa", TYPED | wrong).text

    assert "Enter the score as printed, from 0 to 100." in html
    assert "The likely range must hold the score" not in html


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
        ({"score": ""}, "Enter the score as printed, from 0 to 100."),
        ({"score": "a lot"}, "Enter the score as printed, from 0 to 100."),
        ({"score": "101"}, "enter what the report shows."),
        ({"taken_on": "2026-11-24"}, "Enter a day that is not in the future."),
        ({"range_low": "59", "range_high": "63"}, "The likely range must hold the score"),
        ({"area_cardiovascular": "200"}, "Enter a percent between 0 and 100."),
        ({"form": "77"}, "Choose a form from the list, or type it as another form below."),
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


def test_a_first_log_begins_with_the_exam_one_can_buy_by_form(client, school):
    client.force_login(student_of_case(school, scores=[]).user)

    assert 'action="?instrument=cbssa"' in client.get("/assessments/new/").text


def test_a_link_can_name_the_exam_and_the_form(page):
    html = page.get("/assessments/new/?instrument=cbssa&form=30").text

    assert '<option value="30" selected>Form 30</option>' in html


def test_forms_are_grouped_by_whether_they_are_used_or_sold(page):
    html = page.get("/assessments/new/?instrument=cbssa").text

    unused, used, retired = html.split("<optgroup")[1:]
    assert "Form 33" in unused
    assert "Form 28 (in your log, Fri 20 Nov 2026)" in used
    assert "Form 25 (no longer sold)" in retired


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
    assert "By Advisor of this school, Mon 23 Nov 2026." in html
    assert "goes back to unverified" in page.get(address("edit", entry)).text
