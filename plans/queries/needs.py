"""What the record holds for a plan and what it still lacks."""

from __future__ import annotations

from dataclasses import dataclass

from advising.words import say_day, say_duration
from students.models import Student
from students.queries import exam_without_plans, has_passed, is_without_sitting


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
        _result(student),
        _need(
            is_there=hours > 0,
            there=f"You gave {say_duration(round(hours * 60))} a week for study.",
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


def _result(student: Student) -> Need:
    """The result a plan starts from; of a sitting without one it is said what the plan is for."""
    latest = student.attempts.order_by("-sat_on").first()
    if latest is not None and latest.outcome is None:
        text = (
            f"The result of {say_day(latest.sat_on)} is not out yet: you need no plan if it is a "
            "pass. This one is for the case that you sit again."
        )
        return Need("info", "Awaited", text, "students:start", "Add the result when it is out")
    return _need(
        is_there=latest is not None,
        there="Your exam result is on record.",
        missing="Report your exam result first: the plan starts from it.",
        url_name="students:attempt-create",
        link="Report your result",
        is_blocking=True,
    )


def can_be_planned(student: Student) -> bool:
    """Whether a plan can be made at all: a retake lies ahead, and nothing it stands on is missing."""
    if has_passed(student) or exam_without_plans(student):
        return False
    return not any(need.is_blocking for need in what_a_plan_needs(student))


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
