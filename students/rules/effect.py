"""What a change of the rules would change for students: counted, never named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from students.rules.clauses import say_clause
from students.rules.conclude import RulesResult
from students.rules.dates import plural, words_for
from students.rules.result import Hold
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


Outlook = Mapping[tuple[Aspect, str], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that would be said otherwise. `before` or `after` is empty for nothing at all."""

    aspect: Aspect
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A change's effect on all the students it touches: each difference, for how many."""

    students: int
    changed: int
    reflagged: int
    differences: tuple[tuple[Difference, int], ...]

    @property
    def moved_deadlines(self) -> int:
        """Deadlines that would appear, go, or fall on another day, over all students."""
        return sum(
            count for difference, count in self.differences if difference.aspect is Aspect.DEADLINE
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
        return f"This {', '.join(said)}."


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
    return Effect(students, changed, reflagged, tuple(sorted(counts.items(), key=_most_first)))


def _differences(before: Outlook, after: Outlook) -> Iterator[Difference]:
    for key in before.keys() | after.keys():
        then, now = before.get(key, ""), after.get(key, "")
        if then != now:
            yield Difference(*key, then, now)


def _most_first(row: tuple[Difference, int]) -> tuple[int, int, str, str, str]:
    difference, count = row
    place = list(Aspect).index(difference.aspect)
    return place, -count, difference.what, difference.before, difference.after


def _outlook(
    result: RulesResult, values: StandingValues
) -> Iterator[tuple[tuple[Aspect, str], str]]:
    for flag in values.flags:
        yield (Aspect.FLAG, flag.replace("_", " ")), "raised"
    for row in result.deadlines:
        what = f"{row.kind.value.replace('_', ' ')} ({say_clause(row.clause)})"
        yield (Aspect.DEADLINE, what), words_for(row.due_on) if row.due_on else "no day yet"
    for hold in result.holds:
        yield from _hold(hold)
    for what, day in (
        ("latest safe day to sit", values.latest_safe),
        ("latest usual day to sit", values.latest_typical),
    ):
        yield (Aspect.WINDOW, what), words_for(day) if day else "not bounded"
    gate = result.readiness.gate.met
    yield (Aspect.READINESS, "gate"), {True: "met", False: "not met", None: "for a person"}[gate]
    yield (Aspect.READINESS, "practice scores"), values.scenario.value.replace("_", " ")
    yield (Aspect.READINESS, "counts as ready from"), f"{values.gate_min:g} EPC"
    left = "no limit" if values.attempts_left is None else str(values.attempts_left)
    yield (Aspect.ATTEMPTS, "sittings left"), left
    for code in {finding.code for finding in result.findings}:
        yield (Aspect.FINDING, code.replace("_", " ")), "said"


def _hold(hold: Hold) -> Iterator[tuple[tuple[Aspect, str], str]]:
    yield (Aspect.HOLD, "hold from"), words_for(hold.starts_on)
    yield (Aspect.HOLD, "hold ends with"), hold.resume_on.value
