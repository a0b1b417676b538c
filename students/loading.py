"""Load the shipped reference rows: idempotent, and never over what staff have changed.

A row is found by its natural key (`code` or `key`). Rows that staff edited (`edited_at`) stay
as they are and are reported, unless they are to be overwritten on purpose; so does a shipped
row that cannot stand beside a row of the staff's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers import sort_dependencies
from django.db import DatabaseError, models, transaction

from students.models.reference import DatedFact

LIBRARY = "policies.json"
Row = dict[str, Any]
Known = dict[type[models.Model], dict[str, DatedFact]]


@dataclass
class Loaded:
    """What a load did, by row; `kept` and `clashes` name rows left as staff have them."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)


def read_fixtures(folder: Path) -> dict[type[DatedFact], list[Row]]:
    """Every row of the JSON fixtures in a folder, by model, referred-to models first.

    The library of policies holds documents, not rows: `students.loading_policies` reads it.
    Raises ValidationError if there is nothing to read.
    """
    if not any(folder.glob("*.json")):
        raise ValidationError(f"{folder} holds no fixtures: name a folder with *.json files.")
    rows: dict[type[DatedFact], list[Row]] = {}
    for path in sorted(set(folder.glob("*.json")) - {folder / LIBRARY}):
        for entry in read_document(path):
            rows.setdefault(apps.get_model(entry["model"]), []).append(entry["fields"])
    in_order = sort_dependencies([(apps.get_app_config("students"), list(rows))])
    return dict(sorted(rows.items(), key=lambda entry: in_order.index(entry[0])))


def read_document(path: Path) -> Any:
    """A JSON document of fixtures. Raises ValidationError that says where it breaks."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValidationError(f"{path} is not JSON: {error}. Put it right there.") from error


@transaction.atomic
def load_reference_rows(
    rows: dict[type[DatedFact], list[Row]], *, overwrite: bool = False
) -> Loaded:
    """Bring the database's reference rows up to the shipped ones and say what changed.

    Raises ValidationError if a shipped row is refused and no row of the staff's own explains it.
    """
    loaded = Loaded()
    known: Known = {}
    for model, model_rows in rows.items():
        known[model] = _existing(model)
        if not known[model] and _fill(model, model_rows, known, loaded):
            continue
        refused = _settle(model, model_rows, known, loaded, overwrite=overwrite)
        for error, row in refused:
            if not any(other.edited_at for other in known[model].values()):
                raise error
            loaded.clashes.append(f"{_name(model, row)}: {' '.join(error.messages)}")
    return loaded


def _fill(model: type[DatedFact], rows: list[Row], known: Known, loaded: Loaded) -> bool:
    """Write all rows of an empty table at once; False, with nothing written, if one is refused.

    The database keeps every constraint by itself. To ask it about each row and constraint first,
    as `full_clean` does, is only needed to say which row is refused, and why.
    """
    found = {item.name for item in model._meta.concrete_fields if item.remote_field}
    try:
        shipped = [model(**_fields(model, row, known)) for row in rows]
        for fact in shipped:
            fact.full_clean(exclude=found, validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            model.objects.bulk_create(shipped)
            for fact, row in zip(shipped, rows, strict=True):
                for link, linked in _links(model, row, known).items():
                    getattr(fact, link).add(*linked)
    except (ValidationError, DatabaseError):
        return False
    known[model] = {getattr(fact, model.NATURAL_KEY): fact for fact in shipped}
    loaded.created += [_name(model, row) for row in rows]
    return True


def _settle(
    model: type[DatedFact], rows: Iterable[Row], known: Known, loaded: Loaded, *, overwrite: bool
) -> list[tuple[ValidationError, Row]]:
    """Write rows until none more is accepted; a row may have to wait for another to make room."""
    pending = list(rows)
    while True:
        refused = []
        for row in pending:
            try:
                _bring_up(model, row, known, loaded, overwrite=overwrite)
            except ValidationError as error:
                refused.append((error, row))
        if not refused or len(refused) == len(pending):
            return refused
        pending = [row for _, row in refused]


def _bring_up(
    model: type[DatedFact], row: Row, known: Known, loaded: Loaded, *, overwrite: bool
) -> None:
    """Create, update or leave one row."""
    name = _name(model, row)
    found = known[model].get(row[model.NATURAL_KEY])
    fields, links = _fields(model, row, known), _links(model, row, known)
    if found and _is_same(found, fields, links):
        loaded.unchanged.append(name)
    elif found and found.edited_at and not overwrite:
        loaded.kept.append(name)
    else:
        shipped = copy(found) if found else model()
        for field_name, value in fields.items():
            setattr(shipped, field_name, value)
        shipped.full_clean()
        shipped.save()
        for link, targets in links.items():
            getattr(shipped, link).set(targets)
        known[model][row[model.NATURAL_KEY]] = shipped
        (loaded.updated if found else loaded.created).append(name)


def _name(model: type[DatedFact], row: Row) -> str:
    return f"{model._meta.verbose_name} {row[model.NATURAL_KEY]}"


def _existing(model: type[DatedFact]) -> dict[str, DatedFact]:
    links = [link.name for link in model._meta.many_to_many]
    rows = model.objects.prefetch_related(*links)
    return {getattr(row, model.NATURAL_KEY): row for row in rows}


def _fields(model: type[DatedFact], row: Row, known: Known) -> Row:
    """The row's column values; a field the fixture leaves out has its default."""
    options = model._meta
    names = {item.name for item in (*options.concrete_fields, *options.many_to_many)}
    if unknown := row.keys() - names:
        raise ValidationError(f"{_name(model, row)} has no {', '.join(sorted(unknown))}.")
    return {
        item.name: _value(item, row.get(item.name, item.get_default()), known)
        for item in options.concrete_fields
        if not item.primary_key
    }


def _value(item: models.Field, value: Any, known: Known) -> Any:
    if value is not None and item.remote_field:
        return _target(item.related_model, value, known)
    return item.to_python(value)


def _links(model: type[DatedFact], row: Row, known: Known) -> dict[str, list[DatedFact]]:
    """The row's many-to-many targets."""
    return {
        link.name: [_target(link.related_model, key, known) for key in row.get(link.name, ())]
        for link in model._meta.many_to_many
    }


def _target(model: Any, key: list[str], known: Known) -> DatedFact:
    if key[0] not in known.get(model, {}):
        raise ValidationError(f"There is no {model._meta.verbose_name} {key[0]}.")
    return known[model][key[0]]


def _is_same(found: DatedFact, fields: Row, links: dict[str, list[DatedFact]]) -> bool:
    def pks(targets: Iterable[DatedFact]) -> list[int]:
        return sorted(target.pk for target in targets)

    return all(
        getattr(found, name) == value for name, value in fields.items() if name != "edited_at"
    ) and all(pks(getattr(found, name).all()) == pks(targets) for name, targets in links.items())
