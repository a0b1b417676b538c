"""Load the library of published policies: like other reference rows, never over staff's changes.

A document of the library is a policy as a case file holds it inline, with what no rule computes
kept in words beside it (docs/policy.md). It is found by the policy's code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from students.actions.policies import Note, Remarks, remarks_of, save_policy
from students.casefile import CaseNotValid, parse_policy
from students.gather_policies import policy_of_row
from students.loading import LIBRARY, Loaded, read_document
from students.models import Policy
from students.reference import load_reference
from students.rules import case
from students.rules.reference import Reference


def read_library(folder: Path) -> list[dict[str, Any]]:
    """The library's documents in a folder; none if it has no library."""
    path = folder / LIBRARY
    documents: list[dict[str, Any]] = read_document(path) if path.exists() else []
    return documents


@transaction.atomic
def load_library(
    documents: list[dict[str, Any]], loaded: Loaded, *, overwrite: bool = False
) -> None:
    """Bring the published policies up to the shipped ones and note what changed in `loaded`.

    Raises ValidationError if a document is no policy.
    """
    if not documents:
        return
    reference = load_reference()
    related = ("on_fail", "deadlines", "notes")
    rows = Policy.objects.filter(school=None).select_related("gate").prefetch_related(*related)
    known = {row.code: row for row in rows}
    for document in documents:
        policy, remarks = _parsed(document, reference)
        _bring_up(known.get(policy.code), policy, remarks, loaded, overwrite=overwrite)


def _bring_up(
    found: Policy | None,
    policy: case.Policy,
    remarks: Remarks,
    loaded: Loaded,
    *,
    overwrite: bool,
) -> None:
    name = f"policy {policy.code}"
    if found and (policy_of_row(found), remarks_of(found)) == (policy, remarks):
        loaded.unchanged.append(name)
    elif found and found.edited_at and not overwrite:
        loaded.kept.append(name)
    else:
        save_policy(policy=policy, school=None, remarks=remarks, replaces=found)
        (loaded.updated if found else loaded.created).append(name)


def _parsed(document: dict[str, Any], reference: Reference) -> tuple[case.Policy, Remarks]:
    try:
        policy = parse_policy(document["policy"], reference)
    except CaseNotValid as error:
        raise ValidationError(f"policy {document['policy'].get('code')}: {error}") from error
    notes = sorted((Note(**note) for note in document["notes"]), key=lambda note: note.fail or 0)
    return policy, Remarks(document["policy_date"], document["is_truncated"], tuple(notes))
