"""What the record holds for a plan and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from students.models import Student
from students.queries import is_without_sitting


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a plan is built from, whether it is there, and where to give it.

    Without what `is_blocking` names there can be no plan.
    """

    state: str
    word: str
    text: str
    url_name: str
    link: str
    is_blocking: bool = False


def what_a_plan_needs(student: Student) -> list[Need]:
    """What the record holds for a plan and what it still lacks; nothing but a result is required."""
    availability = getattr(student, "availability", None)
    hours = availability.hours_per_week if availability else 0
    intake = getattr(student, "intake", None)
    is_submitted = not (intake and intake.answers)
    if is_without_sitting(student):
        missing = "No sitting is left to plan for. Talk to your dean about what is still open."
        return [Need("warn", "Missing", missing, "students:start", "Who to talk to", True)]
    return [
        _need(
            is_there=student.attempts.exists(),
            there="Your exam result is on record.",
            missing="Report your exam result first: the plan starts from it.",
            url_name="students:attempt-create",
            link="Report your result",
            is_blocking=True,
        ),
        _need(
            is_there=hours > 0,
            there=f"You gave {hours:g} hours a week for study.",
            missing="Say in the intake how many hours each weekday holds.",
            url_name="students:intake-overview",
            link="Open the intake",
            is_blocking=True,
        ),
        _need(
            is_there=is_submitted,
            there="Nothing you typed in the intake waits to be submitted.",
            missing=(
                "What you saved in the intake counts once you submit it; this plan does not know it."
            ),
            url_name="students:intake-review",
            link="Read it through and submit",
        ),
        _need(
            is_there=student.assessments.exists(),
            there="A practice exam shows where you stand.",
            missing="Without a practice exam the plan begins with one and assumes your level.",
            url_name="students:assessment-create",
            link="Log a practice exam",
            is_required=False,
        ),
    ]


def _need(
    *,
    is_there: bool,
    there: str,
    missing: str,
    url_name: str,
    link: str,
    is_required: bool = True,
    is_blocking: bool = False,
) -> Need:
    if is_there:
        return Need("good", "There", there, "", "")
    state, word = ("warn", "Missing") if is_required else ("info", "Optional")
    return Need(state, word, missing, url_name, link, is_blocking)
