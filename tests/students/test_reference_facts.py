"""Every fact of the compiled list is in the database: nothing dropped, nothing altered."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from django.apps import apps

from tests.students.fact_places import leaves, places

FACTS = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "reference.yaml").read_text(encoding="utf-8")
)

# Facts kept in other words or in several columns, read back as the list says them.
AS_SAID = {
    "after": lambda row: f"after {row.name}",
    "big_ticket_code": lambda row: row.code if row.is_big_ticket else None,
    "item_range": lambda row: f"{row.item_low}-{row.item_high}",
    "unknown_state": lambda row: None if row.is_known or row.limit else row.state,
    "weekday": lambda row: row.get_weekday_display().lower(),
    "predictive": lambda row: {"yes": True, "no": False}.get(row.predictive, row.predictive),
    "disciplines": lambda row: [discipline.code for discipline in row.disciplines.all()],
    "instruments": lambda row: [instrument.code for instrument in row.instruments.all()],
    "raises": lambda row: [cause.code for cause in row.raises.all()],
}


@pytest.fixture
def stored(db):
    """Every row the places name, by model and fixed name."""
    rows = {}
    for name in {place[1] for place in places(FACTS)}:
        model = apps.get_model("students", name)
        links = [link.name for link in model._meta.many_to_many]
        foreign = [field.name for field in model._meta.concrete_fields if field.remote_field]
        for row in model.objects.select_related(*foreign).prefetch_related(*links):
            rows[name, getattr(row, model.NATURAL_KEY)] = row
    return rows


def read(row, attribute):
    """The value at a dotted attribute, in the list's own words."""
    if attribute in AS_SAID:
        return AS_SAID[attribute](row)
    for step in attribute.split("."):
        row = row.get(step) if isinstance(row, dict) else getattr(row, step)
    return row


def says(stored_value, leaf):
    """Whether a stored value is, or in a text or list holds, the leaf."""
    if leaf is None:
        return stored_value in (None, "")
    if isinstance(leaf, bool):
        return stored_value is leaf
    if isinstance(leaf, int | float):
        is_number = isinstance(stored_value, int | float | Decimal)
        return is_number and Decimal(str(stored_value)) == Decimal(str(leaf))
    if isinstance(leaf, str) and isinstance(stored_value, str):
        return leaf in stored_value if len(leaf) > len("2021") else leaf == stored_value
    return leaf in stored_value if isinstance(stored_value, list) else leaf == stored_value


def changed(leaf):
    """Another value of the same sort."""
    if leaf is None:
        return "something"
    if isinstance(leaf, bool):
        return not leaf
    if isinstance(leaf, date):
        return leaf + timedelta(days=1)
    return leaf + 1 if isinstance(leaf, int | float) else f"{leaf}, and more"


def test_every_fact_has_exactly_one_place():
    placed = sorted((place[0] for place in places(FACTS)), key=str)

    assert placed == sorted((path for path, _ in leaves(FACTS)), key=str)


def test_every_fact_is_in_the_database(stored):
    listed = dict(leaves(FACTS))

    missing = [
        (path, listed[path], read(stored[model, name], attribute))
        for path, model, name, attribute in places(FACTS)
        if not says(read(stored[model, name], attribute), listed[path])
    ]

    assert missing == []


def test_a_changed_fact_would_be_noticed(stored):
    listed = dict(leaves(FACTS))

    unnoticed = [
        path
        for path, model, name, attribute in places(FACTS)
        if says(read(stored[model, name], attribute), changed(listed[path]))
    ]

    assert unnoticed == []


def test_the_list_is_as_long_as_it_was():
    assert len(list(leaves(FACTS))) == 1021
