"""One student's file: the door to it, and the header all its pages share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from advising.access import UserRequest
from advising.caseload.shown_flags import ShownFlag, show_flags
from advising.caseload.way_back import way_back
from advising.models import User
from advising.words import say_day, say_number, say_range
from students.actions.standing import refresh_standing
from students.choices import HoldState, Scenario
from students.models import Standing, Student
from students.rules.dates import plural
from students.rules.flags import Flag

TABS = (
    ("Timeline", "caseload:student-detail"),
    ("Scores", "caseload:student-scores"),
    ("Dates", "caseload:student-dates"),
    ("Plan", "caseload:student-plan"),
    ("Intake", "caseload:student-intake"),
)
ENDS_WITH = {
    "sat": "it ends when the student has sat again",
    "pass": "it ends with a reported pass",
    "never": "only the committee can end it",
}
PLACES = {
    Scenario.AT_RISK: "its range lies below the passing band",
    Scenario.BORDERLINE: "its range reaches into the passing band",
    Scenario.CLOSE: "its range starts inside the passing band",
    Scenario.LIKELY_READY: "its range lies above the passing band",
    Scenario.NOT_ENOUGH_DATA: "no passing band is known for it",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the file. `current` is the value of aria-current, or empty."""

    label: str
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class StudentFile:
    """A student with the standing and the flags of today."""

    student: Student
    standing: Standing
    flags: tuple[ShownFlag, ...]
    today: date

    @property
    def kicker(self) -> str:
        """The program, class and exam: "MD, class of 2028, USMLE Step 1"."""
        student = self.student
        year = f", class of {student.class_year}" if student.class_year else ""
        return f"{student.track}{year}, {student.exam.name}"

    @property
    def attempts(self) -> str:
        """How many attempts are used and left: "1 used, 3 left"; after a pass none is asked for."""
        used, left = self.standing.attempts_used, self.standing.attempts_left
        if Flag.PASSED in self.standing.flags:
            return f"{used} used, passed"
        return f"{used} used" if left is None else f"{used} used, {left} left"

    @property
    def reading(self) -> str:
        """The last counting practice score in a sentence."""
        standing = self.standing
        if standing.score is None or standing.score_on is None:
            return "No practice score can be read yet."
        bounds = None
        if standing.range_low is not None and standing.range_high is not None:
            bounds = (standing.range_low, standing.range_high)
        return (
            f"Last practice score {say_number(standing.score)} EPC, {say_range(bounds)}, taken "
            f"{say_day(standing.score_on)}: {PLACES[Scenario(standing.scenario)]}; {self._distance}."
        )

    @property
    def _distance(self) -> str:
        ready = say_number(self.standing.gate_min)
        missing = self.standing.distance
        return f"{say_number(missing)} EPC to {ready}" if missing else f"{ready} reached"

    @property
    def hold(self) -> str:
        """Whether clerkships are on hold, from when, and what ends it."""
        since = self.standing.hold_starts_on
        if since is None:
            return ""
        end = ENDS_WITH[self.standing.hold_resumes_on]
        if self.standing.hold_state == HoldState.RELEASE_PROPOSED:
            end = "it waits to be lifted"
        begun = "Held out of clerkships since" if since <= self.today else "Clerkship hold from"
        return f"{begun} {say_day(since)}; {end}."

    @property
    def waiting(self) -> str:
        """How many flags there are: "2 flags"."""
        return plural(len(self.flags), "flag")

    def tabs(self, path: str) -> list[Tab]:
        """The file's pages, with the one at this path marked, or the one it lies behind."""
        addresses = [(label, reverse(name, args=[self.student.public_id])) for label, name in TABS]
        nearest = max((url for _, url in addresses if path.startswith(url)), key=len, default="")
        mark = "page" if nearest == path else "true"
        return [Tab(label, url, mark if url == nearest else "") for label, url in addresses]


def visible_student(user: User, public_id: UUID) -> Student:
    """The student, if this person may open them; to anybody else there is no such page."""
    students = Student.objects.visible_to(user).select_related(
        "user", "school", "advisor", "standing", "intake", "exam"
    )
    return get_object_or_404(students, public_id=public_id)


def open_file(user: User, public_id: UUID, *, today: date) -> StudentFile:
    """The student's file with a standing of today."""
    student = visible_student(user, public_id)
    standing = getattr(student, "standing", None)
    if standing is None or standing.as_of != today:
        refresh_standing(student, today=today)
        standing = Standing.objects.get(student=student)
    flags = show_flags(standing.reasons, policy=standing.policy_name, today=today)
    return StudentFile(student, standing, flags, today)


def render_tab(
    request: UserRequest,
    template: str,
    file: StudentFile,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of the file, with the header and the tabs that all of them share."""
    shared = {
        "file": file,
        "tabs": file.tabs(request.path),
        "today": file.today,
        "back": way_back(request, file.student),
    }
    return render(request, template, shared | context, status=status)
