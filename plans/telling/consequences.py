"""Why each consequence of a what-if is what it is: its rule, its source, its day. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

ENGINE: Final = "plan engine: what is always true of a plan"
FORECAST: Final = "plan engine: forecast"
RELEASES: Final = "score release, in the reference data; your school's policy"


@dataclass(frozen=True, slots=True)
class Consequence:
    """The rule behind one row, its source, and the key of its day among the student's dates."""

    rule: str
    source: str
    day: str = ""


# By the name of the row.
CONSEQUENCES: Final[Mapping[str, Consequence]] = MappingProxyType(
    {
        "Hours a week": Consequence(
            "The hours you said your weekdays hold; other hours change every weekday alike.",
            "your intake",
        ),
        "Exam": Consequence(
            "A wished day is kept if the rules, the least study time and the practice exams before "
            "it allow it; else the earliest day on which the forecast is ready is taken.",
            ENGINE,
            "exam",
        ),
        "Why that day": Consequence(
            "Which of a wish, the forecast and the deadlines decided the day.", ENGINE, "exam"
        ),
        "Hours until then": Consequence(
            "What your study days hold until the exam, without rest, buffer and days off.", ENGINE
        ),
        "Forecast for that day": Consequence(
            "A model of your practice scores so far and of what the hours still add; the range "
            "holds four scores in five.",
            FORECAST,
        ),
        "Chance to pass (unofficial)": Consequence(
            "The forecast read by the curve that the reference data gives. It is no official "
            "reading.",
            FORECAST,
        ),
        "Ready by the forecast": Consequence(
            "A day is ready if the forecast for it reaches the score that counts as ready.",
            FORECAST,
        ),
        "Latest safe day to sit": Consequence(
            "The last sitting whose score is surely out before a deadline.", RELEASES, "latest_safe"
        ),
        "Room before the latest safe day": Consequence(
            "The days from the exam to the latest safe day to sit.", RELEASES, "latest_safe"
        ),
        "Hold usually ends": Consequence(
            "The hold ends by what the policy asks for: the score of this sitting when it usually "
            "comes out, or the sitting itself.",
            RELEASES,
            "hold",
        ),
        "Hold surely ends": Consequence(
            "The hold ends by what the policy asks for: the score of this sitting when it comes "
            "out at the latest, or the sitting itself.",
            RELEASES,
            "hold",
        ),
        "Back in clerkships with": Consequence(
            "The first rotation for which a sitting on this day is usually scored in time.",
            RELEASES,
            "hold",
        ),
    }
)


def kept_deadline(day: str) -> Consequence:
    """Why a deadline is kept or not, whichever it is."""
    return Consequence(
        "A deadline is kept if the score of this sitting, or the sitting where that is enough, is "
        "surely there in time.",
        RELEASES,
        day,
    )
