"""The rules in their order, and what they make of the facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from students.rules.flags import dates, scores, work
from students.rules.flags.facts import Facts, Flag, Inputs, Limit, Limits


@dataclass(frozen=True, slots=True)
class Rule:
    """When a flag is raised, and the limits it needs, given to `find` in this order."""

    flag: Flag
    find: Callable[..., Inputs | None]
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A flag and the inputs that raised it."""

    flag: Flag
    inputs: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The reason in JSON's own types."""
        inputs = {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in self.inputs.items()
        }
        return {"flag": self.flag.value, **inputs}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reason:
        """The reason as it was: every input whose name ends in `_on` is a day."""
        inputs = {
            name: date.fromisoformat(value) if name.endswith("_on") and value else value
            for name, value in data.items()
            if name != "flag"
        }
        return cls(Flag(data["flag"]), inputs)


# Most urgent first: the caseload sorts by the first flag a student has.
RULES = (
    Rule(Flag.DEADLINE_PASSED, dates.deadline_passed),
    Rule(Flag.NO_ATTEMPTS_LEFT, dates.no_attempts_left),
    Rule(Flag.SAFE_DAY_PASSED, dates.safe_day_passed),
    Rule(Flag.DEADLINE_NEAR, dates.deadline_near, (Limit.DEADLINE_NEAR_DAYS,)),
    Rule(Flag.PLAN_INFEASIBLE, work.plan_infeasible),
    Rule(Flag.EXAM_TOO_LATE, work.exam_too_late),
    Rule(Flag.SAFE_DAY_NEAR, dates.safe_day_near, (Limit.SAFE_DAY_NEAR_DAYS,)),
    Rule(Flag.RELEASE_PROPOSED, dates.release_proposed),
    Rule(Flag.GATE_NOT_MET, scores.gate_not_met, (Limit.GATE_BEFORE_EXAM_DAYS,)),
    Rule(Flag.EXAM_DAY_PASSED, work.exam_day_passed),
    Rule(Flag.MEETING_MISSED, dates.meeting_missed),
    Rule(Flag.MEETING_NEAR, dates.meeting_near, (Limit.MEETING_NEAR_DAYS,)),
    Rule(Flag.REPEAT_FAIL, dates.repeat_fail, (Limit.REPEAT_FAILS,)),
    Rule(Flag.NOTHING_SINCE_FAIL, work.nothing_since_fail, (Limit.NOTHING_SINCE_FAIL_DAYS,)),
    Rule(Flag.SCORE_FALLING, scores.score_falling, (Limit.SCORE_FALL_POINTS,)),
    Rule(Flag.BELOW_BAND, scores.below_band),
    Rule(Flag.SCORE_FLAT, scores.score_flat, (Limit.SCORE_FLAT_POINTS, Limit.SCORE_FLAT_COUNT)),
    Rule(Flag.NO_RECENT_SCORE, scores.no_recent_score, (Limit.NO_SCORE_DAYS,)),
    Rule(Flag.NO_PLAN, work.no_plan, (Limit.NO_PLAN_DAYS,)),
    Rule(Flag.PLAN_STALLED, work.plan_stalled, (Limit.PLAN_STALLED_DAYS,)),
    Rule(Flag.CHOICE_NEEDED, dates.choice_needed),
    Rule(Flag.DATES_UNKNOWN, dates.dates_unknown),
    Rule(Flag.INTAKE_UNFINISHED, work.intake_unfinished, (Limit.INTAKE_UNFINISHED_DAYS,)),
    Rule(Flag.INTAKE_NOT_STARTED, work.intake_not_started, (Limit.INTAKE_NOT_STARTED_DAYS,)),
    Rule(Flag.PLAN_PROPOSED, work.plan_proposed),
    Rule(Flag.AWAITING_RESULT, dates.awaiting_result),
    Rule(Flag.ACCOUNT_OFF, work.account_off),
)
PLACES = {rule.flag: place for place, rule in enumerate(RULES)}


def reasons_for(facts: Facts, limits: Limits) -> tuple[Reason, ...]:
    """Every flag that holds, most urgent first.

    A switched-off account is named before all that waits: it decides the student's place.
    """
    found = _after_a_pass(facts) if facts.passed_on else _raised(facts, limits)
    if facts.may_log_in or found[0].flag is Flag.PASSED:
        return found
    return tuple(sorted(found, key=lambda reason: reason.flag is not Flag.ACCOUNT_OFF))


def _after_a_pass(facts: Facts) -> tuple[Reason, ...]:
    """The case is closed: nothing more is asked but to lift the hold."""
    found = (
        (Flag.RELEASE_PROPOSED, dates.release_proposed(facts)),
        (Flag.PASSED, {"passed_on": facts.passed_on}),
        (Flag.ACCOUNT_OFF, work.account_off(facts)),
    )
    return tuple(Reason(flag, inputs) for flag, inputs in found if inputs is not None)


def _raised(facts: Facts, limits: Limits) -> tuple[Reason, ...]:
    found = (
        (rule.flag, rule.find(facts, *(limits[limit] for limit in rule.limits)))
        for rule in RULES
        if all(limit in limits for limit in rule.limits)
    )
    return tuple(Reason(flag, inputs) for flag, inputs in found if inputs is not None)


def urgency_of(reasons: tuple[Reason, ...]) -> int:
    """The place in the caseload, larger first: by the first flag, then by how many there are.

    A student without any, and one who has passed, is at the bottom; just above them is one whose
    account is switched off, whatever else there is.
    """
    places = [PLACES[reason.flag] for reason in reasons if reason.flag in PLACES]
    if not places or reasons[0].flag not in PLACES:
        return 0
    return (len(PLACES) - places[0]) * (len(PLACES) + 1) + len(places)
