"""What can be wrong with a policy, with the place to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from students.rules.case import Policy
from students.rules.reference import Reference, ScoreRelease

FIRST_YEAR, LAST_YEAR = 1950, 2100
YEARS = f"Give a year from {FIRST_YEAR} to {LAST_YEAR}."
MOST = 99  # the most of anything counted: a case file holds no larger number
SITTINGS = f"Give a number from 1 to {MOST}."


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


def is_a_year(year: int) -> bool:
    """Whether a policy can be about this year."""
    return FIRST_YEAR <= year <= LAST_YEAR
