"""Every finding there can be: its level, its words and where it comes from (docs/findings.md).

Words and source are templates; `finding` fills them with the facts of a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from students.rules.dates import words_for
from students.rules.result import Finding, FindingLevel

INFO, WARNING, STOP = FindingLevel.INFO, FindingLevel.WARNING, FindingLevel.STOP


class FindingCode(NamedTuple):
    """A kind of finding, declared once."""

    level: FindingLevel
    text: str
    source: str


def finding(codes: Mapping[str, FindingCode], code: str, **facts: object) -> Finding:
    """A finding of a table with the facts of a case in its words. Days are written out."""
    level, text, source = codes[code]
    said = {key: words_for(fact) if isinstance(fact, date) else fact for key, fact in facts.items()}
    return Finding(code, level, text.format(**said), source.format(**said))


RULE_FINDINGS: Final[Mapping[str, FindingCode]] = {
    # The attempts
    "exam_passed": FindingCode(
        STOP,
        "The sitting on {sat_on} was passed: there is no retake to plan.",
        "attempts on record",
    ),
    "no_attempts_left": FindingCode(
        STOP,
        "{who} allows {sittings} and none is left: "
        "talk to the dean about what comes next before anything else.",
        "{rule}",
    ),
    "next_sitting_must_wait": FindingCode(
        INFO,
        "The next sitting can be on {day} at the earliest: the exam allows {rule}.",
        "{source}",
    ),
    "result_pending": FindingCode(
        INFO,
        "No result is on record yet for the sitting on {sat_on}. It counts as a sitting; "
        "everything else here rests on the results before it.",
        "attempts on record",
    ),
    "report_day_missing": FindingCode(
        WARNING,
        "The fail of {sat_on} has no day of its report: fill it in, because the hold and the "
        "deadlines count from it.",
        "attempts on record",
    ),
    "state_limit_reached": FindingCode(
        WARNING,
        "The board of {state} is listed as accepting {limit} sittings and {used} are used: "
        "verify with the board.",
        "state:{state}",
    ),
    "state_limit_unknown": FindingCode(
        INFO,
        "No limit is on record for the board of {state}: ask the board.",
        "state:{state}",
    ),
    "outcome_disagrees_with_standard": FindingCode(
        WARNING,
        "The sitting on {sat_on} is recorded as a {outcome} with {score}, but the passing "
        "standard on that day was {standard}: check the score and the outcome on the report.",
        "passing standard in force on the day of the sitting",
    ),
    # The practice scores
    "form_retired": FindingCode(
        WARNING,
        "{instrument} form {form} went off sale on {retired_on} but is logged for {taken_on}: "
        "check the form and the day.",
        "forms on record",
    ),
    "form_repeated": FindingCode(
        WARNING,
        "{instrument} form {form} is logged {times} times: a form seen before reads too high. "
        "{what_now}",
        "forms on record",
    ),
    # The policy
    "no_policy_in_force": FindingCode(
        WARNING,
        "No version of the policy {policy} is in force for this class on {day}: "
        "ask the school which rules apply. Until then no hold or deadline is worked out.",
        "{policy}",
    ),
    "choice_needed": FindingCode(
        WARNING,
        "{policy} leaves it to the student to finish the current rotation or to withdraw: "
        "decide which. Until then finishing is assumed.",
        "{source}",
    ),
    "missing_event": FindingCode(
        WARNING,
        "{policy} sets a day to {verb} {occasion}, and it is not known yet: fill in {missing}.",
        "{source}",
    ),
    "deadline_passed": FindingCode(
        WARNING,
        "{policy} asks, {occasion}, to {verb} by {due_on}, which is over: talk to the dean now.",
        "{source}",
    ),
    "window_closed": FindingCode(
        WARNING,
        "The first day open for a sitting, {opens_on}, is after the last one that is safe, "
        "{latest_safe}: ask for an extension.",
        "{source}",
    ),
    "hold_without_release": FindingCode(
        WARNING,
        "{policy} names no way back into clerkships after this fail: a person has to decide, "
        "so ask for that conversation first.",
        "{source}",
    ),
    "leave_over_180_days": FindingCode(
        WARNING,
        "The leave of this clause can last {days} days. Federal aid allows {most} days of leave "
        "within {months} months: talk to financial aid before it starts.",
        "federal rules on leave of absence",
    ),
    "leave_blocks_testing": FindingCode(
        WARNING,
        "{policy} does not allow sitting the exam while on leave: agree with the school when "
        "the leave ends before booking a date.",
        "{source}",
    ),
    "gate_tries_used": FindingCode(
        WARNING,
        "{policy} allows {most} tries to reach its practice score and {tries} are used without "
        "reaching it: ask what comes next.",
        "{source}",
    ),
    "gate_extra": FindingCode(
        INFO,
        "{policy} also asks, before the sitting: {extra}. A person has to confirm it.",
        "{source}",
    ),
}
