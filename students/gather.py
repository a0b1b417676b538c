"""ORM -> Case: the one adapter from the record to what the rules and the engine read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache

from django.db.models import QuerySet

from students.gather_policies import gather_reference, policy_of
from students.models import Attempt, SelfAssessment, Student
from students.related import read_related
from students.rules import case
from students.rules.reference import Reference

RELATED = (
    "events",
    "attempts__areas",
    "rotations",
    "assessments__areas",
    "missed_topics",
    "blocked",
    "holds__extensions",
)


def gather_case(student: Student, *, as_of: date) -> case.Case:
    """One student's case as it stood on a day: what came later is left out."""
    return next(gather_cases(Student.objects.filter(pk=student.pk), as_of=as_of))[1]


def gather_cases(
    students: QuerySet[Student], *, as_of: date, related: Iterable[str] = (), chunk_size: int = 2000
) -> Iterator[tuple[Student, case.Case]]:
    """Each student with their case, read in chunks with a fixed number of queries a chunk.

    `related` names what else to read of each student.
    """
    reference = cache(gather_reference)
    for chunk in _chunks(students.select_related("availability"), chunk_size):
        read_related(chunk, (*RELATED, *related))
        for student in chunk:
            yield student, _case(student, as_of, reference)


def _chunks(students: QuerySet[Student], size: int) -> Iterator[list[Student]]:
    """The students in the order of their keys, so many at a time."""
    rest = students = students.order_by("pk")
    while chunk := list(rest[:size]):
        yield chunk
        if len(chunk) < size:
            return
        rest = students.filter(pk__gt=chunk[-1].pk)


def _case(student: Student, as_of: date, reference: Callable[[], Reference]) -> case.Case:
    return case.Case(
        as_of=as_of,
        exam=str(student.exam_id),
        student=case.Student(
            track=case.Track(student.track),
            class_year=student.class_year,
            states=tuple(student.states),
            events={event.kind_id: event.happened_on for event in student.events.all()},
            rotation_choice=(
                case.RotationRule(student.rotation_choice) if student.rotation_choice else None
            ),
        ),
        attempts=tuple(
            _attempt(attempt, as_of)
            for attempt in student.attempts.all()
            if attempt.sat_on <= as_of
        ),
        rotations=tuple(
            case.Rotation(rotation.starts_on, rotation.ends_on, rotation.name)
            for rotation in student.rotations.all()
        ),
        policy=policy_of(student, reference),
        permit=_permit(student),
        scores=tuple(
            score_of(assessment)
            for assessment in student.assessments.all()
            if assessment.taken_on <= as_of
        ),
        missed_topics={missed.topic: missed.misses for missed in student.missed_topics.all()},
        availability=_availability(student),
        causes=tuple(student.causes),
        resources=tuple(student.resources),
        wish=case.Wish(student.wish_exam_on, student.wish_probability),
        extensions=tuple(_extensions(student, as_of)),
    )


def _permit(student: Student) -> case.Period | None:
    if student.permit_from is None or student.permit_to is None:
        return None
    return case.Period(student.permit_from, student.permit_to)


def _attempt(attempt: Attempt, as_of: date) -> case.Attempt:
    is_out = attempt.reported_on is None or attempt.reported_on <= as_of
    return result_of(attempt) if is_out else case.Attempt(attempt.sat_on)


def result_of(attempt: Attempt) -> case.Attempt:
    """A sitting with all that is reported of it."""
    return case.Attempt(
        sat_on=attempt.sat_on,
        reported_on=attempt.reported_on,
        outcome=case.Outcome(attempt.outcome) if attempt.outcome else None,
        three_digit=attempt.three_digit,
        points_below=attempt.points_below,
        areas={row.area_id: case.Level(row.level) for row in attempt.areas.all()},
    )


def _extensions(student: Student, as_of: date) -> Iterator[case.Extension]:
    """What was granted by a day and not taken back by then."""
    sat_on = {attempt.pk: attempt.sat_on for attempt in student.attempts.all()}
    for hold in student.holds.all():
        if hold.attempt_id not in sat_on:
            continue
        for row in hold.extensions.all():
            is_withdrawn = row.withdrawn_on is not None and row.withdrawn_on <= as_of
            if row.granted_on <= as_of and not is_withdrawn:
                yield case.Extension(
                    clause=row.clause,
                    kind=case.DeadlineKind(row.kind),
                    due_on=row.due_on,
                    fail_on=sat_on[hold.attempt_id],
                    granted_on=row.granted_on,
                    approver=row.approver,
                )


def score_of(assessment: SelfAssessment) -> case.Score:
    """One entry of the score log as the rules read it."""
    return case.Score(
        instrument=assessment.instrument_id,
        form=assessment.form,
        taken_on=assessment.taken_on,
        scale=assessment.scale,
        score=assessment.score,
        p_pass=assessment.p_pass,
        likely_range=_pair(assessment.range_low, assessment.range_high),
        low_pass_band=_pair(assessment.band_low, assessment.band_high),
        timed=assessment.is_timed,
        first_use=assessment.is_first_use,
        verified=assessment.evidence == SelfAssessment.Evidence.VERIFIED,
        areas={row.area_id: row.percent for row in assessment.areas.all()},
    )


def _pair(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low, high)


def _availability(student: Student) -> case.Availability:
    row = getattr(student, "availability", None)
    blocked = tuple(
        case.Blocked(period.starts_on, period.ends_on, period.reason)
        for period in student.blocked.all()
    )
    if row is None:
        return case.Availability(blocked=blocked)
    hours = {weekday: getattr(row, f"hours_{weekday}") for weekday in case.WEEKDAYS}
    return case.Availability(
        starts_on=row.starts_on,
        hours={weekday: given for weekday, given in hours.items() if given is not None},
        days_off=tuple(row.days_off),
        blocked=blocked,
    )
