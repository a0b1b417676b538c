"""One copy of the reference in each process, for as long as its rows stay as they are."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock
from uuid import UUID

from students.models import ReferenceVersion
from students.rules.reference import Reference

# Today's and the undated reading, of the current version and of a few being written.
KEPT = 16

_kept: OrderedDict[tuple[UUID, date | None], Reference] = OrderedDict()
_lock = Lock()


def keep_reference(on: date | None, read: Callable[[], Reference]) -> Reference:
    """The reference of a day, read again only if a row changed since; one query otherwise.

    A change renews the version's token in the same transaction. Rows read between two looks at
    the same token are therefore that token's rows, uncommitted ones too: nobody else sees the
    token before the commit, and nobody at all after a rollback.
    """
    token = _token()
    while (reference := _recall(token, on)) is None:
        fresh, before, token = read(), token, _token()
        if token == before:
            _remember(token, on, fresh)
    return reference


def _token() -> UUID:
    return ReferenceVersion.objects.values_list("token", flat=True).get()


def _recall(token: UUID, on: date | None) -> Reference | None:
    with _lock:
        if (token, on) in _kept:
            _kept.move_to_end((token, on))
        return _kept.get((token, on))


def _remember(token: UUID, on: date | None, reference: Reference) -> None:
    with _lock:
        _kept[token, on] = reference
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
