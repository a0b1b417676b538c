"""How many sittings are left, who says so, and from when the next one can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from students.dates.parts import Dates, Why
from students.dates.reading import policy_url
from students.models import AttemptRule, StateBoardLimit
from students.reference.exams import COMPUTED_KINDS
from students.reference.sources import name_sources
from students.rules.attempts import SCHOOL

VERIFY = "verify with the board before you count on it"


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit on sittings in words; without a number the board sets none, or none is known."""

    name: str
    limit: int | None
    left: int | None
    note: str


@dataclass(frozen=True, slots=True)
class SittingLimits:
    """What is used and left, the first day of the next sitting with its reason, and each limit."""

    used: int
    left: int | None
    may_sit: bool
    has_passed: bool
    opens_on: date | None
    why: Why | None
    rows: tuple[LimitRow, ...]


def sitting_limits(dates: Dates) -> SittingLimits:
    """The sittings of the student whose dates these are."""
    attempts = dates.rules.attempts
    rules = AttemptRule.objects.in_force(dates.today).filter(
        exam__code=dates.student.exam_id, kind__in=COMPUTED_KINDS
    )
    sources = _sources(rules)
    return SittingLimits(
        used=attempts.used,
        left=attempts.left,
        may_sit=attempts.may_sit,
        has_passed=dates.situation.is_passed,
        opens_on=attempts.earliest_next_sit,
        why=_why(dates, sources) if attempts.earliest_next_sit else None,
        rows=(*_binding(dates, sources), *_boards(dates)),
    )


def _why(dates: Dates, sources: str) -> Why:
    """Why the next sitting can be from the day it can: by the exam's rules, whoever asks."""
    return Why("the day of the next sitting", (dates.opens,), f"The exam's rules: {sources}")


def _sources(rules: Iterable[AttemptRule]) -> str:
    return name_sources("; ".join(dict.fromkeys(rule.source for rule in rules)))


def _binding(dates: Dates, sources: str) -> Iterator[LimitRow]:
    """The exam's and the school's own limits: both count."""
    for row in dates.rules.attempts.limits:
        if row.rule == SCHOOL:
            policy = dates.situation.policy_name
            where = policy_url(dates.situation) or dates.situation.policy_source
            yield LimitRow(policy, row.limit, row.left, f"the school's own limit: {where}")
        elif not row.verify:
            yield LimitRow("The exam's own limit", row.limit, row.left, sources)


def _boards(dates: Dates) -> Iterator[LimitRow]:
    """What is known of each board the student cares about; it binds a licence, not a sitting."""
    boards = StateBoardLimit.objects.in_force(dates.today).filter(
        exam__code=dates.student.exam_id, state__in=dates.student.states
    )
    for board in boards:
        said = [VERIFY, board.note, board.source]
        if board.limit is None:
            said.insert(0, "no limit of its own" if board.is_known else "no rule is known")
        left = None if board.limit is None else max(board.limit - dates.rules.attempts.used, 0)
        note = "; ".join(filter(None, said))
        yield LimitRow(f"{board.name}, state board", board.limit, left, note)
