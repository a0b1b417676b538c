"""The inline policy of a case file as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from students.casefile.codecs import (
    INVALID,
    Choice,
    Code,
    Codec,
    Day,
    Number,
    Reading,
    Text,
    whole,
)
from students.casefile.containers import ListOf
from students.casefile.records import Field, Record, required
from students.rules.case import (
    DeadlineClause,
    DeadlineKind,
    DeadlineShape,
    FailClause,
    Gate,
    Leave,
    Policy,
    ResumeOn,
    RotationRule,
    TestingOnLeave,
    YearOf,
)
from students.rules.deadlines import FAIL_EVENTS
from students.rules.reference import Reference

DAY, WORDS, PROSE = Day(), Text(), Text(may_be_empty=True)
COUNT, DAYS = whole(1, 99), whole(0, 36_600)
YEAR = whole(1900, 2199)
INSTRUMENT = Code("instrument", lambda reference: reference.instruments)
SCALE = Code("scale", lambda reference: reference.scales)
POLICY_CODE = Code("policy code", lambda reference: reference.policies)


def _policy_events(reference: Reference) -> Iterable[str]:
    return (*FAIL_EVENTS, *reference.events)


EVENT = Code("event of a policy", _policy_events)
YEAR_OF = Record(YearOf, {"event": required(EVENT), "plus": whole(-100, 100)})

SHAPES: dict[DeadlineShape, dict[str, Codec | Field]] = {
    DeadlineShape.DAYS_AFTER: {"event": required(EVENT), "n": required(DAYS)},
    DeadlineShape.WEEKS_AFTER: {"event": required(EVENT), "n": required(whole(0, 5_200))},
    DeadlineShape.MONTHS_AFTER: {"event": required(EVENT), "n": required(whole(0, 1_200))},
    DeadlineShape.ON_DATE: {"date": required(DAY)},
    DeadlineShape.MONTH_DAY: {
        "month": required(whole(1, 12)),
        "day": required(whole(1, 31)),
        "year_of": required(YEAR_OF),
    },
    DeadlineShape.BEFORE_BLOCK: {"block": required(COUNT)},
}


_ANY_SHAPE: dict[str, Codec | Field] = {
    "kind": required(Choice(DeadlineKind)),
    "shape": required(Choice(DeadlineShape)),
}
_SHAPE_KEYS = frozenset(key for keys in SHAPES.values() for key in keys)


class Deadline(Codec):
    """A deadline: its shape says which other keys it has."""

    unknown = Record(DeadlineClause, _ANY_SHAPE)
    records: ClassVar[dict[str, Record]] = {
        shape.value: Record(DeadlineClause, _ANY_SHAPE | keys) for shape, keys in SHAPES.items()
    }

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        if type(value) is not dict:
            return self.unknown.read(value, at, reading)
        shape = value.get("shape")
        record = self.records.get(shape) if type(shape) is str else None
        given = {
            key: held
            for key, held in value.items()
            if key not in _SHAPE_KEYS or (record and held is not None)
        }
        return (record or self.unknown).read(given, at, reading)

    def write(self, value: DeadlineClause) -> dict[str, Any]:
        return self.records[value.shape].write(value)


def _check_gate(values: dict[str, Any], prefix: str, reading: Reading) -> None:
    scale = values.get("scale")
    for code in values.get("instruments", ()):
        own = reading.reference.instruments[code].scale
        if scale is not None and own != scale:
            reading.refuse(f"{prefix}scale", f"{code} is scored on {own}: write {own} here.")
    if scale is not None:
        bounds = reading.reference.scales[scale]
        for key in ("min", "conditional_min"):
            if values.get(key) is not None:
                Number(bounds.low, bounds.high).read(values[key], prefix + key, reading)
    least, conditional = values.get("min"), values.get("conditional_min")
    if least is not None and conditional is not None and conditional > least:
        reading.refuse(f"{prefix}conditional_min", f"Give a score below the minimum of {least}.")


GATE = Record(
    Gate,
    {
        "instruments": ListOf(INSTRUMENT, is_distinct=True),
        "scale": SCALE,
        "min": Number(),
        "conditional_min": Number(),
        "distinct_forms": COUNT,
        "max_age_days": DAYS,
        "min_days_before_sitting": DAYS,
        "max_tries": COUNT,
        "extra": ListOf(WORDS),
    },
    _check_gate,
)


def _check_leave(values: dict[str, Any], prefix: str, reading: Reading) -> None:
    least, most = values.get("min_days"), values.get("max_days")
    if least is not None and most is not None and most < least:
        reading.refuse(f"{prefix}max_days", f"Give at least the {least} days of min_days.")


LEAVE = Record(
    Leave, {"kind": Field(PROSE, default=""), "min_days": DAYS, "max_days": DAYS}, _check_leave
)
FAIL_CLAUSE = Record(
    FailClause,
    {
        "rotation": required(Choice(RotationRule)),
        "resume_on": required(Choice(ResumeOn)),
        "standing": PROSE,
        "text": PROSE,
        "meetings": ListOf(WORDS),
        "documents": ListOf(WORDS),
        "approver": PROSE,
        "leave": LEAVE,
        "deadlines": ListOf(Deadline()),
    },
)


def _check_effective(values: dict[str, Any], prefix: str, reading: Reading) -> None:
    first, last = values.get("effective_from"), values.get("effective_to")
    if first is not None and last is not None and last < first:
        reading.refuse(f"{prefix}effective_to", f"Give a day on or after {first}.")


POLICY = Record(
    Policy,
    {
        "code": Field(PROSE, default=""),
        "name": Field(PROSE, default=""),
        "source": PROSE,
        "verified_on": DAY,
        "effective_from": DAY,
        "effective_to": DAY,
        "class_years": ListOf(YEAR, is_distinct=True, is_null_when_empty=True),
        "max_attempts": COUNT,
        "on_fail": ListOf(FAIL_CLAUSE),
        "deadlines": ListOf(Deadline()),
        "gate": GATE,
        "testing_on_leave": Choice(TestingOnLeave),
    },
    _check_effective,
)


class PolicyOrCode(Codec):
    """The code of a policy in the reference data, or the policy itself."""

    def read(self, value: Any, at: str, reading: Reading) -> Any:
        if type(value) is str:
            return POLICY_CODE.read(value, at, reading)
        if type(value) is dict:
            return POLICY.read(value, at, reading)
        reading.refuse(at, "Give a policy code, a whole policy, or null.")
        return INVALID

    def write(self, value: Policy | str) -> Any:
        return value if isinstance(value, str) else POLICY.write(value)
