"""The demonstration school: made-up people in every situation, with dates around today.

`fixtures/demo` tells the stories with days counted from today (-12 is twelve days ago), so that
the school is as alive next year as it is now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from advising.models import Role, School, User
from plans.actions import log_day, make_plan, propose_plan
from plans.demo_past import add_past_students
from plans.models import PlanProposal, StudyPlan
from students.actions.attempts import report_attempt
from students.actions.bulk import many_rows_at_once
from students.actions.cases import import_case
from students.actions.extensions import grant_extension
from students.actions.holds import mark_task
from students.actions.policies import save_policy
from students.actions.standing import refreshed_together
from students.casefile import parse_case, parse_policy
from students.choices import TaskKind
from students.gather_policies import gather_reference
from students.intake.prefill import start_from_record, submit_from_record
from students.models import HoldTask, Intake, PlannedRetake, Student
from students.rules.case import DeadlineKind, Outcome
from students.rules.reference import Reference

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
PASSWORD = "step1-demo"  # noqa: S105 -- printed for everyone: the people are made up
PLAIN_DAYS = frozenset({"from", "to"})
NOT_A_DAY = frozenset({"resume_on", "testing_on_leave"})


def dated(value: Any, today: date, key: str = "") -> Any:
    """The same document with days counted from today turned into dates, whatever their depth."""
    if isinstance(value, dict):
        if key == "events":
            return {name: _day(days, today) for name, days in value.items()}
        return {name: dated(item, today, name) for name, item in value.items()}
    if isinstance(value, list):
        return [dated(item, today, key) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and _holds_a_day(key):
        return _day(value, today)
    return value


def _holds_a_day(key: str) -> bool:
    names_a_day = key.endswith("_on") or key.startswith("effective_") or key == "days_off"
    return key in PLAIN_DAYS or (names_a_day and key not in NOT_A_DAY)


def _day(days: int, today: date) -> str:
    return (today + timedelta(days=days)).isoformat()


@transaction.atomic
def load_demo_school(*, today: date) -> School:
    """Make the demonstration school as of today, or leave it as it is if it is there."""
    told = json.loads((FOLDER / "school.json").read_text(encoding="utf-8"))
    existing = School.objects.filter(code=told["school"]["code"]).first()
    if existing is not None:
        return existing
    school = School.objects.create(**told["school"])
    # One hash for all: a hundred slow ones would protect nobody.
    password = make_password(PASSWORD)
    people = {person["email"]: _person(person, school, password) for person in told["people"]}
    save_policy(
        policy=parse_policy(dated(told["policy"], today), gather_reference()), school=school
    )
    reference = gather_reference()
    # All at once: hundreds of refreshes on the way would be seen by nobody.
    with many_rows_at_once(), refreshed_together(today=today):
        _tell_all(told, people, school=school, today=today, reference=reference)
    User.objects.filter(school=school, role=Role.STUDENT).update(password=password)
    add_past_students(school, today=today, reference=reference)
    return school


def _tell_all(
    told: dict[str, Any],
    people: dict[str, User],
    *,
    school: School,
    today: date,
    reference: Reference,
) -> None:
    """Every student's story, and what the dean did about it."""
    defaults = {
        "policy": told["policy"]["code"],
        "rotations": told["blocks"],
        "student_events": told["events"],
    }
    dean = people["dean@demo.example"]
    for story in json.loads((FOLDER / "students.json").read_text(encoding="utf-8")):
        advisor = story["advisor"] and people[f"advisor{story['advisor']}@demo.example"]
        student = _tell(
            story, defaults, school=school, advisor=advisor, today=today, reference=reference
        )
        if extension := story.get("extension"):
            _extend(student, extension, by=dean, today=today)
        if not story.get("missed_meeting"):
            _meet(student, by=dean, today=today)


def _person(person: dict[str, str], school: School, password: str) -> User:
    return User.objects.create(
        email=person["email"],
        password=password,
        name=person["name"],
        role=person["role"],
        school=school,
        is_staff=person["role"] == Role.STAFF,
    )


