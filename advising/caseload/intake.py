"""A student's submitted intake as the dean reads it. What is not submitted stays the student's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from students.intake.document import Change, Section, changes, sections_of
from students.models import IntakeVersion, Student


@dataclass(frozen=True, slots=True)
class IntakePage:
    """One version and what it changed; without a version, only whether a draft is begun."""

    started_at: datetime | None
    versions: Sequence[IntakeVersion]
    version: IntakeVersion | None
    before: IntakeVersion | None
    sections: tuple[Section, ...]
    changes: Sequence[Change]


def intake_page(student: Student, *, asked: str) -> IntakePage:
    """The asked-for version, else the latest, in one query besides the student's own."""
    versions = list(student.intake_versions.all())
    by_number = {str(version.number): version for version in versions}
    version = by_number.get(asked) or (versions[-1] if versions else None)
    intake = getattr(student, "intake", None)
    before = by_number.get(str(version.number - 1)) if version else None
    sections = sections_of(version) if version else []
    return IntakePage(
        started_at=intake.started_at if intake else None,
        versions=versions,
        version=version,
        before=before,
        sections=tuple(sections),
        changes=changes(sections_of(before), sections) if before else (),
    )
