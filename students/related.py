"""Rows that belong to others, for many of those at once, by SQL that is written only once.

A prefetch writes its SQL anew every time. For one student, whose record is read again after every
action, that takes four times as long as asking the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import ForeignKey, Model


def read_related(rows: Sequence[Model], names: Iterable[str]) -> None:
    """Read what belongs to rows, under the names by which a prefetch does: `attempts__areas`.

    `student.attempts.all()` is a plain list then. No column of the tables read may need its values
    converted, as JSON does.
    """
    read = {"": rows}
    for name in names:
        owners = ""
        for step in name.split("__"):
            path = f"{owners}__{step}"
            if path not in read:
                read[path] = _read(read[owners], step)
            owners = path


def _read(owners: Sequence[Model], name: str) -> Sequence[Model]:
    """The rows of one relation, each given to its owner."""
    if not owners:
        return ()
    key: ForeignKey[Any] = type(owners[0])._meta.get_field(name).remote_field  # type: ignore[assignment]
    columns = [field.attname for field in key.model._meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(_sql(type(owners[0]), name), [[owner.pk for owner in owners]])
        rows = [key.model.from_db(connection.alias, columns, row) for row in cursor.fetchall()]
    owned = defaultdict(list)
    for row in rows:
        owned[getattr(row, key.attname)].append(row)
    for owner in owners:
        for row in owned[owner.pk]:
            key.set_cached_value(row, owner)
        vars(owner).setdefault("_prefetched_objects_cache", {})[name] = owned[owner.pk]
    return rows


@cache
def _sql(model: type[Model], name: str) -> str:
    """What Django asks for the rows of one owner, put so that it asks for those of many."""
    of_one = getattr(model(pk=0), name).all()
    return of_one.query.sql_with_params()[0].replace("= %s", "= ANY(%s)")
