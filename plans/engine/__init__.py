"""The plan engine: what the rules and the plan conclude from a case. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from students.rules.case import Case
from students.rules.conclude import RulesResult, conclude_rules
from students.rules.reference import Reference


@dataclass(frozen=True, slots=True)
class Result:
    """The whole result of a case."""

    rules: RulesResult


def conclude(case: Case, reference: Reference) -> Result:
    """Everything the rules conclude."""
    return Result(conclude_rules(case, reference))


def result_to_json(result: Result) -> dict[str, Any]:
    """The result document."""
    return result.rules.as_json() | {"plan": None, "remedies": [], "forecast": [], "feasible": None}
