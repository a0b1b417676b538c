"""The case file: JSON to a `Case` and back, without loss (docs/case-file.md).

`parse_case` is strict and finds every error in one pass. `case_to_json` is its exact inverse,
because both read the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from students.casefile.case_table import CASE
from students.casefile.codecs import CaseError, Constant, Reading, parse_day
from students.casefile.policies import POLICY
from students.rules.case import Case, Policy
from students.rules.reference import Reference

__all__ = [
    "VERSION",
    "CaseError",
    "CaseNotValid",
    "case_to_json",
    "parse_case",
    "parse_policy",
    "policy_to_json",
]

VERSION: Final = 1


class CaseNotValid(ValueError):
    """The document is not a case; `errors` says everything that is wrong with it."""

    def __init__(self, errors: Iterable[CaseError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(f"{error.path}: {error.message}" for error in self.errors))

    @classmethod
    def from_text(cls, message: str) -> CaseNotValid:
        """A document that is wrong as a whole, such as one that is not JSON."""
        return cls([CaseError("", message)])

    def as_json(self) -> dict[str, list[dict[str, str]]]:
        """The errors as the commands print them."""
        return {"errors": [error._asdict() for error in self.errors]}


def parse_case(document: object, reference: Reference) -> Case:
    """The case of a JSON document already decoded. Raises `CaseNotValid` with every error."""
    if not isinstance(document, dict):
        raise CaseNotValid.from_text("Give one JSON object: a case file.")
    exam = document.get("exam")
    reading = Reading(
        reference,
        as_of=parse_day(document.get("as_of")),
        exam=exam if isinstance(exam, str) else None,
    )
    body = dict(document)
    Constant(VERSION).read(body.pop("version", None), "version", reading)
    case: Case = CASE.read(body, "", reading)
    if reading.errors:
        raise CaseNotValid(reading.errors)
    return case


def parse_policy(document: object, reference: Reference) -> Policy:
    """The policy of a JSON document, as a case file would hold it. Raises `CaseNotValid`."""
    reading = Reading(reference, as_of=None, exam=None)
    policy: Policy = POLICY.read(document, "", reading)
    if reading.errors:
        raise CaseNotValid(reading.errors)
    return policy


def case_to_json(case: Case) -> dict[str, Any]:
    """The complete document of a case: every key is there, what is not known is null.

    Raises `ValueError` for a case with extensions, which a document cannot say: `with_extensions`
    writes them into its policy first.
    """
    if case.extensions:
        raise ValueError("Write the extensions into the policy before the case into a document.")
    return {"version": VERSION, **CASE.write(case)}


def policy_to_json(policy: Policy) -> dict[str, Any]:
    """The complete document of a policy, as a case file holds it inline."""
    return POLICY.write(policy)
