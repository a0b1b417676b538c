"""Cut each day into blocks: what to do, on which area, from what, and why it is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plans.engine.activities import Mixer
from plans.engine.agenda import Activity, Agenda, Fixed
from plans.engine.causes import Shape
from plans.engine.materials import Shelf
from plans.engine.phases import PhaseName, Phases
from plans.engine.result import Block
from plans.engine.spread import Spread

QUARTER = 15  # minutes
_LONGEST_BLOCK = 4  # quarters: an hour, then something else
_WEAKEST = 2  # areas
_ORDER = {
    Activity.CONTENT: 0,
    Activity.QUESTIONS: 1,
    Activity.EXPLAIN_BACK: 2,
    Activity.FLASHCARDS: 3,
}
_LATE = (PhaseName.PRACTISE, PhaseName.TAPER)


@dataclass(frozen=True, slots=True)
class Desk:
    """What the blocks of a plan are made of.

    `areas` are the codes in outline order, `weakest_first` their indices in the order of a day,
    `disciplines` the rotation of each area, `timed_quarters` the length of a timed block of the
    real exam.
    """

    areas: Sequence[str]
    weakest_first: Sequence[int]
    disciplines: Sequence[Sequence[str]]
    shelf: Shelf
    shape: Shape
    timed_quarters: int


def blocks_by_day(
    agenda: Agenda,
    spread: Spread,
    phases: Phases,
    desk: Desk,
    kept: Mapping[int, tuple[Block, ...]],
) -> dict[int, tuple[Block, ...]]:
    """The blocks of every day with minutes, in the order the student takes them.

    `kept` has those of days that stand as an earlier plan had them.
    """
    writer = _Writer(desk, spread)
    days = {day: [_fixed_block(item) for item in items] for day, items in agenda.fixed.items()}
    for position, day in enumerate(agenda.study_days):
        areas = writer.day(position, phases.of(day.day))
        days[day.day] = [*days.get(day.day, []), *areas]
    arranged = {day: _arranged(blocks, desk) for day, blocks in days.items()}
    return {**arranged, **kept}


def _fixed_block(item: Fixed) -> Block:
    return Block(item.quarters * QUARTER, item.activity, None, None, None, item.why)


def _arranged(blocks: Sequence[Block], desk: Desk) -> tuple[Block, ...]:
    """The weakest areas come first in the day for who avoided them; else what belongs to none."""
    if not desk.shape.weakest_first:
        return tuple(blocks)
    weak = {desk.areas[area] for area in desk.weakest_first[:_WEAKEST]}
    return tuple(sorted(blocks, key=lambda block: block.area not in weak))


class _Reasons:
    """Why a block is there: the cause that asks for it, else the rule."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._weakest_first = shape.weakest_first
        self._known: dict[tuple[PhaseName, Activity, bool], str] = {}

    def why(self, phase: PhaseName, activity: Activity, is_due: bool, is_weak: bool) -> str:
        """The code of the reason (plans/engine/reasons.py)."""
        if is_weak and self._weakest_first:
            return "avoided_weaknesses"
        key = (phase, activity, is_due)
        if key not in self._known:
            self._known[key] = self._find(phase, activity, is_due)
        return self._known[key]

    def _find(self, phase: PhaseName, activity: Activity, is_due: bool) -> str:
        shape = self._shape
        if activity is Activity.QUESTIONS and phase in _LATE:
            return shape.first_of("test_anxiety") or "timed_as_the_exam"
        if activity is Activity.CONTENT and phase is PhaseName.REBUILD:
            return shape.first_of("weak_foundation") or "weight_x_shortfall"
        if is_due:
            return "return_within_ten_days"
        if activity is not Activity.CONTENT and phase is PhaseName.REBUILD:
            cause = shape.first_of("memorised_not_mastered", "little_retrieval")
            return cause or "weight_x_shortfall"
        return _WHY_BY_PHASE.get(phase, "weight_x_shortfall")


_WHY_BY_PHASE = {
    PhaseName.SETTLE: "find_gaps",
    PhaseName.DIAGNOSE: "find_gaps",
    PhaseName.TAPER: "light_recall",
}


class _Writer:
    """Writes the area blocks of one day after another."""

    def __init__(self, desk: Desk, spread: Spread) -> None:
        self._desk = desk
        self._spread = spread
        self._mixers = {phase: Mixer(phase, desk.shape) for phase in PhaseName}
        self._reasons = _Reasons(desk.shape)
        self._is_timed = desk.shape.has("test_anxiety")
        self._rank = {area: rank for rank, area in enumerate(desk.weakest_first)}
        self._taken = [0] * len(desk.areas)

    def day(self, position: int, phase: PhaseName) -> list[Block]:
        given = self._spread.given[position]
        sessions = [
            self._session(position, area, given[area], phase)
            for area in sorted(given, key=self._rank.__getitem__)
        ]
        if phase in _LATE and not self._desk.shape.weakest_first:
            return _interleaved(sessions)
        return [block for session in sessions for block in session]

    def _session(self, position: int, area: int, quarters: int, phase: PhaseName) -> list[Block]:
        """One area's hours of a day: learn first, then test."""
        mixer = self._mixers[phase]
        timed = self._desk.timed_quarters if self._is_timed and phase in _LATE else 0
        parts = [
            (mixer.next_activity(length, may_ask=not timed or length == timed), length)
            for length in (_timed_lengths(quarters, timed) if timed else _lengths(quarters))
        ]
        if len(parts) > 1:
            parts.sort(key=lambda part: _ORDER[part[0]])
        is_due = (position, area) in self._spread.due
        is_weak = self._rank[area] < _WEAKEST
        return [
            self._block(area, activity, length, self._reasons.why(phase, activity, is_due, is_weak))
            for activity, length in parts
        ]

    def _block(self, area: int, activity: Activity, quarters: int, why: str) -> Block:
        desk = self._desk
        rotation = desk.disciplines[area]
        discipline = rotation[self._taken[area] % len(rotation)] if rotation else None
        self._taken[area] += 1
        resource = desk.shelf.resource_for(activity, discipline)
        return Block(quarters * QUARTER, activity, desk.areas[area], discipline, resource, why)


def _lengths(quarters: int) -> list[int]:
    """Cut a session into even blocks of at most an hour."""
    count = -(-quarters // _LONGEST_BLOCK)
    base, longer = divmod(quarters, count)
    return [base + 1] * longer + [base] * (count - longer)


def _timed_lengths(quarters: int, timed: int) -> list[int]:
    """Cut a session into blocks as long as the exam's; a shorter rest is for recall."""
    count, rest = divmod(quarters, timed)
    return [timed] * count + [rest] * (rest > 0)


def _interleaved(sessions: Sequence[Sequence[Block]]) -> list[Block]:
    """Take turns between areas, as the exam does."""
    longest = max((len(session) for session in sessions), default=0)
    return [session[turn] for turn in range(longest) for session in sessions if turn < len(session)]
