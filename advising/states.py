"""The four states a thing can be shown in, each a colour, an icon's shape and a word. Pure.

A state never stands alone: whoever shows one also says, in words, what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How much attention something asks for. Its value is the end of a CSS class name."""

    STOP = "stop"
    WARN = "warn"
    GOOD = "good"
    INFO = "info"
    NONE = "none"


ICONS = {
    State.STOP: "exclamation-octagon",
    State.WARN: "exclamation-triangle",
    State.GOOD: "check-circle",
    State.INFO: "info-circle",
    State.NONE: "dash-circle",
}

# Finding levels, message levels and field values that are not states themselves.
SAME_AS = {
    "stop": State.STOP,
    "error": State.STOP,
    "danger": State.STOP,
    "warn": State.WARN,
    "warning": State.WARN,
    "good": State.GOOD,
    "success": State.GOOD,
    "info": State.INFO,
}


def state_of(level: str) -> State:
    """The state of a finding's or message's level; an unknown one is shown without colour."""
    return SAME_AS.get(level, State.NONE)


@dataclass(frozen=True, slots=True)
class ScenarioWords:
    """How a readiness scenario is shown: to the dean by its name, to the student in a sentence."""

    state: State
    name: str
    sentence: str


# NBME's four readings of a likely range against the low-pass band, worst first.
SCENARIOS = {
    "at_risk": ScenarioWords(
        State.STOP, "at risk", "Your last practice score's range lies below the passing band."
    ),
    "borderline": ScenarioWords(
        State.WARN, "borderline", "Your last practice score's range reaches into the passing band."
    ),
    "close": ScenarioWords(
        State.INFO, "close", "Your last practice score's range starts inside the passing band."
    ),
    "likely_ready": ScenarioWords(
        State.GOOD, "likely ready", "Your last practice score's range lies above the passing band."
    ),
    "not_enough_data": ScenarioWords(
        State.NONE, "not enough data", "There is no practice score that can be read yet."
    ),
}
