"""Which discipline and which resource a block is for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from plans.engine.agenda import Activity
from students.rules.reference import Discipline, Resource

BIG_TICKET_FACTOR = 1.25  # the disciplines that carry most questions come up more (seed 003)
LEAN_RESOURCES = 3  # for who drowned in resources last time
_ROTATION_LENGTH = 40
_KINDS: Mapping[Activity, Sequence[str]] = {
    Activity.QUESTIONS: ("qbank",),
    Activity.CONTENT: ("video", "book"),
    Activity.EXPLAIN_BACK: ("book", "video"),
    Activity.FLASHCARDS: ("flashcards", "book"),
}


def discipline_rotation(disciplines: Sequence[Discipline]) -> list[str]:
    """The disciplines in the order blocks take them, each as often as its share of the exam.

    Smooth weighted round robin: no discipline comes twice in a row while another is behind.
    """
    shares = {
        item.code: (item.low + item.high) * (BIG_TICKET_FACTOR if item.is_big_ticket else 1)
        for item in disciplines
    }
    total = sum(shares.values())
    credit = dict.fromkeys(shares, 0.0)
    rotation: list[str] = []
    for _ in range(_ROTATION_LENGTH if shares else 0):
        for code, share in shares.items():
            credit[code] += share
        chosen = max(credit, key=lambda code: round(credit[code], 6))
        credit[chosen] -= total
        rotation.append(chosen)
    return rotation


@dataclass(frozen=True, slots=True)
class Shelf:
    """The plan's resources: those in use, and those the student should set aside."""

    used: tuple[Resource, ...]
    set_aside: tuple[Resource, ...]
    _known: dict[tuple[Activity, str | None], str | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def resource_for(self, activity: Activity, discipline: str | None) -> str | None:
        """The resource for an activity: one made for the discipline, else a general one."""
        key = (activity, discipline)
        if key not in self._known:
            self._known[key] = self._find(activity, discipline)
        return self._known[key]

    def _find(self, activity: Activity, discipline: str | None) -> str | None:
        for kind in _KINDS.get(activity, ()):
            fitting = [item for item in self.used if item.kind == kind]
            special = [item for item in fitting if discipline in item.disciplines]
            general = [item for item in fitting if not item.disciplines]
            if special or general:
                return (special or general)[0].code
        return None


def choose_resources(owned: Collection[str], resources: Mapping[str, Resource], most: int) -> Shelf:
    """At most so many resources, the core ones first, then in the student's own order.

    Each further resource costs time that the first ones would have repaid (seed 003).
    """
    known = [resources[code] for code in owned if code in resources]
    ranked = sorted(known, key=lambda item: not item.is_core)
    return Shelf(tuple(ranked[:most]), tuple(ranked[most:]))
