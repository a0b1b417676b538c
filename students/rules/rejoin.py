"""The rotations a student on hold can come back to, and by when to sit for each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from students.rules.case import Case, ResumeOn
from students.rules.dates import ONE_DAY
from students.rules.reference import ScoreRelease
from students.rules.release import Expected, sit_by
from students.rules.result import Hold, RejoinOption


def rejoin_options(
    case: Case, holds: tuple[Hold, ...], release: ScoreRelease
) -> tuple[RejoinOption, ...]:
    """Each rotation that starts after today and after the hold does, earliest first."""
    return tuple(option for hold in holds for option in _options(case, hold, release))


def _options(case: Case, hold: Hold, release: ScoreRelease) -> Iterator[RejoinOption]:
    if hold.resume_on is ResumeOn.NEVER:
        return
    for rotation in sorted(case.rotations, key=lambda rotation: rotation.starts_on):
        if rotation.starts_on > max(case.as_of, hold.starts_on):
            last = _last_sittings(hold.resume_on, rotation.starts_on, release)
            yield RejoinOption(
                rotation=rotation.name,
                starts_on=rotation.starts_on,
                sit_by_safe=last.safe,
                sit_by_typical=last.typical,
                too_late=last.typical < case.as_of,
            )


def _last_sittings(resume_on: ResumeOn, starts_on: date, release: ScoreRelease) -> Expected:
    eve = starts_on - ONE_DAY
    return Expected(eve, eve) if resume_on is ResumeOn.SAT else sit_by(release, eve)
