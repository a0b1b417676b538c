"""Logging, amending and deleting a practice exam."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from students.actions.assessments import (
    EntryChangedMeanwhile,
    amend_assessment,
    delete_assessment,
    log_assessment,
    verify_assessment,
)
from students.assessments.entry import entry_of
from students.models import SelfAssessment, Standing
from tests.factories import TODAY, make_student
from tests.students.assessments.entries import ENTRY, logged

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(timezone.datetime(2026, 11, 23, 12, 0))
VERIFIED = SelfAssessment.Evidence.VERIFIED


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
