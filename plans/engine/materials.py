"""Which discipline and which resource a block is for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from plans.engine.agenda import Activity
from students.rules.reference import Discipline, Resource

BIG_TICKET_PERCENT = 125  # the disciplines that carry most questions come up more (seed 003)
MISSED_PERCENT, MOST_MISSED = 5, 20  # for every missed question on a discipline, up to double
LEAN_RESOURCES = 3  # for who drowned in resources last time
_ROTATION_LENGTH = 40
# Areas of the outline that are a discipline of their own: pathology says nothing of statistics.
OWN_DISCIPLINES: Mapping[str, Collection[str]] = {
    "biostatistics": (),
    "social_sciences": ("behavioral_sciences",),
}
_KINDS: Mapping[Activity, Sequence[str]] = {
    Activity.QUESTIONS: ("qbank",),
    Activity.CONTENT: ("video", "book"),
    Activity.EXPLAIN_BACK: ("book", "video"),
    Activity.FLASHCARDS: ("flashcards", "book"),
}


def disciplines_of(area: str, disciplines: Sequence[Discipline]) -> list[Discipline]:
    """The disciplines an area is studied by: all, but for areas that are one of their own."""
    own = OWN_DISCIPLINES.get(area)
    return [item for item in disciplines if own is None or item.code in own]


def rotations_of(
    areas: Sequence[str], disciplines: Sequence[Discipline], missed_topics: Mapping[str, int]
) -> list[list[str]]:
    """For each area the disciplines in turn; each starts elsewhere, so a day mixes them."""
    known: dict[tuple[str, ...], list[str]] = {}
    rotations = []
    for i, area in enumerate(areas):
        own = disciplines_of(area, disciplines)
        codes = tuple(item.code for item in own)
        if codes not in known:
            known[codes] = discipline_rotation(own, missed_topics)
        start = i * len(known[codes]) // len(areas)
        rotations.append(known[codes][start:] + known[codes][:start])
    return rotations


def discipline_rotation(
    disciplines: Sequence[Discipline], missed_topics: Mapping[str, int]
) -> list[str]:
    """The disciplines in the order blocks take them, each as often as its share of the exam.

    Those named in missed topics come up more. Smooth weighted round robin: none comes twice in a
    row while another is further behind.
    """
    shares = {item.code: _share(item, missed_topics) for item in disciplines}
    total = sum(shares.values())
    credit = dict.fromkeys(shares, 0)
    rotation: list[str] = []
    for _ in range(_ROTATION_LENGTH if shares else 0):
        for code, share in shares.items():
            credit[code] += share
        chosen = max(credit, key=credit.__getitem__)
        credit[chosen] -= total
        rotation.append(chosen)
    return rotation


def _share(item: Discipline, missed_topics: Mapping[str, int]) -> int:
    """A discipline's share in whole numbers: outline, big ticket, and misses by name."""
    words = (item.code.replace("_", " ").lower(), item.name.lower())
    missed = sum(
        count
        for topic, count in missed_topics.items()
        if any(word in topic.lower() for word in words)
    )
    factor = BIG_TICKET_PERCENT if item.is_big_ticket else 100
    return round(item.low + item.high) * (factor + MISSED_PERCENT * min(missed, MOST_MISSED))


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
