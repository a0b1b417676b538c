"""What would make an impossible plan fit, each found by running the engine again.

Never an empty list: what was tried and cannot work says so, and what only a person can judge is
left to the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from plans.engine.choose import Planner
from plans.engine.modelling import with_hours
from plans.engine.result import Duration, Remedy
from plans.engine.student import StudentModel
from students.rules.case import WEEKDAYS, Availability, DeadlineKind
from students.rules.clauses import PERMIT, say_limit
from students.rules.conclude import RulesResult
from students.rules.dates import plural, words_for
from students.rules.release import release_of

FULL_DAY = 10.0  # hours: more a day is not asked of anyone who does not give it already
_STEPS_PER_HOUR = 2


@dataclass(frozen=True, slots=True)
class Trouble:
    """A case whose plan does not fit, with everything needed to try what would help.

    `ready_on` is the earliest ready day with no deadline in the way; None if there is none.
    """

    model: StudentModel
    rules: RulesResult
    duration: Duration
    ready_on: date | None


def remedies_for(trouble: Trouble) -> tuple[Remedy, ...]:
    """Every remedy that applies, the student's own means first."""
    return (
        _more_hours(trouble),
        *_extensions(trouble),
        *_typical_release(trouble),
        *_later_rotation(trouble),
        _leave(trouble),
        *_coursework(trouble),
    )


def scaled(availability: Availability, weekly_hours: float) -> Availability:
    """The availability with each weekday times one factor, so that a week has these hours.

    A weekday grows to at most 10 hours, or its own if that is more.
    """
    most = {day: max(FULL_DAY, hours) for day, hours in availability.hours.items() if hours}
    capped: dict[str, float] = {}
    while True:
        open_days = [day for day in WEEKDAYS if day in most and day not in capped]
        own = sum(availability.hours[day] for day in open_days)
        if not open_days:
            break
        factor = (weekly_hours - sum(capped.values())) / own
        full = [day for day in open_days if availability.hours[day] * factor >= most[day]]
        if not full:
            break
        capped |= {day: most[day] for day in full}
    hours = dict(availability.hours)
    hours |= {day: availability.hours[day] * factor for day in open_days}
    return replace(availability, hours={**hours, **capped})


def most_hours(availability: Availability) -> float:
    """The most hours a week that can be asked: each weekday that has any as full as it may be."""
    return sum(max(FULL_DAY, hours) for hours in availability.hours.values() if hours)


def _more_hours(trouble: Trouble) -> Remedy:
    """The smallest weekly total, in half hours, with a ready day inside the window."""
    availability = trouble.model.case.availability
    own = sum(availability.hours.values())
    most = most_hours(availability)
    low, high = int(own * _STEPS_PER_HOUR), int(most * _STEPS_PER_HOUR)
    best = tried(trouble, high)
    if not best.is_enough:
        text = f"Even {most:g} hours a week would not bring a ready day inside the deadlines."
        return Remedy("more_hours", most, works=False, exam_on=None, text=text)
    less: Trial | None = None
    while high - low > 1:
        middle = (low + high) // 2
        trial = tried(trouble, middle, (best, less))
        if trial.is_enough:
            high, best = middle, trial
        else:
            low, less = middle, trial
    hours = high / _STEPS_PER_HOUR
    ready_on = best.ready_on()
    when = f" on {words_for(ready_on)}" if ready_on else ""
    text = f"With {hours:g} hours a week instead of {own:g} you could be ready{when}."
    return Remedy("more_hours", hours, works=True, exam_on=ready_on, text=text)


@dataclass(frozen=True, slots=True)
class Trial:
    """Other weekly hours: who plans with them, and whether any day inside the window is ready."""

    planner: Planner
    days: list[int]
    is_enough: bool

    def ready_on(self) -> date | None:
        """The first ready day; the plans tried so far are not laid out again."""
        ready = self.planner.earliest_ready(self.days)
        return self.planner.calendar.date_of(ready) if ready is not None else None


