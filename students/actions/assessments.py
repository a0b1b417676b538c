"""Logging a practice exam, putting it right, and proving it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from advising.models import Role, User
from students.actions.standing import refresh_standing
from students.assessments.entry import Entry, entry_of, problems_in
from students.assessments.reports import AT_MOST, MAX_REPORT_BYTES, NO_REPORT, report_kind
from students.models import AssessmentArea, ContentArea, Instrument, SelfAssessment, Student
from students.rules.reference import Scale

PLAIN_FIELDS = (
    *("taken_on", "score", "form", "p_pass", "is_timed", "is_first_use"),
    *("range_low", "range_high", "band_low", "band_high"),
)


class EntryChangedMeanwhile(Exception):
    """The entry was changed after the page was opened: nothing was written.

    `current` is the entry as it is now, `asked` what it was to become (None: deleted, verified).
    """

    def __init__(self, current: SelfAssessment, asked: Entry | None = None) -> None:
        super().__init__(f"The entry is at revision {current.revision} now.")
        self.current = current
        self.asked = asked


class LooksLogged(Exception):
    """The log holds this form, day and score already: nothing was written."""

    def __init__(self, logged: SelfAssessment) -> None:
        super().__init__(f"{logged} is in the log already.")
        self.logged = logged


@transaction.atomic
def log_assessment(
    *, student: Student, entry: Entry, submission_key: UUID, today: date, is_meant: bool = False
) -> SelfAssessment:
    """Add a practice exam to the ledger; the same submission a second time adds nothing.

    Raises LooksLogged where another submission said the same, unless a second one `is_meant`.
    """
    # A double click waits here until the first one is in, and then finds it.
    Student.objects.select_for_update(no_key=True).get(pk=student.pk)
    if logged := student.assessments.filter(submission_key=submission_key).first():
        return logged
    if not is_meant and (same := _same_exam(student, entry)):
        raise LooksLogged(same)
    assessment = SelfAssessment(student=student, submission_key=submission_key)
    _write(assessment, _settled(entry, assessment), today=today)
    refresh_standing(student, today=today)
    return assessment


@transaction.atomic
def amend_assessment(
    *, assessment: SelfAssessment, entry: Entry, revision: int, today: date
) -> SelfAssessment:
    """Put an entry right. A changed entry is no longer what staff verified.

    `revision` is that of the entry as it was shown. Raises EntryChangedMeanwhile if it has
    changed since into something else than what is asked for.
    """
    current = _locked(assessment)
    settled = _settled(entry, current)
    if entry_of(current) == settled:
        return current
    _refuse_stale(current, revision, settled)
    _unverify(current)
    current.revision += 1
    _write(current, settled, today=today)
    refresh_standing(current.student, today=today)
    return current


@transaction.atomic
def delete_assessment(*, assessment: SelfAssessment, revision: int, today: date) -> None:
    """Take an entry, as it was shown, out of the ledger, with its report."""
    current = _locked(assessment)
    _refuse_stale(current, revision)
    _delete_report_on_commit(current)
    student = current.student
    current.delete()
    refresh_standing(student, today=today)


@transaction.atomic
def attach_report(
    *, assessment: SelfAssessment, report: File[bytes], today: date
) -> SelfAssessment:
    """Keep the score report with its entry, in place of an earlier one."""
    kind = report_kind(report)
    if kind is None:
        raise ValidationError({"report": NO_REPORT})
    if report.size > MAX_REPORT_BYTES:
        raise ValidationError({"report": f"Choose a file of {AT_MOST}."})
    current = _locked(assessment)
    _delete_report_on_commit(current)
    with _kept_only_with(current):
        current.report.save(f"report.{kind}", report, save=False)
        _unverify(current)
        current.revision += 1
        current.save()
        refresh_standing(current.student, today=today)
    return current


@transaction.atomic
def verify_assessment(
    *, assessment: SelfAssessment, by: User, now: datetime, revision: int | None = None
) -> SelfAssessment:
    """Say, as the student's dean or advisor, that the entry agrees with its report.

    With `revision`, only the entry as that person saw it is verified. One already verified
    stays as it is.
    """
    is_counsellor = by.role in (Role.DEAN, Role.ADVISOR)
    if (
        not is_counsellor
        or not Student.objects.visible_to(by).filter(pk=assessment.student_id).exists()
    ):
        raise PermissionDenied
    current = _locked(assessment)
    if current.evidence == SelfAssessment.Evidence.VERIFIED:
        return current
    if revision is not None:
        _refuse_stale(current, revision)
    current.evidence = SelfAssessment.Evidence.VERIFIED
    current.verified_by, current.verified_at = by, now
    current.revision += 1
    current.save()
    refresh_standing(current.student, today=timezone.localdate(now))
    return current


def _same_exam(student: Student, entry: Entry) -> SelfAssessment | None:
    """What was logged as the same exam with the same result: sent again, or taken twice a day."""
    same = student.assessments.select_related("instrument").filter(
        instrument_id=entry.instrument,
        form=entry.form,
        taken_on=entry.taken_on,
        score=entry.score,
    )
    return same.order_by("pk").first()


def _locked(assessment: SelfAssessment) -> SelfAssessment:
    """The entry as it is now, held until the end of the transaction."""
    current = (
        SelfAssessment.objects.select_for_update(of=["self"])
        .select_related("student")
        .filter(pk=assessment.pk)
        .first()
    )
    if current is None:
        raise ValidationError("This entry was deleted meanwhile.")
    return current


def _refuse_stale(current: SelfAssessment, revision: int, asked: Entry | None = None) -> None:
    if current.revision != revision:
        raise EntryChangedMeanwhile(current, asked)


def _settled(entry: Entry, assessment: SelfAssessment) -> Entry:
    """The entry with the log's word on whether its form was new, where that was left to it."""
    if entry.is_first_use is not None:
        return entry
    earlier = SelfAssessment.objects.filter(
        student=assessment.student_id,
        instrument_id=entry.instrument,
        form=entry.form,
        taken_on__lte=entry.taken_on,
    ).exclude(pk=assessment.pk)
    return replace(entry, is_first_use=not (entry.form and earlier.exists()))


