"""Proving a practice exam: its report, and staff's word for it."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone

from advising.models import Role
from students.actions.assessments import (
    EntryChangedMeanwhile,
    amend_assessment,
    attach_report,
    delete_assessment,
    verify_assessment,
)
from students.assessments.reports import MAX_REPORT_BYTES
from students.models import ReadinessSettings, SelfAssessment
from students.reference import ReferenceDataMissing
from tests.factories import make_school, make_user
from tests.students.assessments.entries import ENTRY, PDF, logged, report

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n made up"
NOW = timezone.make_aware(timezone.datetime(2026, 11, 23, 12, 0))
VERIFIED = SelfAssessment.Evidence.VERIFIED


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "pdf"), (PNG, "png"), (b"\xff\xd8\xff", "jpg")]
)
def test_a_report_is_kept_under_the_entrys_id_by_what_it_is(student, today, content, kind):
    assessment = attach_report(
        assessment=logged(student, today=today), report=report(content, "taxes.exe"), today=today
    )

    assessment.refresh_from_db()
    assert assessment.report.name == f"reports/{assessment.public_id}.{kind}"
    assert assessment.report.read() == content
    assert (assessment.evidence, assessment.revision) == ("attached", 2)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (
            b"<html>",
            "That file is not a PDF, PNG or JPEG, whatever its name says. Save your report as a PDF,"
            " or take a picture of it, and choose that.",
        ),
        (PDF.ljust(MAX_REPORT_BYTES + 1), "Choose a file of at most 10 MB."),
    ],
)
def test_another_kind_of_file_or_a_large_one_is_refused(student, today, content, refusal):
    assessment = logged(student, today=today)

    with pytest.raises(ValidationError) as refused:
        attach_report(assessment=assessment, report=report(content), today=today)

    assert refused.value.message_dict == {"report": [refusal]}
    assessment.refresh_from_db()
    assert not assessment.report


def test_a_report_of_just_the_largest_size_is_taken(student, today):
    assessment = attach_report(
        assessment=logged(student, today=today),
        report=report(PDF.ljust(MAX_REPORT_BYTES)),
        today=today,
    )

    assert assessment.report.size == MAX_REPORT_BYTES


def test_a_report_that_comes_on_no_record_is_not_kept(student, today):
    assessment = logged(student, today=today)
    ReadinessSettings.objects.all().delete()

    with pytest.raises(ReferenceDataMissing):
        attach_report(assessment=assessment, report=report(), today=today)

    assessment.refresh_from_db()
    assert not assessment.report
    assert not default_storage.exists(f"reports/{assessment.public_id}.pdf")


def test_a_new_report_takes_the_old_ones_place(student, today, django_capture_on_commit_callbacks):
    assessment = logged(student, today=today)
    with django_capture_on_commit_callbacks(execute=True):
        old = attach_report(assessment=assessment, report=report(), today=today).report.name
    with django_capture_on_commit_callbacks(execute=True):
        new = attach_report(assessment=assessment, report=report(PNG), today=today).report.name

    assert not default_storage.exists(old)
    assert default_storage.exists(new)


def test_a_deleted_entry_takes_its_report_along(student, today, django_capture_on_commit_callbacks):
    assessment = attach_report(
        assessment=logged(student, today=today), report=report(), today=today
    )

    with django_capture_on_commit_callbacks(execute=True):
        delete_assessment(assessment=assessment, revision=2, today=today)

    assert not default_storage.exists(assessment.report.name)
    assert not student.assessments.exists()


@pytest.mark.parametrize("who", ["advisor", "dean"])
def test_a_students_dean_and_advisor_may_verify(request, student, today, who):
    person = request.getfixturevalue(who)

    assessment = verify_assessment(
        assessment=logged(student, today=today), by=person, now=NOW, revision=1
    )

    assessment.refresh_from_db()
    assert assessment.evidence == VERIFIED
    assert (assessment.verified_by, assessment.verified_at) == (person, NOW)


def test_nobody_else_may_verify(student, today):
    school = student.school
    strangers = [
        student.user,
        make_user(Role.ADVISOR, school),
        make_user(Role.DEAN, make_school()),
        make_user(Role.COMMITTEE, school),
        make_user(Role.STAFF, school),
    ]
    assessment = logged(student, today=today)

    for person in strangers:
        with pytest.raises(PermissionDenied):
            verify_assessment(assessment=assessment, by=person, now=NOW)

    assessment.refresh_from_db()
    assert assessment.evidence == "self_reported"


def test_what_changed_after_it_was_shown_is_not_verified(student, advisor, today):
    assessment = logged(student, today=today)
    amend_assessment(assessment=assessment, entry=replace(ENTRY, score=75), revision=1, today=today)

    with pytest.raises(EntryChangedMeanwhile):
        verify_assessment(assessment=assessment, by=advisor, now=NOW, revision=1)


def test_verifying_twice_is_verifying_once(student, advisor, dean, today):
    assessment = logged(student, today=today)

    for person in (advisor, dean):
        verified = verify_assessment(assessment=assessment, by=person, now=NOW, revision=1)

    assert (verified.verified_by, verified.revision) == (advisor, 2)


@pytest.mark.parametrize(("has_report", "before"), [(False, "self_reported"), (True, "attached")])
def test_an_edit_takes_the_verification_back_to_what_it_was(
    student, advisor, today, has_report, before
):
    assessment = logged(student, today=today)
    if has_report:
        attach_report(assessment=assessment, report=report(), today=today)
    verified = verify_assessment(assessment=assessment, by=advisor, now=NOW)

    amended = amend_assessment(
        assessment=verified,
        entry=replace(ENTRY, score=60),
        revision=verified.revision,
        today=today,
    )

    amended.refresh_from_db()
    assert (amended.evidence, amended.verified_by, amended.verified_at) == (before, None, None)


def test_a_new_report_asks_staff_to_look_again(student, advisor, today):
    verified = verify_assessment(assessment=logged(student, today=today), by=advisor, now=NOW)

    assert attach_report(assessment=verified, report=report(), today=today).evidence == "attached"
