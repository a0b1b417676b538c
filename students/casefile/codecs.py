"""Small two-way readers of JSON: each reads a value strictly and writes it back.

A reader never raises. What is wrong goes to the `Reading` with its path and a sentence that says
what to do, and the reader answers `INVALID`, so that one pass finds every error of a document.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from students.rules.reference import Reference

INVALID: Final = object()
FIRST_YEAR, LAST_YEAR = 1900, 2199
UNBOUNDED: Final = 1e9


class CaseError(NamedTuple):
    """One thing wrong with a case file: where, and what to do about it."""

    path: str
    message: str


class Reading:
    """One pass over a document: the reference it is read against and the errors so far."""

    __slots__ = ("_codes", "as_of", "errors", "exam", "reference")

    def __init__(self, reference: Reference, *, as_of: date | None, exam: str | None) -> None:
        self.reference = reference
        self.as_of = as_of
        self.exam = exam
        self.errors: list[CaseError] = []
        self._codes: dict[str, frozenset[str]] = {}

    def codes(self, kind: Code) -> frozenset[str]:
        """The reference's codes of one kind, gathered once a document."""
        if kind.noun not in self._codes:
            self._codes[kind.noun] = frozenset(kind.codes(self.reference))
        return self._codes[kind.noun]

    def refuse(self, path: str, message: str) -> object:
        """Record an error; answers `INVALID` so that a reader can return it."""
        self.errors.append(CaseError(path, message))
        return INVALID


def parse_day(value: object) -> date | None:
    """The day an ISO string names, or None. Only YYYY-MM-DD, only years we can count in."""
    if type(value) is not str:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if day.isoformat() == value and FIRST_YEAR <= day.year <= LAST_YEAR else None


class Codec(ABC):
    """Reads one kind of value from JSON and writes it back. As is, it writes JSON's own values."""

    @abstractmethod
    def read(self, value: Any, at: str, reading: Reading) -> Any:
        """The value, or `INVALID` after telling the reading why. Never given None."""

    def write(self, value: Any) -> Any:
        """The JSON of a value that was read. Never given None."""
        return value


class Day(Codec):
    """A day, as YYYY-MM-DD."""

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        day = parse_day(value)
        if day is None:
            return reading.refuse(
                at, f"Give a day that exists, as YYYY-MM-DD, from {FIRST_YEAR} to {LAST_YEAR}."
            )
        return day

    def write(self, value: date) -> str:
        return value.isoformat()


class Flag(Codec):
    """Yes or no, as true or false."""

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        return value if type(value) is bool else reading.refuse(at, "Give true or false.")


@dataclass(frozen=True, slots=True)
class Text(Codec):
    """Words a person wrote. Only what a database and a page can hold."""

    may_be_empty: bool = False

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        if type(value) is not str:
            return reading.refuse(at, "Give text, in quotation marks.")
        if not (self.may_be_empty or value.strip()):
            return reading.refuse(at, "Write at least one word, or leave this out.")
        if not value.isprintable() and _has_unstorable_characters(value):
            return reading.refuse(at, "Remove the characters that cannot be printed.")
        return value


def _has_unstorable_characters(value: str) -> bool:
    return any(character == "\x00" or "\ud800" <= character <= "\udfff" for character in value)


@dataclass(frozen=True, slots=True)
class Number(Codec):
    """A number within bounds; comparing with them also keeps out NaN and the infinities.

    A whole number may be written 3.0.
    """

    low: float = -UNBOUNDED
    high: float = UNBOUNDED
    is_whole: bool = False

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        if type(value) is float and self.is_whole and value.is_integer():
            value = int(value)
        kind = type(value)
        is_number = kind is int or (kind is float and not self.is_whole)
        if is_number and self.low <= value <= self.high:
            return value
        noun = "whole number" if self.is_whole else "number"
        bounds = f" from {self.low:g} to {self.high:g}" if self.high < UNBOUNDED else ""
        return reading.refuse(at, f"Give a {noun}{bounds}.")


def whole(low: int, high: int) -> Number:
    """A whole number within bounds."""
    return Number(low, high, is_whole=True)


@dataclass(frozen=True, slots=True)
class Interval(Codec):
    """Two numbers, the lower one first."""

    ends: Number

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        if type(value) is not list or len(value) != 2:
            return reading.refuse(at, "Give two numbers, the lower one first: [51, 59].")
        low, high = (self.ends.read(end, f"{at}[{i}]", reading) for i, end in enumerate(value))
        if low is INVALID or high is INVALID:
            return INVALID
        if low > high:
            return reading.refuse(at, "Give the lower number first.")
        return (low, high)

    def write(self, value: tuple[float, float]) -> list[float]:
        return list(value)


class Choice(Codec):
    """One of the values of an enum."""

    def __init__(self, options: Iterable[StrEnum]) -> None:
        self.options = {option.value: option for option in options}

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        if type(value) is not str or value not in self.options:
            return reading.refuse(at, f"Choose one of: {', '.join(self.options)}.")
        return self.options[value]

    def write(self, value: StrEnum) -> str:
        return value.value


@dataclass(frozen=True, slots=True)
class Code(Codec):
    """A code of the reference data. `noun` is what the error calls it."""

    noun: str
    codes: Callable[[Reference], Iterable[str]]

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        codes = reading.codes(self)
        if type(value) is str and value in codes:
            return value
        known = ", ".join(sorted(codes)) or "none yet"
        return reading.refuse(at, f"Use a known {self.noun}. They are: {known}.")


@dataclass(frozen=True, slots=True)
class Constant(Codec):
    """The one value allowed here."""

    value: int

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        if type(value) in (int, float) and value == self.value:
            return self.value
        return reading.refuse(at, f"Give {self.value}, the only version there is.")
