"""Case files become records: the way a case moves between schools, one or many at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from advising.models import Role, School, User
from students.actions.history import Because
from students.actions.standing import refresh_standing
from students.casefile import policy_to_json
from students.models import (
    AssessmentArea,
    Attempt,
    AttemptArea,
    Availability,
    BlockedPeriod,
    MissedTopic,
    Rotation,
    SelfAssessment,
    Student,
    StudentEvent,
)
from students.rules import case as pure

Pairs = Sequence[tuple[Student, pure.Case]]
Evidence = SelfAssessment.Evidence


@transaction.atomic
def import_case(
    *,
    case: pure.Case,
    school: School,
    name: str,
    email: str,
    today: date,
    advisor: User | None = None,
) -> Student:
    """Make a new person and record from a case, losing nothing of it.

    Without an address the person gets a made-up one and cannot log in until staff give a real
    one. Raises `ValidationError` if someone already logs in with the address.
    """
    user = User.objects.create_user(
        email or f"case-{uuid.uuid4().hex[:12]}@case.invalid",
        name=name or "Imported case",
        role=Role.STUDENT,
        school=school,
    )
    return record_case(case=case, user=user, advisor=advisor, today=today)


@transaction.atomic
def record_case(
    *, case: pure.Case, user: User, today: date, advisor: User | None = None
) -> Student:
    """Make the record of a person who has none yet, losing nothing of the case."""
    student = student_from_case(case, user=user, advisor=advisor)
    student.save()
    write_records([(student, case)])
    refresh_standing(student, today=today, because=Because("The case was imported."))
    return student


def student_from_case(case: pure.Case, *, user: User, advisor: User | None) -> Student:
    """The unsaved student a case describes, as this person at this person's school."""
    own = case.policy if isinstance(case.policy, pure.Policy) else None
    facts = case.student
    return Student(
        user=user,
        school_id=user.school_id,  # type: ignore[misc]  # only an installer may have none
        advisor=advisor,
        exam_id=case.exam,
        track=facts.track.value,
        class_year=facts.class_year,
        states=list(facts.states),
        rotation_choice=facts.rotation_choice and facts.rotation_choice.value,
        policy_code=case.policy if isinstance(case.policy, str) else None,
        own_policy=policy_to_json(own) if own else None,
        permit_from=case.permit.starts_on if case.permit else None,
        permit_to=case.permit.ends_on if case.permit else None,
        causes=list(case.causes),
        resources=list(case.resources),
        wish_exam_on=case.wish.exam_on,
        wish_probability=case.wish.target_probability,
    )


def write_records(pairs: Pairs) -> None:
    """Write everything of these cases that hangs on their saved students, set by set."""
    StudentEvent.objects.bulk_create(_each(pairs, _events))
    Rotation.objects.bulk_create(_each(pairs, _rotations))
    MissedTopic.objects.bulk_create(_each(pairs, _missed_topics))
    Availability.objects.bulk_create(_each(pairs, _availability))
    BlockedPeriod.objects.bulk_create(_each(pairs, _blocked))
    attempts = [(attempt, _attempt(s, attempt)) for s, case in pairs for attempt in case.attempts]
    Attempt.objects.bulk_create(row for _, row in attempts)
    AttemptArea.objects.bulk_create(
        AttemptArea(attempt=row, area_id=area, level=level.value)
        for attempt, row in attempts
        for area, level in attempt.areas.items()
    )
    scores = [(score, _assessment(s, score)) for s, case in pairs for score in case.scores]
    SelfAssessment.objects.bulk_create(row for _, row in scores)
    AssessmentArea.objects.bulk_create(
        AssessmentArea(assessment=row, area_id=area, percent=percent)
        for score, row in scores
        for area, percent in score.areas.items()
    )


def _each(pairs: Pairs, rows: Any) -> Iterator[Any]:
    for student, case in pairs:
        yield from rows(student, case)


def _events(student: Student, case: pure.Case) -> Iterable[StudentEvent]:
    for kind, day in case.student.events.items():
        yield StudentEvent(student=student, kind_id=kind, happened_on=day)


def _rotations(student: Student, case: pure.Case) -> Iterable[Rotation]:
    for row in case.rotations:
        yield Rotation(student=student, name=row.name, starts_on=row.starts_on, ends_on=row.ends_on)


def _missed_topics(student: Student, case: pure.Case) -> Iterable[MissedTopic]:
    for topic, misses in case.missed_topics.items():
        yield MissedTopic(student=student, topic=topic, misses=misses)


def _availability(student: Student, case: pure.Case) -> Iterable[Availability]:
    given = case.availability
    yield Availability(
        student=student,
        starts_on=given.starts_on,
        days_off=list(given.days_off),
        **{f"hours_{weekday}": hours for weekday, hours in given.hours.items()},
    )


def _blocked(student: Student, case: pure.Case) -> Iterable[BlockedPeriod]:
    for row in case.availability.blocked:
        yield BlockedPeriod(
            student=student, starts_on=row.starts_on, ends_on=row.ends_on, reason=row.reason
        )


def _attempt(student: Student, attempt: pure.Attempt) -> Attempt:
    return Attempt(
        student=student,
        sat_on=attempt.sat_on,
        reported_on=attempt.reported_on,
        outcome=attempt.outcome and attempt.outcome.value,
        three_digit=attempt.three_digit,
        points_below=attempt.points_below,
    )


def _assessment(student: Student, score: pure.Score) -> SelfAssessment:
    range_low, range_high = score.likely_range or (None, None)
    band_low, band_high = score.low_pass_band or (None, None)
    return SelfAssessment(
        student=student,
        instrument_id=score.instrument,
        form=score.form,
        taken_on=score.taken_on,
        scale=score.scale,
        score=score.score,
        p_pass=score.p_pass,
        range_low=range_low,
        range_high=range_high,
        band_low=band_low,
        band_high=band_high,
        is_timed=score.timed,
        is_first_use=score.first_use,
        evidence=Evidence.VERIFIED if score.verified else Evidence.SELF_REPORTED,
        verified_at=timezone.now() if score.verified else None,
    )
