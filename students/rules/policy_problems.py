"""What can be wrong with a policy, with the place to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from students.rules.case import Policy
from students.rules.reference import Reference, ScoreRelease


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `where` is a clause's name (empty: the policy itself), `field` its key.

    A warning does not keep a policy from being saved.
    """

    where: str
    field: str
    message: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The policy that is looked at, by the facts in force on the day somebody types it."""

    policy: Policy
    reference: Reference
    on: date

    @property
    def release(self) -> ScoreRelease:
        """When scores come out."""
        return self.reference.release(self.on)


def error(where: str, field: str, message: str) -> Problem:
    """A problem that makes the policy impossible."""
    return Problem(where, field, message)


def warning(where: str, field: str, message: str) -> Problem:
    """A problem that a person should look at again."""
    return Problem(where, field, message, is_warning=True)
