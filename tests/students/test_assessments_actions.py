"""Logging, amending, deleting, proving and verifying a practice exam."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from advising.models import Role
from students.actions.assessments import (
    EntryChangedMeanwhile,
    amend_assessment,
    attach_report,
    delete_assessment,
    log_assessment,
    verify_assessment,
)
from students.assessments.entry import entry_of
from students.assessments.reports import MAX_REPORT_BYTES
from students.models import SelfAssessment, Standing
from tests.factories import TODAY, make_school, make_student, make_user
from tests.students.assessment_entries import ENTRY, logged

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 made up"
PNG = b"\x89PNG\r\n\x1a\n made up"
NOW = timezone.make_aware(timezone.datetime(2026, 11, 23, 12, 0))
VERIFIED = SelfAssessment.Evidence.VERIFIED


def upload(content=PDF, name="my report.PDF"):
    return SimpleUploadedFile(name, content)


def test_an_entry_is_kept_as_typed_on_its_instruments_scale(student, today):
    entry = replace(
        ENTRY,
        p_pass=0.24,
        range_low=54,
        range_high=62,
        band_low=62,
        band_high=68,
        is_timed=False,
        is_first_use=False,
        areas={"cardiovascular": 48.0, "biostatistics": 70.0},
    )

    assessment = logged(student, today=today, **{f: getattr(entry, f) for f in entry.__slots__})

    assessment.refresh_from_db()
    assert entry_of(assessment) == entry
    assert (assessment.scale, assessment.revision) == ("epc", 1)
    assert assessment.evidence == SelfAssessment.Evidence.SELF_REPORTED


def test_the_same_submission_twice_is_logged_once(student, today):
    key = uuid.uuid4()

    first = log_assessment(student=student, entry=ENTRY, submission_key=key, today=today)
    again = log_assessment(
        student=student, entry=replace(ENTRY, score=90), submission_key=key, today=today
    )

    assert again == first
    assert [row.score for row in student.assessments.all()] == [58]


def test_two_clicks_at_once_log_one_exam(committed_db, today):
    student, key = make_student(make_school()), uuid.uuid4()

    def click(_):
        try:
            return log_assessment(student=student, entry=ENTRY, submission_key=key, today=today)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as browser:
        first, second = browser.map(click, range(2))

    assert first == second
    assert student.assessments.count() == 1


def test_two_students_may_use_the_same_submission_key(student, today):
    key = uuid.uuid4()
    other = make_student(student.school)

    for each in (student, other):
        log_assessment(student=each, entry=ENTRY, submission_key=key, today=today)

    assert SelfAssessment.objects.filter(submission_key=key).count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"taken_on": TODAY + timedelta(days=1)}, "taken_on"),
        ({"score": 101}, "score"),
        ({"instrument": "palm_reading"}, "instrument"),
        ({"range_low": 59, "range_high": 63}, "range_low"),
        ({"areas": {"cardiology": 50}}, "area_cardiology"),
        ({"form": "a name far too long for it"}, "form"),
    ],
)
def test_a_refused_entry_leaves_nothing_behind(student, today, changes, field):
    with pytest.raises(ValidationError) as refused:
        logged(student, today=today, **changes)

    assert list(refused.value.message_dict) == [field]
    assert not student.assessments.exists()


def test_a_form_no_longer_sold_may_still_be_logged(student, today):
    assert logged(student, today=today, form="18").form == "18"


@pytest.mark.parametrize(
    ("changes", "is_first_use"),
    [
        ({}, False),
        ({"taken_on": ENTRY.taken_on + timedelta(days=1)}, False),
        ({"taken_on": ENTRY.taken_on - timedelta(days=1)}, True),
        ({"form": "30"}, True),
        ({"form": None}, True),
        ({"instrument": "cbse"}, True),
        ({"is_first_use": True}, True),
    ],
)
def test_a_form_already_in_the_log_is_a_repeat_unless_corrected(
    student, today, changes, is_first_use
):
    logged(student, today=today)

    assert logged(student, today=today, **changes).is_first_use is is_first_use


def test_forms_of_another_student_are_not_repeats(student, today):
    logged(make_student(student.school), today=today)

    assert logged(student, today=today).is_first_use is True


def test_the_standing_follows_every_change(failed_student, today):
    def score():
        return Standing.objects.get(student=failed_student).score

    assessment = logged(failed_student, today=today, score=64)
    assert score() == 64
    amended = amend_assessment(
        assessment=assessment, entry=replace(ENTRY, score=61), revision=1, today=today
    )
    assert score() == 61
    delete_assessment(assessment=amended, revision=2, today=today)
    assert score() == 55


def test_amending_replaces_everything_and_counts_up(student, today):
    assessment = logged(student, today=today, areas={"cardiovascular": 48}, p_pass=0.2)

    amended = amend_assessment(
        assessment=assessment,
        entry=replace(ENTRY, instrument="free120", form=None, score=70, areas={"multisystem": 60}),
        revision=1,
        today=today,
    )

    amended.refresh_from_db()
    assert (amended.scale, amended.score, amended.p_pass, amended.revision) == (
        "percent",
        70,
        None,
        2,
    )
    assert entry_of(amended).areas == {"multisystem": 60}


def test_a_stale_amendment_is_refused_and_shows_what_is_saved(student, today):
    assessment = logged(student, today=today)
    amend_assessment(assessment=assessment, entry=replace(ENTRY, score=60), revision=1, today=today)

    with pytest.raises(EntryChangedMeanwhile) as stale:
        amend_assessment(
            assessment=assessment, entry=replace(ENTRY, score=70), revision=1, today=today
        )

    assert (stale.value.current.score, stale.value.current.revision) == (60, 2)
    assert str(stale.value) == "The entry is at revision 2 now."
    assessment.refresh_from_db()
    assert assessment.score == 60


def test_an_entry_deleted_meanwhile_cannot_be_changed(student, today):
    assessment = logged(student, today=today)
    SelfAssessment.objects.all().delete()

    with pytest.raises(ValidationError, match="deleted meanwhile"):
        amend_assessment(assessment=assessment, entry=ENTRY, revision=1, today=today)


def test_the_same_amendment_twice_is_done_once(student, today):
    assessment = logged(student, today=today)

    for _ in range(2):
        amended = amend_assessment(
            assessment=assessment, entry=replace(ENTRY, score=60), revision=1, today=today
        )

    assert (amended.score, amended.revision) == (60, 2)


def test_amending_nothing_changes_nothing(student, advisor, today):
    assessment = logged(student, today=today, is_first_use=True)
    verified = verify_assessment(assessment=assessment, by=advisor, now=NOW)

    amend_assessment(
        assessment=verified, entry=entry_of(verified), revision=verified.revision, today=today
    )

    assessment.refresh_from_db()
    assert (assessment.evidence, assessment.revision) == (VERIFIED, 2)


def test_a_stale_delete_is_refused(student, today):
    assessment = logged(student, today=today)

    with pytest.raises(EntryChangedMeanwhile):
        delete_assessment(assessment=assessment, revision=7, today=today)

    assert student.assessments.count() == 1


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "pdf"), (PNG, "png"), (b"\xff\xd8\xff", "jpg")]
)
def test_a_report_is_kept_under_the_entrys_id_by_what_it_is(student, today, content, kind):
    assessment = attach_report(
        assessment=logged(student, today=today), report=upload(content, "taxes.exe"), today=today
    )

    assessment.refresh_from_db()
    assert assessment.report.name == f"reports/{assessment.public_id}.{kind}"
    assert assessment.report.read() == content
    assert (assessment.evidence, assessment.revision) == ("attached", 2)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<html>", "Choose a PDF, PNG or JPEG file."),
        (PDF.ljust(MAX_REPORT_BYTES + 1), "Choose a file of at most 10 MB."),
    ],
)
def test_another_kind_of_file_or_a_large_one_is_refused(student, today, content, refusal):
    assessment = logged(student, today=today)

    with pytest.raises(ValidationError) as refused:
        attach_report(assessment=assessment, report=upload(content), today=today)

    assert refused.value.message_dict == {"report": [refusal]}
    assessment.refresh_from_db()
    assert not assessment.report


def test_a_report_of_just_the_largest_size_is_taken(student, today):
    attach_report(
        assessment=logged(student, today=today),
        report=upload(PDF.ljust(MAX_REPORT_BYTES)),
        today=today,
    )


def test_a_new_report_takes_the_old_ones_place(student, today, django_capture_on_commit_callbacks):
    assessment = logged(student, today=today)
    with django_capture_on_commit_callbacks(execute=True):
        old = attach_report(assessment=assessment, report=upload(), today=today).report.name
    with django_capture_on_commit_callbacks(execute=True):
        new = attach_report(assessment=assessment, report=upload(PNG), today=today).report.name

    assert not default_storage.exists(old)
    assert default_storage.exists(new)


def test_a_deleted_entry_takes_its_report_along(student, today, django_capture_on_commit_callbacks):
    assessment = attach_report(
        assessment=logged(student, today=today), report=upload(), today=today
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
        attach_report(assessment=assessment, report=upload(), today=today)
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

    assert attach_report(assessment=verified, report=upload(), today=today).evidence == "attached"
