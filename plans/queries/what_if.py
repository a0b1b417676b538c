"""What another date or other hours would change, set beside what is."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from advising.words import say_day, say_number, say_percent, say_range, say_score
from plans.engine.remedies import most_hours
from plans.engine.result import Remedy
from plans.engine.what_if import DeadlineKept, Outcome, WhatIf, what_if
from plans.models import StudyPlan
from plans.queries.findings import told_findings
from plans.queries.pages import current_plan
from plans.queries.underway import Ground, ground_of
from plans.telling import CONSEQUENCES, Consequence, Told, kept_deadline
from plans.words import WHY_EXAM_ON
from students.choices import DeadlineKind
from students.models import Student
from students.rules.clauses import slug_of
from students.rules.dates import plural


@dataclass(frozen=True, slots=True)
class Row:
    """One consequence, as it is and as it would be."""

    name: str
    now: str
    then: str
    why: Consequence | None = None

    @property
    def is_different(self) -> bool:
        return self.now != self.then


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """What a student may ask, and the answer if something was asked.

    `problems` are why what was asked cannot be.
    """

    student: Student
    ground: Ground
    current: StudyPlan | None
    answer: WhatIf | None = None
    problems: tuple[Told, ...] = ()

    @property
    def hours(self) -> float:
        return sum(self.ground.case.availability.hours.values())

    @property
    def most_hours(self) -> float:
        return most_hours(self.ground.case.availability)

    @property
    def rows(self) -> list[Row]:
        """Every consequence side by side."""
        if self.answer is None:
            return []
        now, then = say_outcome(self.answer.now), say_outcome(self.answer.then)
        whys = {**CONSEQUENCES, **_whys_of_deadlines(self.answer)}
        names = dict.fromkeys([*now, *then])
        return [
            Row(name, now.get(name, "–"), then.get(name, "–"), whys.get(name)) for name in names
        ]

    @property
    def instead(self) -> str:
        """What is set beside what is, where the day that was asked for cannot be."""
        then = self.answer.then if self.answer else None
        if then is None or then.refused is None:
            return ""
        return f"What follows is for {say_day(then.exam_on)} instead, the day a plan would choose."

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        return self.answer.then.remedies if self.answer else ()


def what_if_page(student: Student, *, today: date) -> WhatIfPage:
    """What may be asked today."""
    current = current_plan(student)
    return WhatIfPage(student, ground_of(student, current, today=today), current)


def answer_what_if(page: WhatIfPage, *, hours: float | None, exam_on: date | None) -> WhatIfPage:
    """The page with what would follow."""
    ground = page.ground
    answer = what_if(
        ground.case, ground.reference, ground.underway, hours_per_week=hours, exam_on=exam_on
    )
    then = answer.then
    found = [asdict(row) for row in (*then.stops, then.refused) if row is not None]
    problems = tuple(told_findings(found, page.student))
    return replace(page, answer=answer, problems=problems)


def say_outcome(it: Outcome) -> dict[str, str]:
    """An outcome in words, by what each is about."""
    said = {"Hours a week": say_number(it.hours_per_week)}
    if it.exam_on is None or it.why_exam_on is None or it.forecast is None:
        return said | {"Exam": "no plan is possible"}
    row = it.forecast
    said |= {
        "Exam": say_day(it.exam_on),
        "Why that day": WHY_EXAM_ON[it.why_exam_on],
        "Hours until then": say_number(it.hours_total),
        "Forecast for that day": (
            f"{say_score(row.mean, 'epc')}, {say_range((row.low, row.high))}"
        ),
        "Chance to pass (unofficial)": say_percent(row.p_pass),
        "Ready by the forecast": _ready(it),
    }
    if it.latest_safe and it.slack_days is not None:
        said["Latest safe day to sit"] = say_day(it.latest_safe)
        said["Room before the latest safe day"] = _room(it.slack_days)
    if it.hold_ends_on:
        said["Hold usually ends"] = say_day(it.hold_ends_on.typical)
        said["Hold surely ends"] = say_day(it.hold_ends_on.safe)
    if it.rejoins:
        said["Back in clerkships with"] = it.rejoins
    for row_of in it.deadlines:
        said[_name(row_of)] = "kept" if row_of.is_kept else "not surely kept"
    return said


def _name(row: DeadlineKept) -> str:
    return f"{DeadlineKind(row.kind).label} {say_day(row.due_on)}"


def _whys_of_deadlines(answer: WhatIf) -> dict[str, Consequence]:
    rows = (*answer.now.deadlines, *answer.then.deadlines)
    return {_name(row): kept_deadline(slug_of(row.clause)) for row in rows}


def _ready(it: Outcome) -> str:
    if not it.is_ready:
        return "not yet on that day"
    return "with the free time of the buffer days" if it.is_on_reserve else "yes"


def _room(days: int) -> str:
    return plural(days, "day") if days >= 0 else f"{plural(-days, 'day')} past it"
