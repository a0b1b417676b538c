"""Reporting a sitting of the exam and putting a report right."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from advising.meanwhile import ChangedMeanwhile
from advising.models import Role, User
from students.actions.exams import settle_exam
from students.actions.history import Because, History, change
from students.actions.standing import refresh_standing
from students.attempts.exam import ReportedExam, reported_exam
from students.attempts.meanwhile import mark_of, say_change
from students.attempts.report import (
    problems_in,
    problems_with_schools_report,
    say_correction,
    say_report,
    say_withdrawal,
)
from students.choices import ChangeKind
from students.gather import result_of
from students.gather_policies import gather_reference
from students.models import Attempt, AttemptArea, PlannedRetake, Student
from students.rules import case

FIELDS = ("sat_on", "reported_on", "outcome", "three_digit", "points_below")


@transaction.atomic
def report_attempt(
    *, student: Student, result: case.Attempt, by: User, today: date, exam: str = ""
) -> Attempt:
    """Add a sitting to the record; the same report a second time adds nothing.

    A fail begins the hold with its meetings, documents and days; a pass proposes its release.
    `by` is the student, or who reports it for them. `exam` is what the record is about, where
    that was asked.
    """
    _lock(student)
    reported = student.attempts.filter(sat_on=result.sat_on).first()
    other = _other_exam(student, exam)
    if reported and not other and result_of(reported) == result:
        return reported
    attempt = Attempt(student=student)
    because = Because(say_report(result, other_exam=other.name if other else ""), by)
    _write(attempt, result, exam=exam, today=today, because=because)
    return attempt


@transaction.atomic
def amend_attempt(
    *,
    attempt: Attempt,
    result: case.Attempt,
    by: User,
    today: date,
    exam: str = "",
    seen: str = "",
) -> Attempt:
    """Put a reported sitting right, and which exam the record is about where that was asked.

    Students may not change what dates rest on in a report of their school. `seen` is the mark of
    the sitting as it was shown. Raises ChangedMeanwhile if it says something else since then.
    """
    _lock(attempt.student)
    attempt.refresh_from_db()
    if attempt.withdrawn_on is not None:
        raise ValidationError("This sitting was withdrawn meanwhile. If it took place, report it.")
    before, other = result_of(attempt), _other_exam(attempt.student, exam)
    if other or before != result:
        if seen and seen != mark_of(before):
            raise ChangedMeanwhile(say_change(before), seen={"seen": mark_of(before)})
        if _is_schools(attempt) and by == attempt.student.user:
            _refuse(problems_with_schools_report(before, result))
        words = say_correction(before, result, other_exam=other.name if other else "")
        _write(attempt, result, exam=exam, today=today, because=Because(words, by))
    return attempt


@transaction.atomic
def withdraw_attempt(*, attempt: Attempt, reason: str, by: User, today: date) -> None:
    """Take a sitting that was reported by mistake off the record; the history keeps it.

    Its hold, meetings, documents and days follow at once. What somebody has lifted or ticked
    stays so. Withdrawing twice is withdrawing once.
    """
    student = attempt.student
    _lock(student)
    current = Attempt.everything.get(pk=attempt.pk)
    if not may_withdraw(current, by):
        raise PermissionDenied
    if current.withdrawn_on is not None:
        return
    if not reason.strip():
        raise ValidationError({"reason": "Say what was wrong with it. It stays in the history."})
    current.withdrawn_on, current.withdrawn_by = today, by
    current.withdrawn_reason = reason.strip()
    current.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
    if not student.attempts.exists():  # there is nothing to take again
        PlannedRetake.objects.filter(student=student).delete()
    history = History(today=today, because=Because(current.withdrawn_reason, by))
    gone = change("sitting", current.sat_on, None)
    history.add(student, ChangeKind.SITTING_WITHDRAWN, changes=[gone])
    history.write()
    refresh_standing(student, today=today, because=Because(say_withdrawal(current.sat_on), by))


def may_withdraw(attempt: Attempt, by: User) -> bool:
    """Whether this person may take the sitting off the record.

    Students may what they reported themselves, until their school reports it or puts it right;
    their advisor and their dean may at any time.
    """
    if by.role == Role.STUDENT:
        return attempt.student.user_id == by.pk == attempt.reported_by_id
    return Student.objects.visible_to(by).filter(pk=attempt.student_id).exists()


def _lock(student: Student) -> None:
    """A second click waits here until the first one is in."""
    Student.objects.select_for_update(no_key=True).get(pk=student.pk)


def _other_exam(student: Student, exam: str) -> ReportedExam | None:
    """The exam asked for, if the record is about another one so far."""
    reference = gather_reference()
    if exam not in reference.exams or exam == student.exam_id:
        return None
    return reported_exam(exam, reference)


def _answers_for(attempt: Attempt, by: User | None) -> User | None:
    """Who is on record for a sitting: what the school reported stays the school's report.

    Else students could change a word in it and then withdraw it.
    """
    return attempt.reported_by if _is_schools(attempt) and by == attempt.student.user else by


def _is_schools(attempt: Attempt) -> bool:
    return attempt.pk is not None and attempt.reported_by_id != attempt.student.user_id


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise ValidationError(problems)


def _write(
    attempt: Attempt, result: case.Attempt, *, exam: str, today: date, because: Because
) -> None:
    student = attempt.student
    others = [result_of(row) for row in student.attempts.exclude(pk=attempt.pk)]
    if exam and exam != student.exam_id:
        settle_exam(student, exam, others)
    problems = problems_in(
        result,
        other_days={other.sat_on for other in others},
        exam=reported_exam(student.exam.code, gather_reference()),
        today=today,
    )
    _refuse(problems)
    for name in FIELDS:
        setattr(attempt, name, getattr(result, name))
    attempt.reported_by = _answers_for(attempt, because.by)
    attempt.full_clean(exclude=["student"])
    attempt.save()
    attempt.areas.all().delete()
    AttemptArea.objects.bulk_create(
        AttemptArea(attempt=attempt, area_id=code, level=level)
        for code, level in result.areas.items()
    )
    refresh_standing(student, today=today, because=because)
