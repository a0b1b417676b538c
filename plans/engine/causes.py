"""What went wrong last time, and how it shapes the next plan.

Causes shape the plan inside what is always true of it; they move no rule's number. Each effect
is visible: a block's `why` or a finding names the cause.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """What the causes of a case ask of its plan."""

    causes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, causes: Collection[str]) -> Shape:
        return cls(frozenset(causes))

    def has(self, *causes: str) -> bool:
        """Whether any of the causes was named."""
        return not self.causes.isdisjoint(causes)

    def first_of(self, *causes: str) -> str:
        """The first of the causes that was named; an empty string if none was."""
        return next((cause for cause in causes if cause in self.causes), "")

    @property
    def is_close_to_exams(self) -> bool:
        """Practice exams at most 11 days apart."""
        return self.has("skipped_practice_exams", "ignored_results")

    @property
    def needs_retrieval(self) -> bool:
        return self.has("memorised_not_mastered", "little_retrieval")

    @property
    def is_burnt_out(self) -> bool:
        return self.has("burnout")

    @property
    def weakest_first(self) -> bool:
        return self.has("avoided_weaknesses")

    @property
    def refuses_early_wish(self) -> bool:
        return self.has("rushed")
