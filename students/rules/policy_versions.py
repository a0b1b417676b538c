"""Versions of one policy beside each other: which of them stand in each other's way."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol, TypeVar

from students.rules.reference import Dated


class Version(Dated, Protocol):
    """A policy's days and the classes it binds; without classes it binds all."""

    @property
    def class_years(self) -> Collection[int]: ...


VersionT = TypeVar("VersionT", bound=Version)


def overlapping(version: Version, others: Iterable[VersionT]) -> VersionT | None:
    """Another version that would bind the same classes on the same days, if there is one.

    A version for certain classes may stand beside one for all: the rules take the closer one.
    """
    return next(
        (other for other in others if _same_days(version, other) and _same_classes(version, other)),
        None,
    )


def _same_days(one: Version, other: Version) -> bool:
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(first: Version, second: Version) -> bool:
    ends, starts = first.effective_to, second.effective_from
    return ends is not None and starts is not None and ends < starts


def _same_classes(one: Version, other: Version) -> bool:
    if not one.class_years or not other.class_years:
        return not one.class_years and not other.class_years
    return bool(set(one.class_years) & set(other.class_years))
