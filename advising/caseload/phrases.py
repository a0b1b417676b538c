"""Small turns of phrase that several of the dean's pages share. Pure."""

from __future__ import annotations

from datetime import date

from students.rules.dates import plural

RELEASE_GROUNDS = {
    "passed": "a pass is on record",
    "sat": "the student has sat again, which is what the policy asks for",
    "cause_gone": "the fail it came from is no longer on record",
    "not_asked": "no policy in force asks for it any more",
}
DEADLINE_VERBS = {"sit_by": "sit again", "pass_by": "pass", "meet_by": "meet"}


def say_ago(day: date, *, today: date) -> str:
    """How long ago a day was, in the form that fits after "for": "25 days", "1 day"."""
    return plural((today - day).days, "day")
