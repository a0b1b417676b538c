"""The chain of reasons behind each day that is not a deadline: hold, way back, expected score."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from students.rules.because import Explained, score_sentences
from students.rules.case import Case, ResumeOn, RotationRule
from students.rules.clauses import say_occasion
from students.rules.conclude import RulesResult
from students.rules.dates import ONE_DAY, words_for
from students.rules.deadlines import anchors_of
from students.rules.extensions import with_extensions
from students.rules.holds import rotation_in_progress
from students.rules.reference import Reference
from students.rules.release import release_of
from students.rules.result import Hold, RejoinOption

_ENDS: dict[ResumeOn, str] = {
    ResumeOn.PASS: "It ends with a pass on record, once a dean lifts it.",
    ResumeOn.SAT: "It ends with having sat again, once a dean lifts it.",
    ResumeOn.NEVER: "The policy names no way back: a person decides.",
}


def explain(case: Case, reference: Reference, result: RulesResult) -> Explained:
    """What the result's dates were worked out from, for whoever asks why."""
    settled = with_extensions(case, reference)
    anchors = anchors_of(settled, result.situation)
    return Explained(
        settled, reference, result.situation, anchors, result.deadlines, result.release
    )


def hold_reasons(hold: Hold, given: Explained) -> Iterator[str]:
    """From the fail to the hold's first day, and to what ends it."""
    fail = given.situation.fail
    if fail is None or fail.reported_on is None:
        return
    yield (
        f"The sitting of {words_for(fail.sat_on)} was not passed; "
        f"its result came on {words_for(fail.reported_on)}."
    )
    yield f"{hold.policy}, {say_occasion(hold.clause)}: {_start(hold, given, fail.reported_on)}."
    yield _ENDS[hold.resume_on]


def rejoin_reasons(option: RejoinOption, hold: Hold, given: Explained) -> Iterator[str]:
    """From a rotation's first day to the last sitting that releases the student for it."""
    eve = option.starts_on - ONE_DAY
    starts = f"{option.rotation} starts on {words_for(option.starts_on)}"
    if hold.resume_on is ResumeOn.SAT:
        yield f"{starts}. {hold.policy} asks to have sat again before it: by {words_for(eve)}."
        return
    yield f"{starts}. {hold.policy} asks for a pass before it: the score out by {words_for(eve)}."
    yield from score_sentences(eve, option.sit_by_safe, given.release)
    yield (
        f"Sitting later, up to {words_for(option.sit_by_typical)}, is usually but not surely "
        "in time."
    )


def release_reasons(sits_on: date, given: Explained) -> Iterator[str]:
    """From a day of sitting to the days its score is expected by."""
    expected, rule = release_of(given.release, sits_on), given.release
    yield (
        f"A score for {words_for(sits_on)} is usually out {rule.typical_days} days later or the "
        f"next release day: by {words_for(expected.typical)}."
    )
    yield (
        f"It can take {rule.safe_days} days, and no score comes out just after some holidays: "
        f"to be safe, count on {words_for(expected.safe)}."
    )


def _start(hold: Hold, given: Explained, reported_on: date) -> str:
    """Why the hold begins when it does."""
    starts_on = words_for(hold.starts_on)
    if hold.rotation is not RotationRule.FINISH:
        left = "clerkships are left at once"
        if hold.rotation is RotationRule.NOT_STARTED:
            left = "clerkships are not started"
        return f"{_choice(given)}{left}, from the day of the result, {starts_on}"
    current = rotation_in_progress(given.case, reported_on)
    if current is None:
        return f"{_choice(given)}no rotation was in progress to finish, so it starts on {starts_on}"
    return (
        f"{_choice(given)}the rotation in progress is finished first; {current.name} ends on "
        f"{words_for(current.ends_on)}, so it starts on {starts_on}"
    )


def _choice(given: Explained) -> str:
    clause = given.situation.clause
    if clause is None or clause.rotation is not RotationRule.CHOICE:
        return ""
    if given.case.student.rotation_choice is None:
        return "finishing the rotation or leaving it is not chosen yet, and finishing is assumed: "
    return "as was chosen, "
