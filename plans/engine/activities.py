"""What to do with an area's hours: learn, explain, test yourself, in a mix that suits the phase.

Retrieval makes knowledge last, content repairs what was never understood. So the search for gaps
is mostly questions, rebuilding is half content, practising is mostly timed mixed questions, and
the last days only recall.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    PhaseName.PRACTISE: {QUESTIONS: 78, EXPLAIN_BACK: 9, FLASHCARDS: 9, CONTENT: 4},
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


@dataclass(slots=True)
class Mixer:
    """Hands out activities so that each phase keeps to its mix as it goes along."""

    shape: Shape
    _spent: dict[PhaseName, dict[Activity, int]] = field(default_factory=dict)

    def next_activity(self, phase: PhaseName, quarters: int) -> Activity:
        """The activity furthest behind its share that the phase's limits still allow."""
        mix = mix_for(phase, self.shape)
        spent = self._spent.setdefault(phase, dict.fromkeys(mix, 0))
        total = sum(spent.values()) + quarters
        allowed = [
            activity for activity in mix if self._is_allowed(activity, spent, quarters, phase)
        ]
        choice = max(allowed, key=lambda activity: mix[activity] * total - _FULL * spent[activity])
        spent[choice] += quarters
        return choice

    def _is_allowed(
        self, activity: Activity, spent: Mapping[Activity, int], quarters: int, phase: PhaseName
    ) -> bool:
        total = sum(spent.values()) + quarters
        if activity is CONTENT and phase is PhaseName.REBUILD and self.shape.needs_retrieval:
            return (spent[activity] + quarters) * _FULL <= MOST_CONTENT * total
        if activity is not QUESTIONS and phase is PhaseName.PRACTISE:
            other = total - spent[QUESTIONS]
            return other * _FULL <= (_FULL - LEAST_PRACTISE_QUESTIONS) * total
        return True
