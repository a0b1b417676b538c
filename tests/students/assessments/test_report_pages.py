"""Attaching a report and handing it out to those who may open the record."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from advising.models import Role
from students.actions.assessments import attach_report
from students.models import SelfAssessment
from tests.factories import TODAY, make_school, make_student, make_user
from tests.students.assessments.entries import PDF, TYPED, address, logged, report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_that_day")]


def test_a_report_is_attached_and_comes_back_as_a_download(page, entry):
    page.post(address("report", entry), {"report": report()})

    response = page.get(address("report-download", entry))

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == ('attachment; filename="score-report-2026-11-20.pdf"')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_a_refused_report_says_why(page, entry):
    files = [SimpleUploadedFile("report.pdf", content) for content in (b"<html>", b"")]

    pages = [page.post(address("report", entry), {"report": file}).text for file in files]
    nothing = page.post(address("report", entry), {"save": "Attach"}).text

    assert "That file is not a PDF, PNG or JPEG, whatever its name says." in pages[0]
    assert "That file is empty. Save your report again, then choose the new file." in pages[1]
    assert "Choose the file of your report, then attach it." in nothing


def test_without_a_report_there_is_nothing_to_download(page, entry):
    assert page.get(address("report-download", entry)).status_code == 404


def test_a_report_lost_from_the_disk_is_not_found(page, entry):
    attached = attach_report(assessment=entry, report=report(), today=TODAY)
    attached.report.storage.delete(attached.report.name)

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
