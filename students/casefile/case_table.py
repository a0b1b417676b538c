"""The case file as tables: every key once, with what it may hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from students.casefile.codecs import (
    Choice,
    Code,
    Codec,
    Day,
    Flag,
    Interval,
    Number,
    Reading,
    Text,
    whole,
)
from students.casefile.containers import ListOf, MapOf
from students.casefile.policies import INSTRUMENT, SCALE, YEAR, PolicyOrCode
from students.casefile.records import Record, required
from students.rules.case import (
    WEEKDAYS,
    Attempt,
    Availability,
    Blocked,
    Case,
    Level,
    Outcome,
    Period,
    Rotation,
    RotationRule,
    Score,
    Student,
    Track,
    Wish,
)
from students.rules.reference import Reference

DAY, WORDS, FLAG = Day(), Text(), Flag()
PROSE = Text(may_be_empty=True)
PROBABILITY, PERCENT, HOURS = Number(0, 1), Number(0, 100), Number(0, 16)
LARGEST_SCORE = 999  # what a record holds, for an exam whose scale is not on record


def _area_codes(reference: Reference) -> Iterable[str]:
    return (area.code for outline in reference.outlines for area in outline.areas)


EXAM = Code("exam", lambda reference: reference.exams)
STATE = Code("state board", lambda reference: reference.states)
EVENT = Code("student event", lambda reference: reference.events)
CAUSE = Code("cause", lambda reference: reference.causes)
RESOURCE = Code("resource", lambda reference: reference.resources)
AREA = Code("content area", _area_codes)
WEEKDAY = Code("weekday", lambda _: WEEKDAYS)


def _official_bounds(reading: Reading) -> tuple[float, float]:
    own = reading.reference.official_scale(reading.exam) if reading.exam else None
    return (own.low, own.high) if own else (1, LARGEST_SCORE)


class OfficialScore(Codec):
    """A score of the exam itself, on the scale of its passing standard."""

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        return Number(*_official_bounds(reading), is_whole=True).read(value, at, reading)


class OfficialDistance(Codec):
    """Points on the same scale from a score to the standard."""

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        _, highest = _official_bounds(reading)
        return Number(0, highest).read(value, at, reading)


def _refuse_future(day: Any, path: str, reading: Reading) -> None:
    if day is not None and reading.as_of is not None and day > reading.as_of:
        reading.refuse(path, f"Give a day up to {reading.as_of}, the day the case is as of.")


def _check_attempt(values: dict[str, Any], prefix: str, reading: Reading) -> None:
    sat_on, reported_on = values.get("sat_on"), values.get("reported_on")
    _refuse_future(sat_on, f"{prefix}sat_on", reading)
    if sat_on is not None and reported_on is not None and reported_on < sat_on:
        reading.refuse(f"{prefix}reported_on", f"Give a day on or after {sat_on}, the exam's day.")
    else:
        _refuse_future(reported_on, f"{prefix}reported_on", reading)


ATTEMPT = Record(
    Attempt,
    {
        "sat_on": required(DAY),
        "reported_on": DAY,
        "outcome": Choice(Outcome),
        "three_digit": OfficialScore(),
        "points_below": OfficialDistance(),
        "areas": MapOf(AREA, Choice(Level)),
    },
    _check_attempt,
)


def _check_score(values: dict[str, Any], prefix: str, reading: Reading) -> None:
    _refuse_future(values.get("taken_on"), f"{prefix}taken_on", reading)
    instrument, scale, score = (values.get(key) for key in ("instrument", "scale", "score"))
    if instrument is not None and scale is not None:
        own = reading.reference.instruments[instrument].scale
        if own != scale:
            reading.refuse(f"{prefix}scale", f"{instrument} is scored on {own}: write {own} here.")
    if scale is not None and score is not None:
        bounds = reading.reference.scales[scale]
        Number(bounds.low, bounds.high).read(score, f"{prefix}score", reading)
    likely = values.get("likely_range")
    if likely is not None and score is not None and not likely[0] <= score <= likely[1]:
        reading.refuse(f"{prefix}likely_range", f"Give a range that holds the score, {score}.")


SCORE = Record(
    Score,
    {
        "instrument": required(INSTRUMENT),
        "form": WORDS,
        "taken_on": required(DAY),
        "scale": required(SCALE),
        "score": required(Number()),
        "p_pass": PROBABILITY,
        "likely_range": Interval(Number()),
        "low_pass_band": Interval(Number()),
        "timed": FLAG,
        "first_use": FLAG,
        "verified": FLAG,
        "areas": MapOf(AREA, PERCENT),
    },
    _check_score,
)


def _ends_after_start(last_key: str) -> Any:
    def check(values: dict[str, Any], prefix: str, reading: Reading) -> None:
        first, last = values.get("starts_on"), values.get("ends_on")
        if first is not None and last is not None and last < first:
            reading.refuse(prefix + last_key, f"Give a day on or after the start, {first}.")

    return check


ROTATION = Record(
    Rotation,
    {"name": PROSE, "starts_on": required(DAY), "ends_on": required(DAY)},
    _ends_after_start("ends_on"),
)
PERMIT = Record(
    Period,
    {"from": required(DAY, "starts_on"), "to": required(DAY, "ends_on")},
    _ends_after_start("to"),
)
BLOCKED = Record(
    Blocked,
    {"from": required(DAY, "starts_on"), "to": required(DAY, "ends_on"), "reason": PROSE},
    _ends_after_start("to"),
)
STUDENT = Record(
    Student,
    {
        "track": required(Choice(Track)),
        "class_year": YEAR,
        "states": ListOf(STATE, is_distinct=True),
        "events": MapOf(EVENT, DAY),
        "rotation_choice": Choice((RotationRule.FINISH, RotationRule.WITHDRAW)),
    },
)
AVAILABILITY = Record(
    Availability,
    {
        "starts_on": DAY,
        "hours": MapOf(WEEKDAY, HOURS),
        "days_off": ListOf(DAY, is_distinct=True),
        "blocked": ListOf(BLOCKED),
    },
)
CASE = Record(
    Case,
    {
        "as_of": required(DAY),
        "exam": required(EXAM),
        "student": required(STUDENT),
        "attempts": required(ListOf(ATTEMPT, distinct_key="sat_on")),
        "rotations": ListOf(ROTATION),
        "policy": PolicyOrCode(),
        "permit": PERMIT,
        "scores": ListOf(SCORE),
        "missed_topics": MapOf(WORDS, whole(0, 10_000)),
        "availability": AVAILABILITY,
        "causes": ListOf(CAUSE, is_distinct=True),
        "resources": ListOf(RESOURCE, is_distinct=True),
        "wish": Record(Wish, {"exam_on": DAY, "target_probability": PROBABILITY}),
    },
)
