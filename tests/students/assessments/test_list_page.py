"""The log's first page: where the student stands by their scores."""

from datetime import date

import pytest

from students.assessments.queries import FIRST_SCORE_NOTE
from students.models import Improvement
from tests.factories import student_of_case
from tests.students.assessments.entries import address, logged
from tests.students.held import write_policy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]


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


def test_a_newer_score_that_does_not_count_says_why(page, failed_student, today):
    logged(failed_student, today=today, form="28", score=67)

    html = page.get("/assessments/").text

    assert "<strong>Last score that counts:</strong> 55 EPC, likely 51–59" in html
    assert "Your newest entry, 67 EPC, likely 63–71 from NBME CBSSA form 28" in html
    assert "does not count here: the form was seen before." in html


def test_reading_and_gate_say_which_rule_and_whose(page):
    html = page.get("/assessments/").text

    assert "high &lt; a: low and high are the likely range, a and b the low-pass band." in html
    assert "NBME Gauging Readiness for USMLE Step 1" in html
    assert "Your school has no gate on record, so the usual one is read." in html


def test_a_schools_own_gate_names_its_policy(client, school):
    gate = {"instruments": ["cbssa"], "scale": "epc", "min": 64, "max_age_days": 21}
    write_policy(school, gate=gate)
    student = student_of_case(school, policy=school.code)
    client.force_login(student.user)

    html = client.get("/assessments/").text

    assert "Example policy asks for these before a sitting." in html
    assert "At least: <strong>64</strong>" in html
    assert 'href="https://example.org/policy"' in html


def test_a_student_reads_a_sentence_and_no_label_of_risk(page, failed_student):
    html = page.get(address("detail", failed_student.assessments.get())).text

    assert "at risk" not in html.lower()
    assert "flag--stop" not in html


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


def test_what_a_first_score_is_like_is_not_said_once_staff_ended_that_fact(client, school, today):
    student = student_of_case(school, scores=[])
    entry = logged(student, today=today)
    Improvement.objects.filter(key=FIRST_SCORE_NOTE).update(effective_to=date(2026, 11, 1))
    client.force_login(student.user)

    html = client.get(address("detail", entry)).text
    entry.delete()
    html += client.get("/assessments/").text + client.get("/assessments/new/").text

    assert "practice score since the exam" not in html
    assert "Before your first practice score" not in html


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

    with django_assert_num_queries(24):
        page.get(path)


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
    assert "No reading is made of practice scores for COMLEX-USA Level 1" in " ".join(html.split())
    assert "Content areas" not in html
    assert "by content area" not in client.get("/assessments/new/").text
