"""One copy of the reference in each process, for as long as its rows stay as they are."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from datetime import date
from threading import Lock
from typing import Any

from students.models import ReferenceVersion
from students.models.reference.version import Tokens
from students.rules.case import Policy
from students.rules.reference import Reference

# Today's and the undated reading with their parts, of the current version and of a few being written.
KEPT = 32

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def keep_reference(
    on: date | None,
    read_facts: Callable[[], Reference],
    read_policies: Callable[[], Mapping[str, tuple[Policy, ...]]],
) -> Reference:
    """The reference of a day, each part read again only if its rows changed; one query otherwise.

    A change renews its token in the same transaction. Rows read between two looks at the same
    token are therefore that token's rows, uncommitted ones too: nobody else sees the token before
    the commit, and nobody at all after a rollback.
    """
    tokens = _tokens()
    while (reference := _recall(tokens, on)) is None:
        facts = _recall(tokens.facts, on) or read_facts()
        policies = _recall(tokens.policies) or read_policies()
        before, tokens = tokens, _tokens()
        if tokens.facts == before.facts:
            _remember(facts, tokens.facts, on)
        if tokens.policies == before.policies:
            _remember(policies, tokens.policies)
        if tokens == before:
            _remember(replace(facts, policies=policies), tokens, on)
    return reference


def _tokens() -> Tokens:
    return ReferenceVersion.objects.get().tokens


def _recall(*key: Hashable) -> Any:
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def _remember(value: object, *key: Hashable) -> None:
    with _lock:
        _kept[key] = value
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
