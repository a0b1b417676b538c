"""One quiet case to change, and the words tests use to change it."""

from dataclasses import replace
from datetime import date

from students.rules.case import (
    Attempt,
    Case,
    DeadlineClause,
    DeadlineKind,
    DeadlineShape,
    FailClause,
    Outcome,
    Policy,
    ResumeOn,
    Rotation,
    RotationRule,
    Score,
    Student,
    Track,
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def fail(sat_on: str, reported_on: str | None = None, **more) -> Attempt:
    """A failed sitting; unless said otherwise its result came out the same day."""
    return Attempt(day(sat_on), day(reported_on or sat_on), Outcome.FAIL, **more)


def sitting(sat_on: str) -> Attempt:
    """A sitting whose result is not out."""
    return Attempt(day(sat_on))


def rotation(name: str, starts_on: str, ends_on: str) -> Rotation:
    return Rotation(day(starts_on), day(ends_on), name)


def practice(score: float, taken_on: str, form: str | None = "28", **more) -> Score:
    """A counting practice score, unless said otherwise."""
    given = {"instrument": "cbssa", "scale": "epc"} | more
    return Score(taken_on=day(taken_on), score=score, form=form, **given)


def deadline(shape: str, kind: str = "pass_by", **keys) -> DeadlineClause:
    return DeadlineClause(DeadlineKind(kind), DeadlineShape(shape), **keys)


def clause(rotation: str = "finish", resume_on: str = "pass", **more) -> FailClause:
    return FailClause(RotationRule(rotation), ResumeOn(resume_on), **more)


def policy(*clauses: FailClause, **more) -> Policy:
    return Policy("example", "Example policy", on_fail=clauses, **more)


def with_attempts(case: Case, *attempts: Attempt) -> Case:
    return replace(case, attempts=attempts)


# A first fail, reported twelve days ago, at a school that has told us nothing.
QUIET = Case(
    as_of=day("2026-11-23"),
    exam="step1",
    student=Student(Track.MD, class_year=2028),
    attempts=(fail("2026-10-14", "2026-11-11"),),
)
ROTATIONS = (
    rotation("Surgery", "2026-11-02", "2026-12-18"),
    rotation("Medicine", "2026-12-21", "2027-02-05"),
    rotation("Pediatrics", "2027-02-08", "2027-03-26"),
)
