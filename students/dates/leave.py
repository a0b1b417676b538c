"""What to ask before a leave of absence: a checklist, with the student's own days where known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from advising.words import say_day
from students.models import LeaveRule, Student
from students.rules.case import Leave, TestingOnLeave
from students.rules.dates import plural
from students.rules.policy import Situation


@dataclass(frozen=True, slots=True)
class LeaveQuestion:
    """One thing a leave can touch, and whom to ask about it."""

    name: str
    words: str
    ask: str


@dataclass(frozen=True, slots=True)
class LeaveChecklist:
    """The questions, what the policy itself says of a leave, and where the numbers come from."""

    questions: tuple[LeaveQuestion, ...]
    policy_says: str
    source: str


def leave_checklist(student: Student, situation: Situation, *, today: date) -> LeaveChecklist:
    """The checklist for one student: a day of theirs in it makes a question concrete."""
    rule = LeaveRule.objects.in_force(today).first()
    return LeaveChecklist(
        questions=(
            LeaveQuestion(
                "Registration",
                "Are you still enrolled while on leave? The exam's registration and your campus "
                "access can depend on it.",
                "the registrar",
            ),
            _aid(rule),
            LeaveQuestion(
                "Health insurance",
                "Does your cover, and your counselling, go on through the leave, and who pays?",
                "student health",
            ),
            LeaveQuestion(
                "Visa",
                "If you study on a visa, a leave can end your status. Ask before you decide.",
                "the international office",
            ),
            _permit(student, situation, today),
        ),
        policy_says=" ".join(_policy_says(situation)),
        source=rule.source if rule else "",
    )


def _aid(rule: LeaveRule | None) -> LeaveQuestion:
    words = "A long leave can count as a withdrawal, and loans then begin to be repaid."
    if rule:
        words = (
            f"Federal aid allows {rule.max_days} days of leave within {rule.within_months} "
            "months. Longer counts as a withdrawal, and loans then begin to be repaid."
        )
    return LeaveQuestion("Financial aid", words, "financial aid")


def _permit(student: Student, situation: Situation, today: date) -> LeaveQuestion:
    ends_on = student.permit_to
    if ends_on is None:
        words = "A permit's eligibility period goes on during a leave, and it cannot be paused."
    elif ends_on < today:
        words = f"Your eligibility period ended on {say_day(ends_on)}: you need a new one to sit."
    else:
        words = (
            f"Your eligibility period ends on {say_day(ends_on)}, on leave or not: "
            "will you sit before it does?"
        )
    return LeaveQuestion("Exam permit", words, "your dean's office")


def _policy_says(situation: Situation) -> Iterator[str]:
    """The policy's own words on leave and on testing while away."""
    clause, policy = situation.clause, situation.policy
    if clause and clause.leave:
        yield f"{situation.policy_name} speaks of a leave after this fail: {say_leave(clause.leave)}."
    if policy and policy.testing_on_leave is TestingOnLeave.FORBIDDEN:
        yield f"{situation.policy_name} does not allow sitting the exam while on leave."
    elif policy:
        yield f"{situation.policy_name} does not forbid sitting the exam while on leave."


def say_leave(leave: Leave) -> str:
    """A clause's leave: "administrative, at most 365 days"."""
    said = [leave.kind.replace("_", " ")] if leave.kind else []
    if leave.min_days is not None:
        said.append(f"at least {plural(leave.min_days, 'day')}")
    if leave.max_days is not None:
        said.append(f"at most {plural(leave.max_days, 'day')}")
    return ", ".join(said) or "without a length"
