"""A stored plan read back as dated values, the way pages and print need it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from advising.words import say_duration, say_percent
from plans.words import (
    ACTIVITIES,
    DAY_KINDS,
    NOTHING_PLANNED,
    PHASE_AIMS,
    PHASES,
    PURPOSES,
    WORTH_MOST,
    reason_for,
    source_of,
)


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called: content areas, disciplines, resources and instruments.

    `on_epc` are the instruments scored on the scale the plan's targets are on; `sources` says who
    asks for a block.
    """

    areas: Mapping[str, str]
    disciplines: Mapping[str, str]
    resources: Mapping[str, str]
    instruments: Mapping[str, str]
    on_epc: frozenset[str] = frozenset()
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one day: what to do, on what, from what, why, by which inputs and on whose word."""

    minutes: int
    activity: str
    area: str
    discipline: str
    resource: str
    reason: str
    inputs: tuple[tuple[str, str], ...] = ()
    source: str = ""

    @property
    def title(self) -> str:
        """What the block is about: its area, or its activity when it has none."""
        return self.area or self.activity

    @property
    def detail(self) -> str:
        """How to spend it: the activity if the title is not it, the discipline, the resource."""
        activity = self.activity if self.area else ""
        return ", ".join(part for part in (activity, self.discipline, self.resource) if part)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A practice exam of the plan. Its target is in EPC; one scored otherwise has none."""

    on: date
    name: str
    purpose: str
    target: float | None
    part_of: date | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the plan."""

    on: date
    kind: str
    minutes: int
    blocks: tuple[Block, ...]
    checkpoint: Checkpoint | None = None

    @property
    def kind_words(self) -> str:
        return DAY_KINDS[self.kind]

    @property
    def nothing_planned(self) -> str:
        """What an empty day is for."""
        return NOTHING_PLANNED[self.kind]


@dataclass(frozen=True, slots=True)
class Week:
    """The plan's days of one calendar week, Monday first."""

    monday: date
    days: tuple[Day, ...]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def minutes(self) -> int:
        return sum(day.minutes for day in self.days)

    @property
    def checkpoints(self) -> list[Checkpoint]:
        return [day.checkpoint for day in self.days if day.checkpoint]


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the plan with one aim."""

    code: str
    from_: date
    to: date

    @property
    def words(self) -> str:
        return PHASES[self.code]

    @property
    def aim(self) -> str:
        return PHASE_AIMS[self.code]

    @property
    def days(self) -> int:
        return (self.to - self.from_).days + 1


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """One version's plan: phases, practice exams and every day."""

    starts_on: date
    exam_on: date
    phases: tuple[Phase, ...]
    checkpoints: tuple[Checkpoint, ...]
    days: tuple[Day, ...]

    def day(self, on: date) -> Day | None:
        """The plan's entry for a day; None before it starts and after the exam."""
        index = (on - self.starts_on).days
        return self.days[index] if 0 <= index < len(self.days) else None

    def phase(self, on: date) -> Phase | None:
        """The phase a day falls in."""
        return next((phase for phase in self.phases if phase.from_ <= on <= phase.to), None)

    def next_checkpoint(self, on: date) -> Checkpoint | None:
        """The first practice exam on or after a day."""
        return next((checkpoint for checkpoint in self.checkpoints if checkpoint.on >= on), None)

    def weeks(self) -> list[Week]:
        """The whole plan by calendar weeks."""
        by_monday: dict[date, list[Day]] = {}
        for day in self.days:
            by_monday.setdefault(monday_of(day.on), []).append(day)
        return [Week(monday, tuple(days)) for monday, days in by_monday.items()]

    def week(self, on: date) -> Week:
        """The calendar week a day falls in, with the days the plan has in it."""
        monday = monday_of(on)
        return Week(monday, tuple(day for day in self.days if monday_of(day.on) == monday))


def monday_of(day: date) -> date:
    """The Monday of a day's calendar week."""
    return day - timedelta(days=day.weekday())


def read_plan(plan: Mapping[str, Any], names: Names) -> PlanDocument:
    """Read the plan part of a result document (docs/case-file.md)."""
    checkpoints = tuple(_checkpoint(item, names) for item in plan["checkpoints"])
    by_day = {checkpoint.on: checkpoint for checkpoint in checkpoints}
    return PlanDocument(
        starts_on=date.fromisoformat(plan["starts_on"]),
        exam_on=date.fromisoformat(plan["exam_on"]),
        phases=tuple(
            Phase(item["name"], date.fromisoformat(item["from"]), date.fromisoformat(item["to"]))
            for item in plan["phases"]
        ),
        checkpoints=checkpoints,
        days=tuple(_days(plan, by_day, names)),
    )


def _days(
    plan: Mapping[str, Any], checkpoints: Mapping[date, Checkpoint], names: Names
) -> Iterable[Day]:
    inputs = {row["area"]: _inputs(row) for row in plan["allocation"]["areas"]}
    for item in plan["days"]:
        on = date.fromisoformat(item["on"])
        blocks = tuple(_block(block, names, inputs) for block in item["blocks"])
        yield Day(on, item["kind"], item["minutes"], blocks, checkpoints.get(on))


def _inputs(area: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What the hours of an area were worked out from."""
    return (
        ("Share of the exam", say_percent(area["weight"])),
        ("Answered correctly when this plan was made", say_percent(area["baseline"])),
        ("Time in this plan", say_duration(round(area["hours"] * 60))),
    )


def _block(
    item: Mapping[str, Any], names: Names, inputs: Mapping[str, tuple[tuple[str, str], ...]]
) -> Block:
    return Block(
        minutes=item["minutes"],
        activity=ACTIVITIES[item["activity"]],
        area=names.areas.get(item["area"], ""),
        discipline=names.disciplines.get(item["discipline"], ""),
        resource=names.resources.get(item["resource"], ""),
        reason=reason_for(item["why"]),
        inputs=inputs.get(item["area"], ()) if item["why"] == WORTH_MOST else (),
        source=names.sources.get(source_of(item["why"]), ""),
    )


def _checkpoint(item: Mapping[str, Any], names: Names) -> Checkpoint:
    instrument = names.instruments.get(item["instrument"], item["instrument"])
    return Checkpoint(
        on=date.fromisoformat(item["on"]),
        name=f"{instrument} form {item['form']}" if item["form"] else instrument,
        purpose=PURPOSES[item["purpose"]],
        target=item["target"] if item["instrument"] in names.on_epc else None,
        part_of=item["part_of"] and date.fromisoformat(item["part_of"]),
    )