def tried(trouble: Trouble, half_hours: int, known: Iterable[Trial | None] = ()) -> Trial:
    """What that many half hours a week would do.

    Days are planned in whole quarter-hours, so it is often just what a `known` trial does.
    """
    hours = half_hours / _STEPS_PER_HOUR
    model = with_hours(trouble.model, scaled(trouble.model.case.availability, hours))
    planner = model.planner()
    days = model.candidates(planner, trouble.duration.min_weeks, model.facts.latest_safe)
    for trial in known:
        if trial and trial.days == days and _plan_alike(trial.planner, planner):
            return trial
    return Trial(planner, days, planner.has_ready(days))


def _plan_alike(one: Planner, other: Planner) -> bool:
    """Whether two planners of a student with no plan under way make the same plans."""
    return (
        one.drafter.followed is None
        and other.drafter.followed is None
        and one.calendar == other.calendar
        and one.drafter.shape == other.drafter.shape
        and one.arranger.weak == other.arranger.weak
        and one.learner == other.learner
        and one.outlook == other.outlook
        and one.goal == other.goal
    )


def _extensions(trouble: Trouble) -> Iterator[Remedy]:
    """For each deadline that is too early, by how many days."""
    bounds = [
        (row.clause, row.kind, row.due_on, row.sit_by_safe)
        for row in trouble.rules.deadlines
        if row.due_on is not None and row.sit_by_safe is not None
    ]
    permit = trouble.model.case.permit
    if permit is not None:
        bounds.append((PERMIT, DeadlineKind.SIT_BY, permit.ends_on, permit.ends_on))
    for clause, kind, due_on, sit_by in bounds:
        limit = say_limit(clause, kind)
        if trouble.ready_on is None:
            text = f"No ready day was found within 52 weeks, so moving {limit} does not help."
            yield Remedy("extension", None, works=False, exam_on=None, text=text)
        elif sit_by < trouble.ready_on:
            until = trouble.ready_on
            if kind is DeadlineKind.PASS_BY:
                until = release_of(trouble.rules.release, until).safe
            others = [other for name, _, _, other in bounds if name != clause]
            is_enough = all(other >= trouble.ready_on for other in others)
            yield _extension(limit, (until - due_on).days, until, trouble.ready_on, is_enough)


def _extension(limit: str, days: int, until: date, ready_on: date, is_enough: bool) -> Remedy:
    text = (
        f"Moving {limit} by {plural(days, 'day')}, to {words_for(until)}, allows the exam on "
        f"{words_for(ready_on)}"
    )
    text += "." if is_enough else ", together with the other deadlines listed here."
    return Remedy("extension", days, works=is_enough, exam_on=ready_on, text=text)


def _typical_release(trouble: Trouble) -> Iterator[Remedy]:
    """Sit later and count on the score coming out as it usually does."""
    facts = trouble.model.facts
    if facts.latest_typical is None or facts.latest_typical == facts.latest_safe:
        return
    in_time = trouble.ready_on is not None and trouble.ready_on <= facts.latest_typical
    text = (
        f"Sitting by {words_for(facts.latest_typical)} is in time if the score comes out as it "
        "usually does; it may come out up to four weeks later, and then the deadline is missed."
    )
    yield Remedy("typical_release", None, in_time, trouble.ready_on if in_time else None, text=text)


def _later_rotation(trouble: Trouble) -> Iterator[Remedy]:
    """The first rotation a student who sits on the ready day can surely start."""
    if trouble.ready_on is None:
        return
    for option in trouble.rules.rejoin_options:
        if option.sit_by_safe >= trouble.ready_on:
            text = (
                f"{option.rotation} starts on {words_for(option.starts_on)}: ask to rejoin there."
            )
            yield Remedy("later_rotation", option.rotation, None, trouble.ready_on, text)
            return


def _leave(trouble: Trouble) -> Remedy:
    text = "A leave of absence can give the time this takes: ask your dean what it would mean."
    return Remedy("leave", None, None, trouble.ready_on, text)


def _coursework(trouble: Trouble) -> Iterator[Remedy]:
    if trouble.duration.action:
        text = f"The sources ask for this first at your score: {trouble.duration.action}."
        yield Remedy("coursework", None, None, None, text)
