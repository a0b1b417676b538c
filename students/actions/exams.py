"""Which exam a record is about."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from students.attempts.exam import problem_with_change, reported_exam
from students.gather_policies import gather_reference
from students.models import Exam, PlannedRetake, Student
from students.rules import case


def settle_exam(student: Student, code: str, sittings: Iterable[case.Attempt]) -> None:
    """Make a record with these sittings be about another exam; part of a larger action.

    An exam that only other tracks sit says the track too. A retake planned for the exam before
    is planned no more. Raises ValidationError if the sittings hold what only that exam reports.
    """
    exam, reference = Exam.objects.filter(code=code).first(), gather_reference()
    if exam is None:
        raise ValidationError({"exam": "Choose an exam from the list."})
    before, after = (reported_exam(known, reference) for known in (student.exam.code, code))
    if problem := problem_with_change(before, after, sittings):
        raise ValidationError({"exam": problem})
    student.exam = exam
    if exam.tracks and student.track not in exam.tracks:
        student.track = exam.tracks[0]
    student.save(update_fields=["exam", "track"])
    PlannedRetake.objects.filter(student=student).delete()
