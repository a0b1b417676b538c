"""A case file becomes a record: the way a case moves between schools."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from advising.models import Role, School, User
from students.actions.standing import refresh_standing
from students.casefile import case_to_json
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


@transaction.atomic
def import_case(*, case: pure.Case, school: School, name: str, email: str, today: date) -> Student:
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
    student = Student.objects.create(user=user, school=school, **_student_fields(case))
    _write_course(student, case)
    _write_attempts(student, case)
    _write_scores(student, case)
    _write_availability(student, case)
    refresh_standing(student, today=today)
    return student


def _student_fields(case: pure.Case) -> dict[str, Any]:
    own = isinstance(case.policy, pure.Policy)
    return {
        "exam_id": case.exam,
        "track": case.student.track.value,
        "class_year": case.student.class_year,
        "states": list(case.student.states),
        "rotation_choice": case.student.rotation_choice and case.student.rotation_choice.value,
        "policy_code": None if own else case.policy,
        "own_policy": case_to_json(case)["policy"] if own else None,
        "permit_from": case.permit and case.permit.starts_on,
        "permit_to": case.permit and case.permit.ends_on,
        "causes": list(case.causes),
        "resources": list(case.resources),
        "wish_exam_on": case.wish.exam_on,
        "wish_probability": case.wish.target_probability,
    }


def _write_course(student: Student, case: pure.Case) -> None:
    StudentEvent.objects.bulk_create(
        StudentEvent(student=student, kind_id=kind, happened_on=day)
        for kind, day in case.student.events.items()
    )
    Rotation.objects.bulk_create(
        Rotation(
            student=student,
            name=rotation.name,
            starts_on=rotation.starts_on,
            ends_on=rotation.ends_on,
        )
        for rotation in case.rotations
    )
    MissedTopic.objects.bulk_create(
        MissedTopic(student=student, topic=topic, misses=misses)
        for topic, misses in case.missed_topics.items()
    )


def _write_attempts(student: Student, case: pure.Case) -> None:
    attempts = Attempt.objects.bulk_create(
        Attempt(
            student=student,
            sat_on=attempt.sat_on,
            reported_on=attempt.reported_on,
            outcome=attempt.outcome and attempt.outcome.value,
            three_digit=attempt.three_digit,
            points_below=attempt.points_below,
        )
        for attempt in case.attempts
    )
    AttemptArea.objects.bulk_create(
        AttemptArea(attempt=row, area_id=area, level=level.value)
        for row, attempt in zip(attempts, case.attempts, strict=True)
        for area, level in attempt.areas.items()
    )


def _write_scores(student: Student, case: pure.Case) -> None:
    rows = SelfAssessment.objects.bulk_create(_assessment(student, s) for s in case.scores)
    AssessmentArea.objects.bulk_create(
        AssessmentArea(assessment=row, area_id=area, percent=percent)
        for row, score in zip(rows, case.scores, strict=True)
        for area, percent in score.areas.items()
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
        was_verified_elsewhere=score.verified,
    )


def _write_availability(student: Student, case: pure.Case) -> None:
    given = case.availability
    Availability.objects.create(
        student=student,
        starts_on=given.starts_on,
        days_off=list(given.days_off),
        **{f"hours_{weekday}": hours for weekday, hours in given.hours.items()},
    )
    BlockedPeriod.objects.bulk_create(
        BlockedPeriod(
            student=student,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
            reason=period.reason,
        )
        for period in given.blocked
    )
