"""The way from a reported result to a plan, as far as one student has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from advising.models import User
from advising.words import say_day
from students.assessments.queries import note_on_first_score
from students.choices import Outcome
from students.dates.next_day import AskedDay, asked_day
from students.intake.background import Background
from students.intake.booklet import Booklet
from students.intake.forms.result import knows_results
from students.intake.steps import STEPS
from students.models import Attempt, PlannedRetake, Student
from students.queries import deans_of, exam_without_plans, is_without_sitting, planned_retake

# The plan leaves the same days free, unless the student chooses an earlier start.
DAYS_TO_BREATHE: Final = timedelta(days=3)


class StopState(StrEnum):
    """Done, the one thing to do next, or later; its value ends the class name of its mark."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Link:
    """A page to go to, by its name in the URLconf."""

    words: str
    name: str
    args: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing on the way. Without a link there is nothing to do but let it happen."""

    title: str
    words: str
    is_done: bool
    link: Link | None = None
    state: StopState = StopState.LATER


@dataclass(frozen=True, slots=True)
class Journey:
    """What the first page says: the stops in order, the day that is asked, the people to talk to.

    `is_out_of_sittings` once every sitting is used, none was passed and no result is awaited.
    """

    stops: tuple[Stop, ...]
    attempts: tuple[Attempt, ...]
    advisor: User | None
    deans: tuple[User, ...]
    asked: AskedDay | None
    is_out_of_sittings: bool

    @property
    def has_passed(self) -> bool:
        return any(attempt.outcome == Outcome.PASS for attempt in self.attempts)


def journey_of(student: Student, *, today: date) -> Journey:
    """How far the student has come, from the record alone."""
    background = Background(student, today=today)
    booklet = Booklet(background)
    attempts = tuple(background.attempts)
    reported_on = _last_report(attempts)
    # A second fail asks for a second look back; what was told before it stays in place.
    is_told = background.latest is not None and knows_results(background)
    asked = asked_day(student, today=today)
    stops = (
        _result(attempts),
        _breathe(reported_on, asked, is_over=is_told, today=today),
        _intake(booklet, is_told=is_told),
        _practice(student, attempts, today),
        _plan(student, attempts, today),
    )
    return Journey(
        stops=tuple(_with_states(stops)),
        attempts=attempts,
        advisor=student.reachable_advisor,
        deans=deans_of(student),
        asked=asked,
        is_out_of_sittings=is_without_sitting(student),
    )


def _with_states(stops: tuple[Stop, ...]) -> Iterator[Stop]:
    """Done, or the first that waits for the student, or later."""
    has_next = False
    for stop in stops:
        if stop.is_done:
            yield replace(stop, state=StopState.DONE)
        elif stop.link and not has_next:
            has_next = True
            yield replace(stop, state=StopState.NEXT)
        else:
            yield stop


def _result(attempts: tuple[Attempt, ...]) -> Stop:
    title = "Report your result"
    if not attempts:
        link = Link("Report your result", "students:attempt-create")
        return Stop(title, "One page, about three minutes.", False, link)
    latest = attempts[-1]
    if latest.outcome is None:
        words = f"You sat on {say_day(latest.sat_on)}. Tell us the result when it is out."
        return Stop(
            title,
            words,
            False,
            Link("Add the result", "students:attempt-edit", (latest.public_id,)),
        )
    words = f"You sat on {say_day(latest.sat_on)}: {latest.get_outcome_display().lower()}."
    return Stop(title, words, True)


def _last_report(attempts: tuple[Attempt, ...]) -> date | None:
    return max((row.reported_on for row in attempts if row.reported_on), default=None)


def _breathe(
    reported_on: date | None, asked: AskedDay | None, *, is_over: bool, today: date
) -> Stop:
    nothing = "Apart from the day above, nothing" if asked else "Nothing"
    return Stop(
        "A few days to breathe",
        f"Sleep, eat, see people. {nothing} is asked of you in these days, and no plan starts in "
        "them.",
        is_over or bool(reported_on and today >= reported_on + DAYS_TO_BREATHE),
    )


def _intake(booklet: Booklet, *, is_told: bool) -> Stop:
    title = "Tell us what happened, in your own time"
    submitted_on = booklet.background.submitted_on
    if is_told:
        words = f"Submitted on {say_day(submitted_on)}. You can amend it any day."
        return Stop(title, words, True, Link("Look at your intake", "students:intake-overview"))
    if submitted_on:
        words = (
            f"Yours of {say_day(submitted_on)} is from before this result. What is different now?"
        )
        link = Link("Look through your intake", "students:intake-overview")
    elif booklet.has_changes:
        words = f"{booklet.done} of {len(STEPS)} steps are saved. The rest waits for you."
        link = Link("Go on with your intake", "students:intake-overview")
    else:
        words = (
            f"{len(STEPS)} short steps, about twenty minutes in all. Each is saved; stop any time."
        )
        link = Link("Begin your intake", "students:intake-overview")
    return Stop(title, words, False, link)


def _practice(student: Student, attempts: tuple[Attempt, ...], today: date) -> Stop:
    title = "Take a first practice exam"
    taken = student.assessments.all()
    if attempts:
        taken = taken.filter(taken_on__gte=attempts[-1].sat_on)
    if count := taken.count():
        words = f"{count} logged since your last sitting."
        return Stop(title, words, True, Link("Your scores", "students:assessment-list"))
    usual = (
        "A first score after a fail is often lower than the score that failed: weeks have passed. "
        if note_on_first_score(today)
        else ""
    )
    words = f"About half a day. {usual}It says where to start, not how it ends."
    return Stop(title, words, False, Link("Log a practice exam", "students:assessment-create"))


def _plan(student: Student, attempts: tuple[Attempt, ...], today: date) -> Stop:
    title = "Get your plan"
    planned = planned_retake(student)
    is_used_up = planned and attempts and planned.exam_on <= attempts[-1].sat_on
    if planned and not is_used_up and planned.exam_on <= today:
        words = (
            f"Your plan led to {say_day(planned.exam_on)}. Tell us whether you sat; the result "
            "can be added weeks later."
        )
        return Stop(
            "Your exam", words, False, Link("I have sat: tell us", "students:attempt-create")
        )
    if planned and not is_used_up:
        words = f"Plan {planned.version}: your exam is on {say_day(planned.exam_on)}."
        return Stop(title, words, True, Link("What to do today", "plans:today"))
    if exam := exam_without_plans(student):
        words = (
            f"A day-by-day plan cannot be made here for {exam} yet. Your dates and "
            "scores are kept here all the same: plan the weeks with your advisor."
        )
        link = Link("Your dates", "students:date-list")
        return Stop("Plan with your advisor", words, False, link)
    words = "Made in seconds from what you told us, day by day, with rest days. You can change it."
    if not planned and PlannedRetake.objects.filter(student=student).exists():
        words = f"Your earlier plan has ended with this result, and stays to be read. {words}"
    return Stop(title, words, False, Link("Make a plan", "plans:plan-create"))
