"""One maker per noun, with no surprises: every value that a test reads is given by the test."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from advising.models import Role, School, User
from students.actions.cases import record_case
from students.actions.policies import save_policy
from students.casefile import parse_case, parse_policy
from students.gather_policies import gather_reference
from students.models import Student

TODAY = date(2026, 11, 23)
PASSWORD = "made-up-password"
_numbers = itertools.count(1)


def make_school(code: str = "", **fields: Any) -> School:
    """A school; schools made without a code differ."""
    code = code or f"school-{next(_numbers)}"
    return School.objects.create(code=code, name=f"School {code}", **fields)


def make_user(role: Role, school: School, **fields: Any) -> User:
    """A person of a school who can log in with `PASSWORD`. Only the database checks them: asking
    it once for each rule before saving would take as long as many a test."""
    number = next(_numbers)
    fields = {"name": f"Person {number}", "is_staff": role == Role.STAFF} | fields
    email = fields.pop("email", f"person{number}@school.example")
    password = make_password(PASSWORD)
    return User.objects.create(email=email, password=password, role=role, school=school, **fields)


def make_student(school: School, *, today: date = TODAY, **fields: Any) -> Student:
    """A student with an empty record: nothing reported, nothing told."""
    name = fields.pop("name", f"Student {next(_numbers)}")
    user = make_user(Role.STUDENT, school, name=name)
    return Student.objects.create(user=user, school=school, **fields)


def case_document(**changes: Any) -> dict[str, Any]:
    """A complete ordinary case document: one fail, one practice exam, full-time hours."""
    full_time = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), 8) | {"sat": 5, "sun": 0}
    return {
        "version": 1,
        "as_of": TODAY.isoformat(),
        "exam": "step1",
        "student": {"track": "MD", "class_year": 2028},
        "attempts": [
            {
                "sat_on": "2026-10-14",
                "reported_on": "2026-11-11",
                "outcome": "fail",
                "three_digit": 188,
                "areas": {"cardiovascular": "lower"},
            }
        ],
        "scores": [
            {
                "instrument": "cbssa",
                "form": "28",
                "taken_on": "2026-11-20",
                "scale": "epc",
                "score": 55,
            }
        ],
        "availability": {"hours": full_time},
        "resources": ["uworld", "first_aid"],
    } | changes


def student_of_case(
    school: School, *, name: str = "", advisor: User | None = None, **changes: Any
) -> Student:
    """A student whose record is `case_document(**changes)`."""
    return record_case(
        case=parse_case(case_document(**changes), gather_reference()),
        user=make_user(Role.STUDENT, school, name=name or f"Student {next(_numbers)}"),
        advisor=advisor,
        today=TODAY,
    )


def save_pass_by_policy(school: School, *, weeks: int = 30) -> None:
    """A policy of this school, coded like it: pass within some weeks of the report."""
    document = {
        "code": school.code,
        "name": f"Policy of {school.name}",
        "source": "https://example.org/policy",
        "max_attempts": 3,
        "on_fail": [
            {
                "rotation": "finish",
                "resume_on": "pass",
                "meetings": ["Dean of Students"],
                "deadlines": [
                    {"kind": "pass_by", "shape": "weeks_after", "event": "reported", "n": weeks}
                ],
            }
        ],
    }
    save_policy(policy=parse_policy(document, gather_reference()), school=school)
