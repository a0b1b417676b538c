"""What the engine needs to know from the rules: the one seam between the two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from students.rules.case import Attempt, Case, Period, Rotation, RotationRule, Score
from students.rules.conclude import RulesResult
from students.rules.readiness import counts, latest_counting
from students.rules.reference import Reference

BREATHING_DAYS = timedelta(days=3)  # between a result and the plan's first day
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """The dates and readings a plan must keep to.

    `counting` are the practice scores that count, oldest first, taken on or after the latest
    fail's sitting; `current` is the one readiness is read from, if it is among them;
    `last_score_on` is the day of the latest score that counts, whenever it was.
    """

    starts_on: date
    opens_on: date
    latest_safe: date | None
    latest_typical: date | None
    ready_epc: float
    gate_is_met: bool
    fail: Attempt | None
    counting: tuple[Score, ...]
    current: Score | None
    last_score_on: date | None
    rotations: tuple[Rotation, ...]
    conflicts: tuple[Rotation, ...]


def facts_of(
    case: Case, reference: Reference, rules: RulesResult, *, resumes_on: date | None = None
) -> Facts | None:
    """The facts of a case; None if the rules leave no sitting to plan for.

    `resumes_on` is the first day a new version of a followed plan may shape.
    """
    window = rules.sit_window
    if not rules.attempts.may_sit or window is None or window.opens_on is None:
        return None
    fail = rules.situation.fail
    counting = counting_scores(case, reference, fail)
    latest = latest_counting(case, reference)
    current = case.scores[latest] if latest is not None else None
    rotations = rotations_kept(case, rules)
    starts_on = max(plan_starts_on(case, rotations), resumes_on or case.as_of)
    return Facts(
        starts_on=starts_on,
        opens_on=window.opens_on,
        latest_safe=window.latest_safe,
        latest_typical=window.latest_typical,
        ready_epc=rules.situation.ready_epc,
        gate_is_met=rules.readiness.gate.met is True,
        fail=fail,
        counting=counting,
        current=current if current in counting else None,
        last_score_on=current.taken_on if current else None,
        rotations=rotations,
        conflicts=() if rules.holds else _later_rotations(case, rotations, starts_on),
    )


def counting_scores(case: Case, reference: Reference, fail: Attempt | None) -> tuple[Score, ...]:
    """The scores that can be read for readiness since the latest fail, oldest first."""
    scores = [
        score
        for score in case.scores
        if counts(score, reference) and (fail is None or score.taken_on >= fail.sat_on)
    ]
    return tuple(sorted(scores, key=lambda score: (score.taken_on, score.form or "")))


def rotations_kept(case: Case, rules: RulesResult) -> tuple[Rotation, ...]:
    """The rotations whose days are lost to study.

    With a hold, those that started before it, and none after a withdrawal; without one, only
    the rotation in progress when the fail was reported.
    """
    if rules.holds:
        hold = rules.holds[0]
        if hold.rotation is not RotationRule.FINISH:
            return ()
        return tuple(item for item in case.rotations if item.starts_on < hold.starts_on)
    fail = rules.situation.fail
    reported_on = fail.reported_on if fail else latest_report(case)
    return tuple(item for item in case.rotations if reported_on and reported_on in item)


def latest_report(case: Case) -> date | None:
    """The day the latest result came out."""
    return max((a.reported_on for a in case.attempts if a.reported_on), default=None)


def plan_starts_on(case: Case, rotations: tuple[Rotation, ...]) -> date:
    """When study starts, but never before today."""
    return max(case.as_of, study_starts_on(case, rotations))


def study_starts_on(case: Case, rotations: tuple[Rotation, ...]) -> date:
    """The student's own start, else a few days to breathe; after the last rotation day."""
    reported_on = latest_report(case)
    own = case.availability.starts_on or (reported_on + BREATHING_DAYS if reported_on else None)
    after_rotations = [rotation.ends_on + _ONE_DAY for rotation in rotations]
    return max([own or case.as_of, *after_rotations])


def _later_rotations(
    case: Case, kept: tuple[Rotation, ...], starts_on: date
) -> tuple[Rotation, ...]:
    """Rotations that nothing holds back and that would run while the plan does."""
    return tuple(item for item in case.rotations if item not in kept and item.ends_on >= starts_on)


def away_periods(case: Case, facts: Facts) -> tuple[Period, ...]:
    """Blocked days and rotation days: the student is not there to take a practice exam."""
    return (*case.availability.blocked, *facts.rotations)