def _write(assessment: SelfAssessment, entry: Entry, *, today: date) -> None:
    instrument = Instrument.objects.select_related("scale").filter(code=entry.instrument).first()
    if instrument is None:
        raise ValidationError({"instrument": "Choose an instrument from the list."})
    _refuse_problems(entry, instrument, today=today)
    assessment.instrument = instrument
    assessment.scale = instrument.scale.code
    for name in PLAIN_FIELDS:
        setattr(assessment, name, getattr(entry, name))
    assessment.full_clean(exclude=["student", "instrument"])
    assessment.save()
    assessment.areas.all().delete()
    AssessmentArea.objects.bulk_create(
        AssessmentArea(assessment=assessment, area_id=code, percent=percent)
        for code, percent in entry.areas.items()
    )


def _refuse_problems(entry: Entry, instrument: Instrument, *, today: date) -> None:
    limits = instrument.scale
    areas = ContentArea.objects.values_list("code", flat=True)
    problems = problems_in(
        entry,
        scale=Scale(code=limits.code, low=float(limits.low), high=float(limits.high)),
        scale_name=limits.name,
        areas=set(areas) if entry.areas else (),
        today=today,
    )
    if problems:
        raise ValidationError(problems)


def _unverify(assessment: SelfAssessment) -> None:
    """Back to what the entry was before staff verified it."""
    kinds = SelfAssessment.Evidence
    assessment.evidence = kinds.ATTACHED if assessment.report else kinds.SELF_REPORTED
    assessment.verified_by = assessment.verified_at = None


@contextmanager
def _kept_only_with(assessment: SelfAssessment) -> Iterator[None]:
    """A rollback brings back the row and not the disk: a report of no entry would lie there."""
    before = assessment.report.name
    try:
        yield
    except Exception:
        if (name := assessment.report.name) and name != before:
            assessment.report.storage.delete(name)
        raise


def _delete_report_on_commit(assessment: SelfAssessment) -> None:
    if name := assessment.report.name:
        transaction.on_commit(partial(assessment.report.storage.delete, name))