def _tell(
    story: dict[str, Any],
    defaults: dict[str, Any],
    *,
    school: School,
    advisor: User | None,
    today: date,
    reference: Reference,
) -> Student:
    """One student's story: the record, then the intake and the plan as far as it goes."""
    document = dated(_case_document(story["case"], defaults, today), today)
    case = parse_case(document, reference)
    passes = [attempt for attempt in case.attempts if attempt.outcome is Outcome.PASS]
    student = import_case(
        case=replace(case, attempts=tuple(a for a in case.attempts if a not in passes)),
        school=school,
        name=story["name"],
        email=story["email"],
        advisor=advisor,
        today=today,
    )
    made_on = today - timedelta(days=story.get("plan_days_ago", 0))
    told_at = _at(today - timedelta(days=story.get("intake_days_ago", 0)), 10)
    if story["intake"] != "none":
        _fill_intake(student, today=today, at=min(told_at, _at(made_on, 10)), story=story)
    if story["plan"] != "none":
        plan = _plan(student, is_proposed=story["plan"] == "proposed", made_on=made_on)
        _live(plan, story.get("lived", ()), today=today)
    student.attempts.update(reported_by=student.user)
    for result in passes:  # told as students tell it: after the hold that the fail began
        report_attempt(student=student, result=result, by=student.user, today=today)
    return student


def _meet(student: Student, *, by: User, today: date) -> None:
    """The meetings whose day is over took place."""
    if student.dates.filter(kind=DeadlineKind.MEET_BY, due_on__lt=today).exists():
        for task in HoldTask.objects.filter(hold__student=student, kind=TaskKind.MEETING):
            mark_task(task=task, is_done=True, by=by, today=today)


def _extend(student: Student, told: dict[str, Any], *, by: User, today: date) -> None:
    """A later day for the student's next deadline to pass by."""
    deadline = student.dates.filter(kind=DeadlineKind.PASS_BY).order_by("due_on")[0]
    assert deadline.due_on is not None  # noqa: S101 -- the policy of the stories has no unknown day
    grant_extension(
        hold=student.holds.get(),
        clause=deadline.clause,
        due_on=deadline.due_on + timedelta(weeks=told["weeks"]),
        seen_on=deadline.due_on,
        reason=told["reason"],
        approver="Promotions Committee",
        by=by,
        today=today,
    )


def _case_document(told: dict[str, Any], defaults: dict[str, Any], today: date) -> dict[str, Any]:
    student = dict(told["student"])
    student["class_year"] = today.year + student.pop("class_year_plus")
    is_at_school = told.get("policy", "") is not None
    if is_at_school:
        student["events"] = defaults["student_events"]
    usual = {"rotations": defaults["rotations"], "policy": defaults["policy"]}
    return usual | told | {"version": 1, "as_of": today.isoformat(), "student": student}


def _fill_intake(student: Student, *, today: date, at: datetime, story: dict[str, Any]) -> None:
    """An intake of a student who joined that day: begun and left alone since, or submitted."""
    if story["intake"] == "started":
        start_from_record(student=student, today=at.date(), at=at)
    else:
        submit_from_record(student=student, today=today, at=at)
    Student.objects.filter(pk=student.pk).update(created_at=at)
    Intake.objects.filter(student=student).update(started_at=at, saved_at=at)


def _at(on: date, hour: int) -> datetime:
    """An hour of a day at the school, a little before it is over."""
    return timezone.make_aware(datetime.combine(on, time(hour, 42)))


def _plan(student: Student, *, is_proposed: bool, made_on: date) -> StudyPlan:
    try:
        plan = make_plan(student=student, by=student.user, today=made_on)
    except ValidationError as error:
        raise AssertionError(f"The story of {student} has no plan: {error.messages}") from error
    if is_proposed:
        propose_plan(plan=plan, message="Could we talk about this date?", today=made_on)
    PlanProposal.objects.filter(plan=plan).update(proposed_at=_at(made_on, 11))
    PlannedRetake.objects.filter(student=student).update(updated_at=_at(made_on, 11))
    return plan


def _live(plan: StudyPlan, words: Iterable[str], *, today: date) -> None:
    """One word for each day from the plan's first on, said that evening."""
    for number, what in enumerate(words):
        on = plan.starts_on + timedelta(days=number)
        said_on = min(on, today)
        log_day(student=plan.student, on=on, what=what, version=plan.version, today=said_on)
