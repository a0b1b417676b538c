"""The clerkship hold a reported fail creates, and the rotations it costs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from students.rules.case import Case, ResumeOn, Rotation, RotationRule
from students.rules.dates import ONE_DAY
from students.rules.policy import Situation
from students.rules.reference import ScoreRelease
from students.rules.release import release_of
from students.rules.result import Hold

CLERKSHIP = "clerkship"


def holds_of(case: Case, situation: Situation) -> tuple[Hold, ...]:
    """The hold of the latest reported fail; none without a policy, or after a pass."""
    clause, fail = situation.clause, situation.fail
    if situation.is_passed or clause is None or fail is None or fail.reported_on is None:
        return ()
    current = rotation_in_progress(case, fail.reported_on)
    rule = rotation_rule(case, clause.rotation)
    finishes = rule is RotationRule.FINISH and current is not None
    return (
        Hold(
            kind=CLERKSHIP,
            starts_on=current.ends_on + ONE_DAY if finishes and current else fail.reported_on,
            rotation=rule,
            current_rotation=current.name if current else None,
            resume_on=clause.resume_on,
            clause=situation.clause_name or "",
            policy=situation.policy_name,
            standing=clause.standing,
            meetings=clause.meetings,
            documents=clause.documents,
            approver=clause.approver,
            leave=clause.leave,
        ),
    )


def rotation_rule(case: Case, rule: RotationRule) -> RotationRule:
    """The policy's rule, the student's choice where it leaves one; undecided counts as finish."""
    if rule is RotationRule.CHOICE:
        return case.student.rotation_choice or RotationRule.FINISH
    return rule


def rotation_in_progress(case: Case, day: date) -> Rotation | None:
    """The rotation a day lies in; of two, the one that ends last."""
    current = [rotation for rotation in case.rotations if day in rotation]
    return max(current, key=lambda rotation: rotation.ends_on, default=None)


def with_missed_rotations(
    holds: tuple[Hold, ...], case: Case, release: ScoreRelease, sits_on: date | None
) -> tuple[Hold, ...]:
    """The holds with the rotations they cost if the student sits on a day (None: not known)."""
    if sits_on is None:
        return holds
    return tuple(
        replace(hold, missed_rotations=_missed(hold, case, release, sits_on)) for hold in holds
    )


def hold_ends_on(hold: Hold, release: ScoreRelease, sits_on: date) -> date | None:
    """The day a sitting usually ends a hold; None for one that nothing ends."""
    if hold.resume_on is ResumeOn.NEVER:
        return None
    return sits_on if hold.resume_on is ResumeOn.SAT else release_of(release, sits_on).typical


def _missed(hold: Hold, case: Case, release: ScoreRelease, sits_on: date) -> tuple[str, ...]:
    ends_on = hold_ends_on(hold, release, sits_on)
    held = (rotation for rotation in case.rotations if rotation.starts_on >= hold.starts_on)
    return tuple(
        rotation.name
        for rotation in sorted(held, key=lambda rotation: rotation.starts_on)
        if ends_on is None or rotation.starts_on < ends_on
    )
