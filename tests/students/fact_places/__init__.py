"""Where each fact of tests/data/reference.yaml is kept: a model, a row's fixed name, a field.

A place is `(path in the YAML, model, fixed name, attribute)`; an attribute may go through a
relation or into JSON with dots.
"""

from collections.abc import Iterator
from typing import Any

from tests.students.fact_places import evidence, exams
from tests.students.fact_places.paths import Place, leaves

__all__ = ["leaves", "places"]


def places(facts: dict[str, Any]) -> Iterator[Place]:
    """Where every leaf of the facts is kept."""
    for part in (
        exams.exam_places,
        exams.outline_places,
        exams.practice_places,
        exams.readiness_places,
        exams.rule_places,
        evidence.evidence_places,
        evidence.support_places,
        evidence.statement_places,
    ):
        yield from part(facts)
