"""What a student reads about hold and dates: what it asks, what follows, never blame. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from advising.words import say_day, say_day_with_left
from students.choices import HoldState, ReleaseGround, ResumeOn
from students.models import Hold

# What happens if a day is missed, by its kind.
IF_MISSED: Mapping[str, str] = {
    "sit_by": (
        "Nothing happens by itself. {who} decides what comes next, and a later day is one of the "
        "answers. Ask before the day: it is much easier to give then."
    ),
    "pass_by": (
        "Nothing happens by itself. {who} decides what comes next: more time, a leave, or the next "
        "step of the policy. Talk to your dean before the day, not after it."
    ),
    "meet_by": (
        "The conversation is there to help you. If the day does not work, write and ask for another."
    ),
    "latest_safe": (
        "You can still sit later. The score is then usually, but not surely, out before the "
        "deadline, so talk to your dean first."
    ),
    "permit": (
        "Your exam permit ends with this day, and you cannot sit on it later. Ask for a new "
        "eligibility period before the day, and tell your dean."
    ),
    "exam": "You may move it. Plan again and look at the last safe day before you choose another.",
    "exam_over": (
        "If you sat, report it under next steps; the result can be added later. If you did not, "
        "plan again, and look at the last safe day before you choose another."
    ),
}
ENDS: Mapping[str, str] = {
    ResumeOn.PASS: "It ends when you have passed and your dean lifts it.",
    ResumeOn.SAT: "It ends when you have sat again and your dean lifts it.",
    ResumeOn.NEVER: "The policy names no way back by itself: people decide, so ask to be heard.",
}
GROUNDS: Mapping[str, str] = {
    ReleaseGround.PASSED: "You passed. Your dean has been told and lifts the hold.",
    ReleaseGround.SAT: "You have sat again. Your dean has been told and lifts the hold.",
    ReleaseGround.CAUSE_GONE: (
        "The result it came from has changed. Your dean looks at it and lifts the hold."
    ),
    ReleaseGround.NOT_ASKED: (
        "Your school's policy no longer asks for it. Your dean looks at it and lifts the hold."
    ),
}


def say_if_missed(kind: str, approver: str | None) -> str:
    """What happens if a day of this kind is missed; `permit` is the last safe day the permit sets."""
    return IF_MISSED[kind].format(who=f"The {approver}" if approver else "Your school")


def say_hold_state(hold: Hold, *, today: date) -> str:
    """The hold's state in a few words; one that only begins says when."""
    if hold.state == HoldState.ACTIVE and hold.starts_on > today:
        return f"Begins {say_day_with_left(hold.starts_on, today=today)}"
    return hold.get_state_display()


def say_hold(hold: Hold | None, *, today: date) -> str:
    """The hold's state, in one or two sentences."""
    if hold is None:
        return "You are not on hold."
    if hold.is_lifted and hold.lifted_by:
        early = " early" if hold.state == HoldState.OVERRIDDEN else ""
        return (
            f"{hold.lifted_by.name} lifted it{early} on {say_day(hold.lifted_on)}. "
            "You can go back to your clerkships."
        )
    if hold.state == HoldState.RELEASE_PROPOSED:
        return GROUNDS[hold.release_ground]
    if hold.starts_on > today:
        begun = f"From {say_day(hold.starts_on)} you are out of clerkships"
    else:
        begun = f"Since {say_day(hold.starts_on)} you are out of clerkships"
    return f"{begun}, to have time to prepare. {ENDS[hold.resume_on]}"
