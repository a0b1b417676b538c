"""One day of the plan as the student works through it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from advising.words import say_day
from plans.document import Block, Checkpoint, Day, Names, Phase, PlanDocument, read_plan
from plans.models import BlockLog, StudyPlan
from plans.queries.days import DayOfPlan, asked_minutes, days_of_plan
from plans.queries.pages import names
from students.models import SelfAssessment

LEAST_TO_HALVE = 30  # minutes


@dataclass(frozen=True, slots=True)
class BlockOfDay:
    """One block of a day: its words, the minutes asked for it, and what became of it."""

    position: int
    block: Block
    minutes: int
    log: BlockLog | None

    @property
    def is_set_aside(self) -> bool:
        """Whether it lies in the half of a hard day that is not asked."""
        return not self.minutes

    @property
    def is_open(self) -> bool:
        return bool(self.minutes) and self.log is None

    @property
    def anchor(self) -> str:
        return f"block-{self.position}"


@dataclass(frozen=True)
class DayPage:
    """A day of the plan with its blocks, in the version that holds it."""

    current: StudyPlan
    of_plan: DayOfPlan
    document: PlanDocument
    names: Names
    blocks: tuple[BlockOfDay, ...]
    checkpoint_is_logged: bool
    today: date

    @property
    def on(self) -> date:
        return self.of_plan.on

    @property
    def version(self) -> StudyPlan:
        return self.of_plan.version

    @property
    def day(self) -> Day:
        day = self.document.day(self.on)
        assert day is not None  # noqa: S101 -- its version was chosen because it holds the day
        return day

    @property
    def phase(self) -> Phase | None:
        return self.document.phase(self.on)

    @property
    def next_checkpoint(self) -> Checkpoint | None:
        """The next practice exam, as the current version has it."""
        return read_plan(self.current.plan, self.names).next_checkpoint(self.today)

    @property
    def kicker(self) -> str:
        return "Today" if self.is_today else "A day of your plan"

    @property
    def where(self) -> str:
        """Where the day lies in the plan."""
        if self.on == self.current.exam_on:
            verb = "was" if self.today > self.on else "is"
            return f"This {verb} the day of your exam."
        number, total = self.current.day_number(self.on), self.current.number_of_days
        phase = f", phase: {self.phase.words.lower()}" if self.phase else ""
        return f"Day {number} of {total}{phase}."

    @property
    def before_start(self) -> str:
        return (
            f"Your plan starts on {say_day(self.current.began_on)}. "
            "Until then the plan asks nothing of you; this is what the first day looks like."
        )

    @property
    def is_today(self) -> bool:
        return self.on == self.today

    @property
    def leads_to_today(self) -> bool:
        """Whether the plan has a page of today, and this is another."""
        return not self.is_today and self.current.began_on <= self.today <= self.current.exam_on

    @property
    def can_be_logged(self) -> bool:
        """Whether there is something to say of it yet."""
        return self.on <= self.today and bool(self.blocks)

    @property
    def now(self) -> BlockOfDay | None:
        """The one thing to do: the first block nothing has been said of."""
        return next((block for block in self.blocks if block.is_open), None)

    @property
    def now_title(self) -> str:
        return "Now" if self.is_today else "Still without a word"

    @property
    def rest(self) -> list[BlockOfDay]:
        """Every other block that is asked or has a word on it."""
        return [b for b in self.blocks if b is not self.now and not b.is_set_aside]

    @property
    def set_aside(self) -> list[BlockOfDay]:
        return [block for block in self.blocks if block.is_set_aside]

    @property
    def is_halved(self) -> bool:
        return self.of_plan.is_halved

    @property
    def can_be_halved(self) -> bool:
        """Whether half of it may be set aside: today's work, but for a practice exam."""
        is_whole = self.day.kind == "practice_exam"
        is_long = sum(block.minutes for block in self.blocks) >= LEAST_TO_HALVE
        return (
            self.is_today and self.now is not None and is_long and not (is_whole or self.is_halved)
        )

    @property
    def minutes_asked(self) -> int:
        return sum(block.minutes for block in self.blocks)

    @property
    def minutes_done(self) -> int:
        return sum(log.minutes for log in self.of_plan.logs.values())

    @property
    def is_untouched(self) -> bool:
        """Whether nothing at all has been said of it."""
        return not self.of_plan.logs


def day_page(current: StudyPlan, *, today: date, shown: date | None = None) -> DayPage:
    """A day of the plan, by default today, kept inside the plan."""
    inside = min(max(shown or today, current.began_on), current.exam_on)
    of_plan = days_of_plan(current, inside, inside)[inside]
    known = names()
    read = read_plan(of_plan.version.plan, known)
    return DayPage(
        current=current,
        of_plan=of_plan,
        document=read,
        names=known,
        blocks=tuple(_blocks(of_plan, read)),
        checkpoint_is_logged=_is_logged(of_plan),
        today=today,
    )


def _is_logged(of_plan: DayOfPlan) -> bool:
    """Whether a day of a practice exam has a score of that day in the log."""
    if of_plan.item["kind"] != "practice_exam":
        return False
    return SelfAssessment.objects.filter(
        student=of_plan.version.student_id, taken_on=of_plan.on
    ).exists()


def _blocks(of_plan: DayOfPlan, read: PlanDocument) -> list[BlockOfDay]:
    day = read.day(of_plan.on)
    asked = asked_minutes(of_plan)
    return [
        BlockOfDay(place, block, asked.get(place, 0), of_plan.logs.get(place))
        for place, block in enumerate(day.blocks if day else ())
    ]
