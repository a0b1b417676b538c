"""Every finding of the engine: its level, its words and where it comes from (docs/findings.md).

Words and source are templates; `find` fills them with the facts of a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from students.rules.finding_codes import INFO, STOP, WARNING, FindingCode, finding
from students.rules.result import Finding

_MODEL = "plan engine: learning model"
_RULE = "plan engine: what is always true of a plan"

ENGINE_FINDINGS: Final[Mapping[str, FindingCode]] = {
    # Why there is no plan
    "no_engine_data": FindingCode(
        STOP,
        "There is no content outline for {exam} in the reference data, so no plan can be made: "
        "plan with your advisor, and ask staff to add the outline.",
        "content outline of the exam",
    ),
    "no_day_for_a_practice_exam": FindingCode(
        STOP,
        "No practice exam fits the hours given: it needs one day of five hours, or four sections "
        "of 75 minutes on consecutive study days. Give more hours on at least one day.",
        _RULE,
    ),
    # What the plan rests on
    "baseline_assumed": FindingCode(
        INFO,
        "No practice score since the fail yet: the plan starts from {level:g} EPC, an unofficial "
        "prior for planning and never a reading of readiness. The baseline exam replaces it.",
        "plan engine: level prior",
    ),
    "duration_unknown": FindingCode(
        INFO,
        "No source names a length for this score, so at least {weeks} weeks are planned.",
        "study durations on record",
    ),
    "coursework_first": FindingCode(
        WARNING,
        "Before a date: {action}. At this score a short study period rarely mends the "
        "foundation, so talk to your dean about it first.",
        "study durations on record",
    ),
    "resources_suggested": FindingCode(
        INFO,
        "No resources were named, so the plan suggests the core ones: {resources}.",
        "seed 003",
    ),
    "rotation_conflict": FindingCode(
        WARNING,
        "The rotation {rotation} runs from {starts_on} while you study: clerkship and exam "
        "preparation at once are too much, so talk to your dean.",
        "seed 003",
    ),
    # The exam date
    "wish_not_possible": FindingCode(
        WARNING,
        "The exam cannot be on {wish} as you wished: {reason}.",
        _RULE,
    ),
    "not_advised": FindingCode(
        WARNING,
        "{day} is possible, but the forecast for it is {mean:g} EPC and {ready:g} counts as "
        "ready: sitting then is not advised.",
        _MODEL,
    ),
    "past_deadline": FindingCode(
        WARNING,
        "No exam day keeps the deadlines and the time this takes. The plan runs to {day}, after "
        "{binding}: talk to your dean before anything else.",
        _RULE,
    ),
    # Practice exams
    "practice_exam_split": FindingCode(
        INFO,
        "No day has the five hours of a practice exam, so {count} are split into sections over "
        "consecutive study days. One whole day for the last of them would be worth asking for.",
        _RULE,
    ),
    "forms_exhausted": FindingCode(
        WARNING,
        "The unused practice forms run out on {day}: from then on forms come back that you have "
        "seen, and their scores read too high.",
        "NBME report text",
    ),
}


def find(code: str, **facts: object) -> Finding:
    """A finding of the engine."""
    return finding(ENGINE_FINDINGS, code, **facts)
