"""What to do with an area's hours: learn, explain, test yourself, in a mix that suits the phase.

Retrieval makes knowledge last, content repairs what was never understood. So the search for gaps
is mostly questions, rebuilding is half content, practising is mostly timed mixed questions, and
the last days only recall.
"""

from __future__ import annotations

from collections.abc import Mapping

from plans.engine.agenda import Activity
from plans.engine.causes import Shape
from plans.engine.phases import PhaseName

_FULL = 100  # percent
Mix = Mapping[Activity, int]

QUESTIONS, CONTENT = Activity.QUESTIONS, Activity.CONTENT
EXPLAIN_BACK, FLASHCARDS = Activity.EXPLAIN_BACK, Activity.FLASHCARDS

FIND_GAPS: Mix = {QUESTIONS: 75, CONTENT: 25}
MIXES: Mapping[PhaseName, Mix] = {
    PhaseName.SETTLE: FIND_GAPS,
    PhaseName.DIAGNOSE: FIND_GAPS,
    PhaseName.REBUILD: {CONTENT: 50, QUESTIONS: 30, EXPLAIN_BACK: 12, FLASHCARDS: 8},
    PhaseName.PRACTISE: {QUESTIONS: 82, EXPLAIN_BACK: 7, FLASHCARDS: 7, CONTENT: 4},
    PhaseName.TAPER: {FLASHCARDS: 40, EXPLAIN_BACK: 35, QUESTIONS: 25},
}
RETRIEVAL_REBUILD: Mix = {QUESTIONS: 45, CONTENT: 20, EXPLAIN_BACK: 22, FLASHCARDS: 13}
CONTENT_REBUILD: Mix = {CONTENT: 60, QUESTIONS: 25, EXPLAIN_BACK: 10, FLASHCARDS: 5}
MOST_CONTENT = 25  # percent from rebuild on, for who memorised or did little retrieval
LEAST_PRACTISE_QUESTIONS = 70  # percent


def mix_for(phase: PhaseName, shape: Shape) -> Mix:
    """The mix of a phase, as the causes shape it."""
    if phase is PhaseName.REBUILD and shape.needs_retrieval:
        return RETRIEVAL_REBUILD
    if phase is PhaseName.REBUILD and shape.has("weak_foundation"):
        return CONTENT_REBUILD
    return MIXES[phase]


class Mixer:
    """Hands out a phase's activities so that it keeps to its mix, and to its limits, as it goes."""

    def __init__(self, phase: PhaseName, shape: Shape) -> None:
        mix = mix_for(phase, shape)
        self._activities = tuple(mix)
        self._shares = tuple(mix.values())
        self._spent = [0] * len(mix)
        self._total = 0
        limits: Mix = {}
        if phase is PhaseName.REBUILD and shape.needs_retrieval:
            limits = {CONTENT: MOST_CONTENT}
        self._limits = tuple(limits.get(activity, _FULL) for activity in self._activities)
        self._most_other = _FULL
        if phase is PhaseName.PRACTISE:
            self._most_other = _FULL - LEAST_PRACTISE_QUESTIONS

    def next_activity(self, quarters: int, *, may_ask: bool = True) -> Activity:
        """The activity furthest behind its share that the limits still allow.

        Without `may_ask` the block is too short for questions timed as the exam's.
        """
        total = self._total = self._total + quarters
        other = total - self._spent[self._activities.index(QUESTIONS)]
        only_questions = may_ask and other * _FULL > self._most_other * total
        best, most_behind = -1, 0
        for i, activity in enumerate(self._activities):
            if only_questions and activity is not QUESTIONS:
                continue
            if activity is QUESTIONS and not may_ask:
                continue
            if (self._spent[i] + quarters) * _FULL > self._limits[i] * total:
                continue
            behind = self._shares[i] * total - _FULL * self._spent[i]
            if best < 0 or behind > most_behind:
                best, most_behind = i, behind
        self._spent[best] += quarters
        return self._activities[best]
