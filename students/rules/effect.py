"""What a change of the rules would change for students: counted, never named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from students.rules.clauses import say_clause
from students.rules.conclude import RulesResult
from students.rules.dates import plural, words_for
from students.rules.standing import StandingValues


class Aspect(StrEnum):
    """A part of what the rules say of a student, in the order it matters."""

    FLAG = "flag"
    DEADLINE = "deadline"
    HOLD = "hold"
    WINDOW = "window"
    READINESS = "readiness"
    ATTEMPTS = "attempts"
    FINDING = "finding"


Said = str | date
Outlook = Mapping[tuple[Aspect, str], Said]
NOTHING = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that would be said otherwise: a day moves, or words change, come or go."""

    aspect: Aspect
    what: str
    before: Said
    after: Said

    @property
    def days_later(self) -> int | None:
        """How far a day moves; negative is earlier. None where no day moves."""
        if isinstance(self.before, date) and isinstance(self.after, date):
            return (self.after - self.before).days
        return None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an effect: what changes, from what to what, for how many students."""

    aspect: Aspect
    what: str
    before: str
    after: str
    by: str
    students: int


@dataclass(frozen=True, slots=True)
class Effect:
    """A change's effect on the students it touches: each difference, for how many of them."""

    students: int
    changed: int
    reflagged: int
    differences: Mapping[Difference, int]

    @property
    def moved_deadlines(self) -> int:
        """Deadlines that would appear, go, or fall on another day, over all students."""
        return sum(
            count
            for difference, count in self.differences.items()
            if difference.aspect is Aspect.DEADLINE
        )

    @property
    def summary(self) -> str:
        """The effect in one sentence."""
        if not self.changed:
            return "This changes nothing for any student."
        said = []
        if self.reflagged:
            said.append(f"re-flags {plural(self.reflagged, 'student')}")
        if self.moved_deadlines:
            said.append(f"moves {plural(self.moved_deadlines, 'deadline')}")
        if not said:
            said.append(f"changes what is said of {plural(self.changed, 'student')}")
        return f"This {' and '.join(said)}."

    def lines(self) -> list[Line]:
        """The effect as a table: days that move the same way are one line, the most first."""
        groups: dict[tuple[Aspect, str, str], list[tuple[Difference, int]]] = defaultdict(list)
        for difference, count in self.differences.items():
            groups[_group(difference)].append((difference, count))
        return sorted((_line(rows) for rows in groups.values()), key=_most_first)

    def moves(self) -> list[tuple[Difference, int]]:
        """Each day that moves and where to, the earliest first."""
        moves = [row for row in self.differences.items() if row[0].days_later is not None]
        return sorted(
            moves, key=lambda row: (_place(row[0].aspect), row[0].what, str(row[0].before))
        )


def outlook_of(result: RulesResult, values: StandingValues) -> Outlook:
    """What the rules say of one student that a person would notice if it changed."""
    return dict(_outlook(result, values))


def effect_of(pairs: Iterable[tuple[Outlook, Outlook]]) -> Effect:
    """The effect on students, each given as they stand before and after."""
    counts: Counter[Difference] = Counter()
    students = changed = reflagged = 0
    for before, after in pairs:
        students += 1
        if before == after:
            continue
        differences = set(_differences(before, after))
        counts.update(differences)
        changed += 1
        reflagged += any(row.aspect is Aspect.FLAG for row in differences)
    return Effect(students, changed, reflagged, counts)


def say(said: Said) -> str:
    """A side of a difference in words."""
    return words_for(said) if isinstance(said, date) else said


def _differences(before: Outlook, after: Outlook) -> Iterator[Difference]:
    for key in before.keys() | after.keys():
        then, now = before.get(key, NOTHING), after.get(key, NOTHING)
        if then != now:
            yield Difference(*key, then, now)


def _group(row: Difference) -> tuple[Aspect, str, str]:
    if row.days_later is None:
        return row.aspect, row.what, f"{say(row.before)} -> {say(row.after)}"
    return row.aspect, row.what, "later" if row.days_later > 0 else "earlier"


def _line(rows: list[tuple[Difference, int]]) -> Line:
    first = rows[0][0]
    shifts = sorted({abs(row.days_later) for row, _ in rows if row.days_later is not None})
    by = ""
    if shifts:
        span = str(shifts[0]) if len(shifts) == 1 else f"{shifts[0]} to {shifts[-1]}"
        way = "later" if (first.days_later or 0) > 0 else "earlier"
        by = f"{span} day{'s' * (shifts[-1] != 1)} {way}"
    return Line(
        aspect=first.aspect,
        what=first.what,
        before=_span([row.before for row, _ in rows]),
        after=_span([row.after for row, _ in rows]),
        by=by,
        students=sum(count for _, count in rows),
    )


def _span(sides: list[Said]) -> str:
    days = sorted(side for side in sides if isinstance(side, date))
    if not days:
        return say(sides[0])
    return say(days[0]) if days[0] == days[-1] else f"{say(days[0])} to {say(days[-1])}"


def _most_first(line: Line) -> tuple[int, int, str, str]:
    return _place(line.aspect), -line.students, line.what, line.by


def _place(aspect: Aspect) -> int:
    return list(Aspect).index(aspect)


def _outlook(
    result: RulesResult, values: StandingValues
) -> Iterator[tuple[tuple[Aspect, str], Said]]:
    for flag in values.flags:
        yield (Aspect.FLAG, flag.replace("_", " ")), "raised"
    for row in result.deadlines:
        what = f"{row.kind.value.replace('_', ' ')} ({say_clause(row.clause)})"
        yield (Aspect.DEADLINE, what), row.due_on or "no day yet"
    for hold in result.holds:
        yield (Aspect.HOLD, "begins"), hold.starts_on
        yield (Aspect.HOLD, "ends with"), hold.resume_on.value
    yield (Aspect.WINDOW, "latest safe day to sit"), values.latest_safe or "not bounded"
    yield (Aspect.WINDOW, "latest usual day to sit"), values.latest_typical or "not bounded"
    gate = {True: "met", False: "not met", None: "for a person"}[result.readiness.gate.met]
    yield (Aspect.READINESS, "gate"), gate
    yield (Aspect.READINESS, "practice scores"), values.scenario.value.replace("_", " ")
    yield (Aspect.READINESS, "counts as ready from"), f"{values.gate_min:g} EPC"
    left = "no limit" if values.attempts_left is None else str(values.attempts_left)
    yield (Aspect.ATTEMPTS, "sittings left"), left
    for code in {finding.code for finding in result.findings}:
        yield (Aspect.FINDING, code.replace("_", " ")), "said"
