"""Which days differ, and where their work comes from and goes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from advising.words import say_day_brief, say_duration
from plans.diff.side import Item, Side, minutes_by_subject
from plans.document import Names, monday_of
from plans.words import ACTIVITIES, DAY_KINDS

Waiting = Mapping[date, Mapping[str, int]]  # minutes by subject that days before left undone


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that differs, and how."""

    on: date
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekChange:
    """The days of one calendar week that differ."""

    monday: date
    days: tuple[DayChange, ...]

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class _Move:
    """Minutes of a subject that go from one day to another; without a day they are new or gone."""

    subject: str
    minutes: int
    source: date | None
    target: date | None


def changed_weeks(
    before: Side, after: Side, names: Names, waiting: Waiting
) -> tuple[WeekChange, ...]:
    """Every day that differs, once, by calendar weeks."""
    by_monday: dict[date, list[DayChange]] = {}
    for change in _changed_days(before, after, names, waiting):
        by_monday.setdefault(monday_of(change.on), []).append(change)
    return tuple(WeekChange(monday, tuple(days)) for monday, days in by_monday.items())


def _changed_days(before: Side, after: Side, names: Names, waiting: Waiting) -> Iterator[DayChange]:
    olds, news = before.days, after.days
    old_exams, new_exams = before.sittings, after.sittings
    days = [
        on
        for on in sorted(olds.keys() | news.keys())
        if _content(olds.get(on), old_exams.get(on)) != _content(news.get(on), new_exams.get(on))
    ]
    moves = _moves(days, olds, news, waiting)
    for on in days:
        words = [
            *_kind(olds.get(on), news.get(on), old_exams.get(on), new_exams.get(on), names),
            *_work([move for move in moves if on in (move.source, move.target)], on, names),
        ]
        same = "The same time for the same subjects, in other blocks."
        yield DayChange(on, tuple(words) or (same,))


def _content(day: Item | None, exam: Item | None) -> object:
    """What a student would notice of a day; why a block is there is not part of it."""
    if day is None:
        return None
    keys = ("minutes", "activity", "area", "discipline", "resource")
    form = (exam["instrument"], exam["form"]) if exam else None
    return day["kind"], form, [[block[key] for key in keys] for block in day["blocks"]]


def _kind(
    old: Item | None, new: Item | None, old_exam: Item | None, new_exam: Item | None, names: Names
) -> Iterator[str]:
    if new is None:
        yield "Not part of the plan any more."
        return
    is_now = _say_kind(new, new_exam, names)
    if old is None:
        yield f"{is_now}: a day more in the plan."
        return
    was = _say_kind(old, old_exam, names)
    if is_now != was:
        yield f"{is_now} instead of {was[0].lower()}{was[1:]}."


def _say_kind(day: Item, exam: Item | None, names: Names) -> str:
    kind = DAY_KINDS[day["kind"]]
    return f"{kind}, {say_exam(exam, names)}" if exam else kind


def say_exam(exam: Item, names: Names) -> str:
    """A practice exam by its name and form."""
    name = names.instruments.get(exam["instrument"], exam["instrument"])
    return f"{name} form {exam['form']}" if exam["form"] else name


def _moves(
    days: Sequence[date], olds: Mapping[date, Item], news: Mapping[date, Item], waiting: Waiting
) -> list[_Move]:
    """Match what days gain with what days before and after them lose, in the order of days."""
    spare: dict[str, list[tuple[date, int]]] = {}
    wanted: list[tuple[date, str, int]] = []
    for on, left in sorted(waiting.items()):
        for subject, minutes in left.items():
            spare.setdefault(subject, []).append((on, minutes))
    for on in days:
        old, new = minutes_by_subject(olds.get(on)), minutes_by_subject(news.get(on))
        for subject in sorted(old.keys() | new.keys()):
            gain = new.get(subject, 0) - old.get(subject, 0)
            if gain > 0:
                wanted.append((on, subject, gain))
            elif gain < 0:
                spare.setdefault(subject, []).append((on, -gain))
    moves = [move for on, subject, gain in wanted for move in _taken(spare, on, subject, gain)]
    gone = [
        _Move(subject, minutes, on, None)
        for subject, left in spare.items()
        for on, minutes in left
        if on not in waiting
    ]
    return moves + gone


def _taken(
    spare: dict[str, list[tuple[date, int]]], on: date, subject: str, gain: int
) -> Iterator[_Move]:
    """Where the minutes that a day gains come from; what comes from no day is new."""
    left = spare.get(subject, [])
    while gain and left:
        source, minutes = left.pop(0)
        taken = min(gain, minutes)
        gain -= taken
        if minutes > taken:
            left.insert(0, (source, minutes - taken))
        yield _Move(subject, taken, source, on)
    if gain:
        yield _Move(subject, gain, None, on)


def _work(moves: Sequence[_Move], on: date, names: Names) -> Iterator[str]:
    """The work that a day gains and loses, by where it comes from and goes to."""
    said: dict[str, list[str]] = {"Moves here": [], "Moves away": [], "More": [], "Less": []}
    for move in moves:
        what = f"{say_duration(move.minutes)} {say_subject(move.subject, names)}"
        if move.source is None:
            said["More"].append(what)
        elif move.target is None:
            said["Less"].append(what)
        elif move.target == on:
            said["Moves here"].append(f"{what} from {say_day_brief(move.source, today=on)}")
        else:
            said["Moves away"].append(f"{what} to {say_day_brief(move.target, today=on)}")
    for name, parts in said.items():
        if parts:
            yield f"{name}: {'; '.join(parts)}."


def say_subject(subject: str, names: Names) -> str:
    """A content area by its name, or an activity that has none."""
    return names.areas.get(subject) or ACTIVITIES[subject]
