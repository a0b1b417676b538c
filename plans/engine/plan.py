"""From a layout to the plan: the story a student and a dean read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from plans.engine.allocate import QUARTERS_PER_HOUR, best_gain
from plans.engine.blocks import QUARTER, Desk, blocks_by_day
from plans.engine.calendar import DAYS_IN_WEEK
from plans.engine.choose import Planner
from plans.engine.drafts import Layout
from plans.engine.followed import Followed, areas_in
from plans.engine.forms import FormShelf
from plans.engine.links import Link
from plans.engine.result import (
    Allocation,
    AreaHours,
    Block,
    Checkpoint,
    Day,
    ExpectedDays,
    ForecastRow,
    Phase,
    Plan,
    Purpose,
    WhyExamOn,
)
from students.rules.case import ResumeOn
from students.rules.conclude import RulesResult
from students.rules.release import release_of

_DIGITS = 6
_TARGET_DIGITS = 1


def course_of(planner: Planner, layout: Layout, days: Sequence[int]) -> dict[int, ForecastRow]:
    """The forecast on the mornings of some days of a layout."""
    wanted = sorted(set(days))
    totals = [0] * len(planner.learner.areas)
    rows: dict[int, ForecastRow] = {}
    studied = iter(zip(layout.draft.agenda.study_days, layout.spread.given, strict=True))
    pending = next(studied, None)
    for day in wanted:
        while pending is not None and pending[0].day < day:
            for area, quarters in pending[1].items():
                totals[area] += quarters
            pending = next(studied, None)
        gain = planner.learner.gain([total / QUARTERS_PER_HOUR for total in totals])
        rows[day] = planner.expect(day, gain)
    return rows


def forecast_of(planner: Planner, layout: Layout) -> tuple[ForecastRow, ...]:
    """One row a week from the plan's start, and one on the exam day."""
    weeks = list(range(0, layout.draft.exam, DAYS_IN_WEEK))
    rows = course_of(planner, layout, weeks)
    return (*(rows[day] for day in weeks), planner.ending(layout))


def build_plan(
    planner: Planner,
    layout: Layout,
    desk: Desk,
    shelf: FormShelf,
    rules: RulesResult,
    why_exam_on: WhyExamOn,
) -> Plan:
    """The plan of a layout, every day of it."""
    draft = layout.draft
    date_of = planner.calendar.date_of
    exam_on = date_of(draft.exam)
    days = _days(planner, layout, desk)
    expected = release_of(rules.release, exam_on)
    return Plan(
        starts_on=date_of(0),
        exam_on=exam_on,
        why_exam_on=why_exam_on,
        hours_total=sum(day.minutes for day in days) / 60,
        score_expected=ExpectedDays(expected.typical, expected.safe),
        hold_ends_on=_hold_ends_on(rules, exam_on),
        rejoins=next(
            (row.rotation for row in rules.rejoin_options if row.sit_by_typical >= exam_on), None
        ),
        phases=tuple(
            Phase(name, date_of(first), date_of(last)) for name, first, last in draft.phases.spans()
        ),
        checkpoints=tuple(_checkpoints(planner, layout)),
        forms_left=shelf.unused_on(exam_on, draft.chain[-1].planned if draft.chain else {}),
        allocation=_allocation(planner, layout),
        days=days,
    )


def _days(planner: Planner, layout: Layout, desk: Desk) -> tuple[Day, ...]:
    draft = layout.draft
    kept = kept_blocks(layout, planner.drafter.followed, planner.learner.areas)
    blocks = blocks_by_day(draft.agenda, layout.spread, draft.phases, desk, kept)
    return tuple(
        Day(planner.calendar.date_of(day), kind, quarters * QUARTER, blocks.get(day, ()))
        for day, (kind, quarters) in enumerate(
            zip(draft.days.kinds, draft.days.quarters, strict=True)
        )
    )


def kept_blocks(
    layout: Layout, followed: Followed | None, areas: Sequence[str]
) -> dict[int, tuple[Block, ...]]:
    """What was in days that stand as they were, in the same phase, where the student's resources
    still do."""
    if followed is None or not followed.keeps_blocks:
        return {}
    given = {
        study.day: areas_of
        for study, areas_of in zip(layout.draft.agenda.study_days, layout.spread.given, strict=True)
    }
    return {
        day: item.blocks
        for day, item in layout.draft.kept.items()
        if given.get(day, {}) == areas_in(item.blocks, areas)
        and followed.phases.of(day) is layout.draft.phases.of(day)
    }


def _allocation(planner: Planner, layout: Layout) -> Allocation:
    learner = planner.learner
    rows = zip(
        learner.areas,
        learner.weights,
        learner.baselines,
        layout.hours,
        learner.gains(layout.hours),
        strict=True,
    )
    return Allocation(
        ceiling=learner.ceiling,
        scale_hours=round(learner.scale_hours, _DIGITS),
        areas=tuple(
            AreaHours(
                area, round(weight, _DIGITS), round(start, _DIGITS), hours, round(gain, _DIGITS)
            )
            for area, weight, start, hours, gain in rows
        ),
        gain_epc=round(layout.gain, _DIGITS),
        bound_gain_epc=round(best_gain(learner, sum(layout.hours)), _DIGITS),
    )


def _checkpoints(planner: Planner, layout: Layout) -> Iterator[Checkpoint]:
    """Every practice exam with what it is for and the score the forecast expects by then."""
    chain = layout.draft.chain
    rows = course_of(planner, layout, [link.sitting.on for link in chain])
    ready = [rows[link.sitting.on].mean >= planner.goal.epc for link in chain]
    has_baseline = planner.chains.has_baseline
    for i, link in enumerate(chain):
        purpose = _purpose(i, ready, has_baseline=has_baseline)
        row = rows[link.sitting.on]
        target = None
        if purpose is not Purpose.BASELINE:
            target = round(row.mean, _TARGET_DIGITS)
        if purpose in (Purpose.GATE, Purpose.FINAL):
            target = planner.goal.epc
        yield from _parts(planner, link, purpose, target)


def _purpose(i: int, ready: Sequence[bool], *, has_baseline: bool) -> Purpose:
    if i == 0 and has_baseline:
        return Purpose.BASELINE
    if i == len(ready) - 1:
        return Purpose.FINAL
    first = 1 if has_baseline else 0
    return Purpose.GATE if ready[i] and not any(ready[first:i]) else Purpose.PROGRESS


def _parts(
    planner: Planner, link: Link, purpose: Purpose, target: float | None
) -> Iterator[Checkpoint]:
    date_of = planner.calendar.date_of
    on = date_of(link.sitting.on)
    instrument, form = link.choice
    for day, _ in link.sitting.parts:
        part_of: date | None = on if day != link.sitting.on else None
        yield Checkpoint(date_of(day), instrument, form, purpose, target, part_of)


def _hold_ends_on(rules: RulesResult, exam_on: date) -> ExpectedDays | None:
    """When a sitting on that day usually and surely ends the hold; None if it ends none."""
    if not rules.holds or rules.holds[0].resume_on is ResumeOn.NEVER:
        return None
    if rules.holds[0].resume_on is ResumeOn.SAT:
        return ExpectedDays(exam_on, exam_on)
    expected = release_of(rules.release, exam_on)
    return ExpectedDays(expected.typical, expected.safe)
