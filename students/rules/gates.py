"""On which scale a school's gate is read."""

from __future__ import annotations

from students.rules.case import Gate
from students.rules.reference import Reference


def gate_scale(gate: Gate, reference: Reference) -> str | None:
    """The scale a gate names, else the one that all its instruments are scored on.

    None where the school leaves it open; scores on different scales are never compared.
    """
    if gate.scale is not None and gate.instruments:
        return gate.scale
    scales = {reference.instruments[code].scale for code in gate.instruments}
    return scales.pop() if len(scales) == 1 else None
