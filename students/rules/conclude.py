"""Everything the rules say about a case, in one call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from students.rules.attempts import count_attempts
from students.rules.because import Explained, reasons_for
from students.rules.case import Case
from students.rules.deadlines import anchors_of, deadlines_of
from students.rules.extensions import with_extensions
from students.rules.findings import Concluded, findings_of
from students.rules.holds import holds_of, with_missed_rotations
from students.rules.policy import Situation, situation_of
from students.rules.readiness import read_readiness
from students.rules.reference import Reference, ScoreRelease
from students.rules.rejoin import rejoin_options
from students.rules.result import (
    AttemptsResult,
    Deadline,
    Finding,
    Hold,
    Readiness,
    RejoinOption,
    SitWindow,
    as_json,
)
from students.rules.window import sit_window


@dataclass(frozen=True, slots=True)
class RulesResult:
    """The result's rule parts, and `situation` and `release` for who goes on from here.

    The holds' `missed_rotations` are those of sitting on `latest_safe`; `holds_for` gives them
    for a plan's own exam day.
    """

    findings: tuple[Finding, ...]
    attempts: AttemptsResult
    holds: tuple[Hold, ...]
    deadlines: tuple[Deadline, ...]
    sit_window: SitWindow | None
    rejoin_options: tuple[RejoinOption, ...]
    readiness: Readiness
    situation: Situation
    release: ScoreRelease

    def as_json(self) -> dict[str, Any]:
        """The contract's keys of the rules; the engine adds its own."""
        return {part: as_json(getattr(self, part)) for part in RESULT_PARTS}


RESULT_PARTS: Final = (
    "findings",
    "attempts",
    "holds",
    "deadlines",
    "sit_window",
    "rejoin_options",
    "readiness",
)


def conclude_rules(case: Case, reference: Reference) -> RulesResult:
    """The rules' conclusions on a case. After a pass there is no deadline, hold or window."""
    case = with_extensions(case, reference)
    situation = situation_of(case, reference)
    release = reference.release(case.as_of)
    anchors = anchors_of(case, situation)
    attempts = count_attempts(case, reference, situation.policy)
    deadlines = deadlines_of(situation, anchors, release)
    readiness = read_readiness(case, reference, situation.gate)
    window = None
    if not situation.is_passed:
        given = Explained(case, reference, situation, anchors, deadlines, release)
        window = _window(given, attempts)
    holds = holds_of(case, situation)
    return RulesResult(
        findings=findings_of(
            Concluded(case, reference, situation, attempts, deadlines, window, readiness)
        ),
        attempts=attempts,
        holds=with_missed_rotations(holds, case, release, window.latest_safe if window else None),
        deadlines=deadlines,
        sit_window=window,
        rejoin_options=rejoin_options(case, holds, release),
        readiness=readiness,
        situation=situation,
        release=release,
    )


def holds_for(result: RulesResult, case: Case, exam_on: date) -> tuple[Hold, ...]:
    """The holds with the rotations they cost under a plan's exam day."""
    return with_missed_rotations(result.holds, case, result.release, exam_on)


def _window(given: Explained, attempts: AttemptsResult) -> SitWindow:
    window = sit_window(given.case, attempts, given.deadlines)
    return replace(window, because=reasons_for(window, given))
