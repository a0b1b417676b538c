"""The work of a day that belongs to no area: practice exam, its review, the weekly check-in.

What is left of the day goes to the content areas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from plans.engine.calendar import DAYS_IN_WEEK, Calendar
from plans.engine.causes import Shape
from plans.engine.days import DayKind, DayPlan
from plans.engine.phases import Phases
from plans.engine.polish import StudyDay

REVIEW_QUARTERS = 14  # three and a half hours for the 200 questions of a practice exam
ERROR_LOG_QUARTERS = 2
CHECK_IN_QUARTERS = 2
TOPIC_QUARTERS = 4
_SHORT_DAY = 4  # quarters
_ROOMY_DAY = 16  # quarters: a day that can spare time for extras


class Activity(StrEnum):
    QUESTIONS = "questions"
    CONTENT = "content"
    EXPLAIN_BACK = "explain_back"
    FLASHCARDS = "flashcards"
    ERROR_LOG = "error_log"
    MIXED_REVIEW = "mixed_review"
    PRACTICE_EXAM = "practice_exam"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class Fixed:
    """A stretch of a day that belongs to no area."""

    quarters: int
    activity: Activity
    why: str


@dataclass(slots=True)
class Agenda:
    """The area-less work of each day, and the study days with what is left for the areas."""

    fixed: dict[int, list[Fixed]] = field(default_factory=dict)
    study_days: list[StudyDay] = field(default_factory=list)

    @property
    def area_quarters(self) -> int:
        return sum(day.quarters for day in self.study_days)

    def area_quarters_before(self, day: int) -> int:
        """The quarters for areas on the days before one."""
        return sum(item.quarters for item in self.study_days if item.day < day)

    @property
    def returning_days(self) -> int:
        """The study days from the rebuild phase on."""
        return sum(day.must_return for day in self.study_days)


def agenda_for(
    calendar: Calendar,
    days: DayPlan,
    phases: Phases,
    shape: Shape,
    topics: Sequence[str],
    kept: Mapping[int, Sequence[Fixed]] = MappingProxyType({}),
) -> Agenda:
    """Every day's fixed work, and the quarters it leaves for content areas.

    `topics` earn an hour each, in this order. `kept` has the fixed work of days that stand as an
    earlier plan had them; only a check-in that their week has lost is added to it.
    """
    agenda = Agenda()
    first_weekday = calendar.starts_on.weekday()
    extras, reviews = _Extras(first_weekday, shape, topics, kept), _Reviews(shape)
    for day in range(phases.exam):
        quarters, kind = days.quarters[day], days.kinds[day]
        if not quarters:
            continue
        if kind is DayKind.PRACTICE_EXAM:
            agenda.fixed[day] = [Fixed(quarters, Activity.PRACTICE_EXAM, "practice_exam")]
            continue
        if day in kept:
            fixed = list(kept[day])
            fixed += extras.lost_check_in(day, quarters - sum(item.quarters for item in fixed))
        else:
            fixed = reviews.of(quarters) if kind is DayKind.REVIEW else []
            if extras.are_left:
                left = quarters - sum(item.quarters for item in fixed)
                may_hold_topic = kind is DayKind.STUDY and day >= phases.rebuild_from
                fixed += extras.of(day, left, may_hold_topic=may_hold_topic)
        if fixed:
            agenda.fixed[day] = fixed
            quarters -= sum(item.quarters for item in fixed)
        week = (first_weekday + day) // DAYS_IN_WEEK
        agenda.study_days.append(StudyDay(day, quarters, week, day >= phases.rebuild_from))
    return agenda


def review_quarters(quarters: int) -> int:
    """What a review takes of its day: half of it at most, a quarter of a short one, so that areas
    due to come back find room."""
    share = 2 if quarters > _SHORT_DAY else 4
    return min(REVIEW_QUARTERS + ERROR_LOG_QUARTERS, -(-quarters // share))


class _Reviews:
    """Go through the practice exam, then write down the errors and what they have in common."""

    def __init__(self, shape: Shape) -> None:
        self._cause = shape.first_of("skipped_practice_exams", "ignored_results")
        self._known: dict[int, list[Fixed]] = {}

    def of(self, quarters: int) -> list[Fixed]:
        """The review on a day of so many quarters."""
        if quarters not in self._known:
            self._known[quarters] = self._parts(review_quarters(quarters))
        return list(self._known[quarters])

    def _parts(self, most: int) -> list[Fixed]:
        log = min(ERROR_LOG_QUARTERS, most if self._cause else most // 2)
        parts = [
            Fixed(most - log, Activity.MIXED_REVIEW, "review_of_practice_exam"),
            Fixed(log, Activity.ERROR_LOG, self._cause or "learn_from_errors"),
        ]
        return [part for part in parts if part.quarters]


class _Extras:
    """Check-ins and most-missed topics, handed out as days come by."""

    def __init__(
        self,
        first_weekday: int,
        shape: Shape,
        topics: Sequence[str],
        kept: Mapping[int, Sequence[Fixed]],
    ) -> None:
        self._first_weekday = first_weekday
        self._checks_in = shape.has("isolated")
        self._topics = list(topics)
        self._topic_day = -2
        self._checked_in = {
            self._week_of(day)
            for day, items in kept.items()
            if any(item.activity is Activity.CHECK_IN for item in items)
        }

    @property
    def are_left(self) -> bool:
        """Whether a day to come may take anything on."""
        return self._checks_in or bool(self._topics)

    def of(self, day: int, left: int, *, may_hold_topic: bool) -> list[Fixed]:
        """What a day takes on besides its areas."""
        extras = self.check_in(day, left)
        return extras + self.missed_topic(day, left) if may_hold_topic else extras

    def check_in(self, day: int, left: int) -> list[Fixed]:
        """Once a week, on its first day that can spare the time, for who studied alone."""
        week = self._week_of(day)
        if not self._checks_in or left < CHECK_IN_QUARTERS or week in self._checked_in:
            return []
        self._checked_in.add(week)
        quarters = CHECK_IN_QUARTERS if left >= _ROOMY_DAY else 1
        return [Fixed(quarters, Activity.CHECK_IN, "isolated")]

    def lost_check_in(self, day: int, left: int) -> list[Fixed]:
        """The check-in of a whole week whose day for it no longer is as it was, on a day that is.

        A week that has begun may have had its check-in.
        """
        monday = self._week_of(day) * DAYS_IN_WEEK - self._first_weekday
        return self.check_in(day, left) if monday >= 0 else []

    def _week_of(self, day: int) -> int:
        return (self._first_weekday + day) // DAYS_IN_WEEK

    def missed_topic(self, day: int, left: int) -> list[Fixed]:
        """An hour for the next most-missed topic, not on two days in a row."""
        if not self._topics or left < _ROOMY_DAY or day <= self._topic_day + 1:
            return []
        self._topic_day = day
        topic = self._topics.pop(0)
        return [Fixed(TOPIC_QUARTERS, Activity.MIXED_REVIEW, f"missed_topic: {topic}")]
