"""One sentence a flag: what is the matter, with its days and numbers. Never a label on a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from advising.caseload.phrases import DEADLINE_VERBS, RELEASE_GROUNDS, say_ago
from advising.words import say_day, say_day_with_left, say_number
from students.rules.dates import plural
from students.rules.flags import Flag

Inputs = Mapping[str, Any]


def _deadline_passed(given: Inputs, today: date) -> str:
    day = say_day_with_left(given["due_on"], today=today)
    return f"The deadline to {DEADLINE_VERBS[given['kind']]} was {day}."


def _no_attempts_left(given: Inputs, today: date) -> str:
    return f"No attempt is left: {plural(given['used'], 'attempt')} used."


def _safe_day_passed(given: Inputs, today: date) -> str:
    day = say_day_with_left(given["latest_safe_on"], today=today)
    typical = given["latest_typical_on"]
    if typical is None or typical < today:
        return f"The latest safe day to sit was {day}."
    return f"The latest safe day to sit was {day}; until {say_day(typical)} it usually still works."


def _deadline_near(given: Inputs, today: date) -> str:
    day = say_day_with_left(given["due_on"], today=today)
    return f"The deadline to {DEADLINE_VERBS[given['kind']]} is {day}."


def _plan_infeasible(given: Inputs, today: date) -> str:
    if "made_for_on" in given:
        then, now = say_day(given["made_for_on"]), say_day(given["latest_safe_on"])
        return (
            f"The plan could not meet the deadline it was made for. The latest safe day moved since, "
            f"from {then} to {now}: the plan waits to be made again."
        )
    if given["short"] is None:
        return "The plan is not ready by the deadline."
    return f"The plan cannot meet the deadline: {plural(given['short'], 'day')} short."


def _exam_too_late(given: Inputs, today: date) -> str:
    days = (given["exam_on"] - given["latest_safe_on"]).days
    exam, safe = say_day(given["exam_on"]), say_day(given["latest_safe_on"])
    return f"The planned exam, {exam}, is {plural(days, 'day')} after the latest safe day, {safe}."


def _safe_day_near(given: Inputs, today: date) -> str:
    return (
        f"The latest safe day to sit is {say_day_with_left(given['latest_safe_on'], today=today)}."
    )


def _release_proposed(given: Inputs, today: date) -> str:
    return f"The hold waits for you to lift it: {RELEASE_GROUNDS[given['ground']]}."


def _gate_not_met(given: Inputs, today: date) -> str:
    exam = say_day_with_left(given["exam_on"], today=today)
    if given["score"] is None:
        return f"The exam is {exam}, and no practice score counts towards the gate."
    score, gate = say_number(given["score"]), say_number(given["gate"])
    return (
        f"The exam is {exam}, and the gate is not met: last score {score} EPC, ready from {gate}."
    )


def _exam_day_passed(given: Inputs, today: date) -> str:
    day = say_day_with_left(given["exam_on"], today=today)
    return f"The planned exam was {day}; no sitting is on record."


def _meeting_missed(given: Inputs, today: date) -> str:
    day = say_day_with_left(given["due_on"], today=today)
    return f"A meeting was due by {day}, and is not marked as held."


def _meeting_near(given: Inputs, today: date) -> str:
    return f"A meeting is due by {say_day_with_left(given['due_on'], today=today)}."


def _repeat_fail(given: Inputs, today: date) -> str:
    return f"Fail number {given['fails']} was reported {say_day(given['reported_on'])}."


def _nothing_since_fail(given: Inputs, today: date) -> str:
    since = say_ago(given["reported_on"], today=today)
    return (
        f"Nothing has been written, logged or planned in the {since} since the fail was reported."
    )


def _score_falling(given: Inputs, today: date) -> str:
    score, points = say_number(given["score"]), say_number(given["before"] - given["score"])
    return f"The last practice score, {score} EPC, is {points} below the one before."


def _below_band(given: Inputs, today: date) -> str:
    low, high, band = (say_number(given[name]) for name in ("low", "high", "band"))
    return (
        f"The last practice score's range, {low}\N{EN DASH}{high} EPC, lies below the passing band "
        f"from {band}."
    )


def _score_flat(given: Inputs, today: date) -> str:
    low, high = say_number(given["low"]), say_number(given["high"])
    since = say_ago(given["from_on"], today=today)
    where = f"at {low} EPC" if low == high else f"between {low} and {high} EPC"
    return f"The last {given['count']} practice scores, over {since}, all lie {where}."


def _no_recent_score(given: Inputs, today: date) -> str:
    if given["score_on"] is None:
        since = say_ago(given["reported_on"], today=today)
        return f"No practice score counts yet, {since} after the fail was reported."
    return f"No practice score for {say_ago(given['score_on'], today=today)}."


def _no_plan(given: Inputs, today: date) -> str:
    since = say_ago(given["submitted_on"], today=today)
    return f"The intake was submitted {since} ago and there is no plan yet."


def _plan_stalled(given: Inputs, today: date) -> str:
    return f"Nothing has been said of the plan for {say_ago(given['since_on'], today=today)}."


def _choice_needed(given: Inputs, today: date) -> str:
    return "Whether to finish or leave the current rotation is not chosen yet."


def _dates_unknown(given: Inputs, today: date) -> str:
    if given["clause"] is None:
        return "No policy in force governs this student, so no deadline is known."
    return "A deadline counts from a day that is not on record."


def _intake_unfinished(given: Inputs, today: date) -> str:
    return (
        f"The intake was started {say_ago(given['started_on'], today=today)} ago and not submitted."
    )


def _intake_not_started(given: Inputs, today: date) -> str:
    return f"The intake is not started, {say_ago(given['joined_on'], today=today)} after the account was made."


def _plan_proposed(given: Inputs, today: date) -> str:
    exam = say_day(given["exam_on"])
    since = say_day(given["proposed_on"])
    return f"A plan with the exam on {exam} waits for you since {since}."


def _awaiting_result(given: Inputs, today: date) -> str:
    return f"Sat again on {say_day(given['sat_on'])}; the result is not on record."


def _account_off(given: Inputs, today: date) -> str:
    return "The student's account is switched off: nobody can log in with it."


def _passed(given: Inputs, today: date) -> str:
    return f"Passed; reported {say_day(given['passed_on'])}."


SENTENCES: Mapping[Flag, Callable[[Inputs, date], str]] = {
    Flag.DEADLINE_PASSED: _deadline_passed,
    Flag.NO_ATTEMPTS_LEFT: _no_attempts_left,
    Flag.SAFE_DAY_PASSED: _safe_day_passed,
    Flag.DEADLINE_NEAR: _deadline_near,
    Flag.PLAN_INFEASIBLE: _plan_infeasible,
    Flag.EXAM_TOO_LATE: _exam_too_late,
    Flag.SAFE_DAY_NEAR: _safe_day_near,
    Flag.RELEASE_PROPOSED: _release_proposed,
    Flag.GATE_NOT_MET: _gate_not_met,
    Flag.EXAM_DAY_PASSED: _exam_day_passed,
    Flag.MEETING_MISSED: _meeting_missed,
    Flag.MEETING_NEAR: _meeting_near,
    Flag.REPEAT_FAIL: _repeat_fail,
    Flag.NOTHING_SINCE_FAIL: _nothing_since_fail,
    Flag.SCORE_FALLING: _score_falling,
    Flag.BELOW_BAND: _below_band,
    Flag.SCORE_FLAT: _score_flat,
    Flag.NO_RECENT_SCORE: _no_recent_score,
    Flag.NO_PLAN: _no_plan,
    Flag.PLAN_STALLED: _plan_stalled,
    Flag.CHOICE_NEEDED: _choice_needed,
    Flag.DATES_UNKNOWN: _dates_unknown,
    Flag.INTAKE_UNFINISHED: _intake_unfinished,
    Flag.INTAKE_NOT_STARTED: _intake_not_started,
    Flag.PLAN_PROPOSED: _plan_proposed,
    Flag.AWAITING_RESULT: _awaiting_result,
    Flag.ACCOUNT_OFF: _account_off,
    Flag.PASSED: _passed,
}
