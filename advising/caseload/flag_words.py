"""What each flag is called, how it is coloured, which rule raises it, and what its inputs are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advising.states import State
from students.rules.flags import Flag


@dataclass(frozen=True, slots=True)
class FlagWords:
    """A flag's name, its colour and the rule that raises it. `{limit}` is the number in force."""

    label: str
    state: State
    rule: str


WORDS: Mapping[Flag, FlagWords] = {
    Flag.DEADLINE_PASSED: FlagWords(
        "Deadline passed",
        State.STOP,
        "A deadline of the policy to sit or to pass has gone by without it.",
    ),
    Flag.NO_ATTEMPTS_LEFT: FlagWords(
        "No attempt left",
        State.STOP,
        "The exam's limit on attempts, or the school's own, is used up.",
    ),
    Flag.SAFE_DAY_PASSED: FlagWords(
        "Latest safe day passed",
        State.STOP,
        "The last day to sit whose score is sure to be out before the deadline has gone by.",
    ),
    Flag.DEADLINE_NEAR: FlagWords(
        "Deadline near",
        State.STOP,
        "A deadline of the policy to sit or to pass is {limit} days away or less.",
    ),
    Flag.PLAN_INFEASIBLE: FlagWords(
        "Plan cannot meet the deadline",
        State.STOP,
        "The plan's own forecast does not reach a ready day on or before the latest safe day "
        "it was made for.",
    ),
    Flag.EXAM_TOO_LATE: FlagWords(
        "Exam after the latest safe day",
        State.STOP,
        "The planned exam is later than the last day whose score is sure to be out in time.",
    ),
    Flag.SAFE_DAY_NEAR: FlagWords(
        "Latest safe day near",
        State.WARN,
        "The latest safe day to sit is {limit} days away or less.",
    ),
    Flag.RELEASE_PROPOSED: FlagWords(
        "Hold to be lifted",
        State.WARN,
        "There is a ground to lift the clerkship hold, and only a named person lifts one.",
    ),
    Flag.GATE_NOT_MET: FlagWords(
        "Gate not met",
        State.WARN,
        "The planned exam is {limit} days away or less and the gate is not met.",
    ),
    Flag.EXAM_DAY_PASSED: FlagWords(
        "Exam day passed", State.WARN, "The planned exam day is over and no sitting is on record."
    ),
    Flag.MEETING_MISSED: FlagWords(
        "Meeting missed",
        State.WARN,
        "The day that the policy wants a meeting held by is over, and not every meeting of the "
        "hold is marked as held.",
    ),
    Flag.MEETING_NEAR: FlagWords(
        "Meeting due",
        State.WARN,
        "A meeting that the policy asks for is {limit} days away or less.",
    ),
    Flag.REPEAT_FAIL: FlagWords(
        "Repeated fail", State.WARN, "Fail number {limit} or later has been reported."
    ),
    Flag.NOTHING_SINCE_FAIL: FlagWords(
        "Nothing since the fail",
        State.WARN,
        "No intake, practice exam or plan for {limit} days or more after the fail was reported.",
    ),
    Flag.SCORE_FALLING: FlagWords(
        "Score falling",
        State.WARN,
        "The last counting practice score is {limit} EPC or more below the one before.",
    ),
    Flag.BELOW_BAND: FlagWords(
        "Below the passing band",
        State.WARN,
        "The last counting practice score's likely range ends below the low-pass band.",
    ),
    Flag.SCORE_FLAT: FlagWords(
        "Scores flat",
        State.WARN,
        "The last {count} counting practice scores lie within {limit} EPC of one another and the "
        "gate is not met.",
    ),
    Flag.NO_RECENT_SCORE: FlagWords(
        "No recent practice score",
        State.WARN,
        "No counting practice exam for {limit} days or more, for an exam that plans are made for.",
    ),
    Flag.NO_PLAN: FlagWords(
        "No plan",
        State.WARN,
        "The intake was submitted {limit} or more days ago; no plan is made, though one can be.",
    ),
    Flag.PLAN_STALLED: FlagWords(
        "Plan without a word",
        State.WARN,
        "The plan runs, and the student has said nothing of it for {limit} days or more.",
    ),
    Flag.CHOICE_NEEDED: FlagWords(
        "Rotation to be chosen",
        State.WARN,
        "The policy lets the student finish or leave the current rotation; nothing is chosen yet.",
    ),
    Flag.DATES_UNKNOWN: FlagWords(
        "Deadlines unknown",
        State.WARN,
        "No policy governs the student, or a day that a deadline counts from is not on record.",
    ),
    Flag.INTAKE_UNFINISHED: FlagWords(
        "Intake unfinished",
        State.INFO,
        "The intake was started {limit} or more days ago and not submitted.",
    ),
    Flag.INTAKE_NOT_STARTED: FlagWords(
        "Intake not started",
        State.INFO,
        "The account is {limit} or more days old and the intake is not started.",
    ),
    Flag.PLAN_PROPOSED: FlagWords(
        "Plan proposed", State.INFO, "The student has asked you to look at the plan."
    ),
    Flag.AWAITING_RESULT: FlagWords(
        "Result awaited", State.INFO, "The student has sat again and no result is on record."
    ),
    Flag.ACCOUNT_OFF: FlagWords(
        "Account switched off",
        State.INFO,
        "School staff switched the student's account off. The record and its days stay, and the "
        "student stands after everybody who can log in and needs you.",
    ),
    Flag.PASSED: FlagWords("Passed", State.GOOD, "A pass is on record. The case is closed."),
}

INPUT_NAMES = {
    "due_on": "Deadline",
    "kind": "It asks to",
    "clause": "Clause",
    "used": "Attempts used",
    "made_for_on": "Latest safe day the plan was made for",
    "latest_safe_on": "Latest safe day",
    "latest_typical_on": "Usually still in time",
    "exam_on": "Planned exam",
    "short": "Days short",
    "fails": "Fails reported",
    "reported_on": "Latest fail reported",
    "score": "Last score, EPC",
    "score_on": "Taken",
    "gate": "Score that counts as ready, EPC",
    "before": "Score before, EPC",
    "before_on": "Taken",
    "low": "Lowest, EPC",
    "high": "Highest, EPC",
    "band": "Passing band from, EPC",
    "count": "Scores compared",
    "from_on": "First of them taken",
    "submitted_on": "Intake submitted",
    "since_on": "Last word on the plan, or its first day",
    "started_on": "Intake started",
    "joined_on": "Account made",
    "proposed_on": "Plan proposed",
    "sat_on": "Sat again",
    "passed_on": "Pass reported",
    "ground": "Because",
    "ready_on": "Known since",
}
