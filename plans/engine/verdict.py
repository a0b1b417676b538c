"""The exam date of a plan and whether a ready one exists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from plans.engine.choose import Planner
from plans.engine.drafts import Layout
from plans.engine.result import ForecastRow, WhyExamOn
from plans.engine.student import StudentModel

_CHOSEN = (WhyExamOn.WISH, WhyExamOn.EARLIEST_READY)
_NO_PRACTICE_EXAM = "no practice exam with its review fits before that day"
_DAYS_TOO_SHORT = (
    "the study days before it are too short for every content area to come back in time"
)
_NO_EXAM_DAY = "every day the exam could be on is a Sunday, a day off or a blocked day: free one"
_NO_ROOM = (
    "no practice exam fits the hours given. It needs one day of five hours, or four sections of "
    "75 minutes on consecutive study days: give more hours on at least one day"
)
_NO_RETURN = (
    "practice exams fit the hours given, but the study days between them are too short for every "
    "content area to come back in time: give more hours on most days"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The layout to plan for, why, the earliest ready day, and what became of the wish.

    `ending` is the forecast for the chosen day, `is_advised` whether it reaches the goal.

    `ready` is inside the window; `ready_anytime` ignores every deadline and the permit's end,
    and is looked for only when there is none inside. `reserve_hours` is what the day needs of
    the free time in buffer days, where a plan under way holds on to it so; `moved` is why its
    day could not stay, `impossible` why there is no layout at all.
    """

    layout: Layout | None
    why: WhyExamOn
    ready: int | None
    ready_anytime: int | None
    refused: str | None
    ending: ForecastRow | None = None
    is_advised: bool = True
    reserve_hours: float | None = None
    moved: str | None = None
    impossible: str | None = None


def decide(model: StudentModel, planner: Planner, min_weeks: int) -> Verdict:
    """The exam date as the contract settles it.

    The wish if it is possible, else the earliest ready day; without one the last possible day,
    and if even that does not exist a day after the deadline. A plan under way stays with its
    day as long as that can be ready.
    """
    window = model.candidates(planner, min_weeks, model.facts.latest_safe)
    staying = _stay(model, planner, window)
    if staying is not None:
        return staying
    verdict = _choose(model, planner, window, min_weeks)
    return replace(verdict, moved=_why_moved(model, planner, window, min_weeks))


def _choose(model: StudentModel, planner: Planner, window: list[int], min_weeks: int) -> Verdict:
    """The exam day of a plan that is free to choose."""
    anytime = model.candidates(planner, min_weeks, None)
    ready = planner.earliest_ready(window)
    later = anytime[len(window) :]
    ready_anytime = ready if ready is not None else planner.earliest_ready(later)
    wish, refused = _wish(model, planner, window, min_weeks, ready)
    if wish is not None:
        return _verdict(planner, wish, WhyExamOn.WISH, ready, ready_anytime, None)
    exam, why = _without_wish(planner, window, anytime, ready, ready_anytime)
    layout = planner.layout(exam) if exam is not None else None
    verdict = _verdict(planner, layout, why, ready, ready_anytime, refused)
    return verdict if layout else replace(verdict, impossible=_why_impossible(planner, anytime))


def _stay(model: StudentModel, planner: Planner, window: list[int]) -> Verdict | None:
    """The exam day of a plan under way, if it still is possible and can be ready.

    First with its days as they stand, then with the buffer of the week that has begun, at last
    counting on the free time of the buffer days to come.
    """
    underway, followed = model.underway, planner.drafter.followed
    if underway is None or followed is None or not underway.wishes_the_same(model.case):
        return None
    exam, why = followed.exam, underway.why_exam_on
    if exam not in window or why not in _CHOSEN:
        return None
    layout = None
    for layout in planner.staying(exam):
        ending = planner.ending(layout)
        if planner.goal.is_reached(ending):
            return Verdict(layout, why, exam, exam, None, ending)
    if layout is None:
        return None
    reserve = planner.reserve_needed(layout)
    if reserve is None:
        return None
    return Verdict(layout, why, exam, exam, None, planner.ending(layout), reserve_hours=reserve)


def _why_moved(
    model: StudentModel, planner: Planner, window: list[int], min_weeks: int
) -> str | None:
    """Why the exam day of a plan under way cannot stay, where the student still wants it."""
    underway, followed = model.underway, planner.drafter.followed
    if underway is None or followed is None or not underway.wishes_the_same(model.case):
        return None
    if followed.exam not in window:
        return _outside(model, min_weeks, underway.exam_on)
    layout = planner.layout(followed.exam)
    if layout is None:
        return _why_no_plan(planner, followed.exam)
    mean = planner.ending(layout).mean
    return (
        f"the hours left until then bring {mean:g} EPC, and with all the free time of the "
        f"buffer days it is still less than {planner.goal.epc:g}"
    )


def _verdict(
    planner: Planner,
    layout: Layout | None,
    why: WhyExamOn,
    ready: int | None,
    ready_anytime: int | None,
    refused: str | None,
) -> Verdict:
    ending = planner.ending(layout) if layout else None
    is_advised = ending is not None and planner.goal.is_reached(ending)
    return Verdict(layout, why, ready, ready_anytime, refused, ending, is_advised)


def _without_wish(
    planner: Planner,
    window: list[int],
    anytime: list[int],
    ready: int | None,
    ready_anytime: int | None,
) -> tuple[int | None, WhyExamOn]:
    if ready is not None:
        return ready, WhyExamOn.EARLIEST_READY
    last = planner.last_candidate(window)
    if last is not None:
        return last, WhyExamOn.LAST_CANDIDATE
    if ready_anytime is not None:
        return ready_anytime, WhyExamOn.PAST_DEADLINE
    return planner.last_candidate(anytime), WhyExamOn.PAST_DEADLINE


def _wish(
    model: StudentModel, planner: Planner, window: list[int], min_weeks: int, ready: int | None
) -> tuple[Layout | None, str | None]:
    """The layout of the wished day, or why it cannot be."""
    wish = model.case.wish.exam_on
    if wish is None:
        return None, None
    exam = planner.calendar.index_of(wish)
    if exam not in window:
        return None, _outside(model, min_weeks, wish)
    if model.shape.refuses_early_wish and (ready is None or exam < ready):
        return None, "you rushed last time, and the forecast is not there yet on that day"
    layout = planner.layout(exam)
    return layout, None if layout else _why_no_plan(planner, exam)


def _why_impossible(planner: Planner, days: list[int]) -> str:
    """Why there is no plan to any of the days an exam could be on."""
    if not days:
        return _NO_EXAM_DAY
    return _NO_RETURN if any(map(planner.leads_to, days)) else _NO_ROOM


def _why_no_plan(planner: Planner, exam: int) -> str:
    """Why no plan to a day keeps what is always true."""
    return _DAYS_TOO_SHORT if planner.leads_to(exam) else _NO_PRACTICE_EXAM


def _outside(model: StudentModel, min_weeks: int, wish: date) -> str:
    """Which bound a wished day breaks."""
    facts = model.facts
    if wish <= model.case.as_of:
        return "that day has come"
    if wish < facts.opens_on:
        return "the exam is not open to you yet on that day"
    if wish < model.first_day(min_weeks):
        return f"it leaves less than the {min_weeks} weeks this takes"
    if facts.latest_safe and wish > facts.latest_safe:
        return "the score might come out after your deadline"
    if wish > model.last_day:
        return "it is more than 52 weeks away"
    return "it is a Sunday, a day off or a blocked day"
