"""Everything on record about a student, day by day: what was, and what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from advising.caseload.calendar import CaseloadDay
from advising.caseload.file import StudentFile
from advising.words import say_day, say_number, say_score
from plans.models import StudyPlan
from students.choices import StandingDateKind
from students.dates.history import history_of
from students.models import Attempt, SelfAssessment, Student


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened, or will, on a day."""

    on: date
    icon: str
    title: str
    detail: str = ""
    why: str = ""  # the key of the day among the student's dates


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is ahead, soonest first, and what was, latest first."""

    ahead: tuple[Entry, ...]
    past: tuple[Entry, ...]


def timeline_of(file: StudentFile) -> Timeline:
    """The whole record of a student as entries, in a fixed number of queries."""
    student, today = file.student, file.today
    entries = [
        *_dates(file),
        *_attempts(student),
        *_intake(student),
        *_scores(student),
        *_plans(student),
        *_rotations(student),
        *_history(student),
    ]
    return Timeline(
        ahead=tuple(sorted((e for e in entries if e.on > today), key=lambda e: e.on)),
        # Turned round as a whole, so that of one day's entries the later comes first too.
        past=tuple(sorted((e for e in entries if e.on <= today), key=lambda e: e.on))[::-1],
    )


def _dates(file: StudentFile) -> Iterator[Entry]:
    """The days that the rules and the plan name."""
    for row in file.student.dates.ahead():
        day = CaseloadDay(row, file.today)
        icon = "lock" if row.kind == StandingDateKind.HOLD_STARTS else "calendar-event"
        yield Entry(day.on, icon, day.name, day.occasion, why=day.key)


def _history(student: Student) -> Iterator[Entry]:
    """What happened to hold and dates, and through whom."""
    for line in reversed(history_of(student)):
        said = [*line.moves, line.because, line.who]
        yield Entry(line.on, "flag", line.title, " · ".join(part for part in said if part))


def _attempts(student: Student) -> Iterator[Entry]:
    for number, attempt in enumerate(student.attempts.order_by("sat_on"), start=1):
        yield Entry(attempt.sat_on, "pencil", f"Sat the exam, attempt {number}")
        if attempt.reported_on:
            outcome = attempt.get_outcome_display() if attempt.outcome else "no outcome given"
            title = f"Result of attempt {number}: {outcome}"
            yield Entry(attempt.reported_on, "file-earmark-text", title, _report(attempt))


def _report(attempt: Attempt) -> str:
    said = []
    if attempt.three_digit is not None:
        said.append(f"three-digit score {attempt.three_digit}")
    if attempt.points_below is not None:
        said.append(f"about {say_number(attempt.points_below)} points below the standard")
    return ", ".join(said).capitalize()


def _intake(student: Student) -> Iterator[Entry]:
    intake = getattr(student, "intake", None)
    if intake:
        yield Entry(timezone.localdate(intake.started_at), "journal-text", "Intake started")
    for version in student.intake_versions.defer("answers"):
        title = "Intake submitted" if version.number == 1 else f"Intake amended: {version}"
        yield Entry(timezone.localdate(version.submitted_at), "journal-text", title)


def _scores(student: Student) -> Iterator[Entry]:
    for exam in student.assessments.select_related("instrument"):
        form = f", form {exam.form}" if exam.form else ""
        score = say_score(exam.score, exam.scale)
        yield Entry(
            exam.taken_on, "graph-up", f"{exam.instrument.name}{form}: {score}", _reliability(exam)
        )


def _reliability(exam: SelfAssessment) -> str:
    words = [exam.get_evidence_display()]
    if not exam.is_timed:
        words.append("untimed")
    if not exam.is_first_use:
        words.append("form used before")
    return ", ".join(words)


def _plans(student: Student) -> Iterator[Entry]:
    plans = StudyPlan.objects.filter(student=student).defer("case", "result")
    for plan in plans.select_related("proposal"):
        yield Entry(plan.as_of, "lightbulb", f"{plan} made", f"Exam {say_day(plan.exam_on)}")
        if proposal := getattr(plan, "proposal", None):
            proposed = timezone.localdate(proposal.proposed_at)
            yield Entry(proposed, "envelope", f"{plan} proposed", proposal.message)


def _rotations(student: Student) -> Iterator[Entry]:
    for rotation in student.rotations.all():
        until = f"Until {say_day(rotation.ends_on)}"
        yield Entry(rotation.starts_on, "people", f"{rotation.name} starts", until)
