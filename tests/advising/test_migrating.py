"""Migrations: tables made together, and databases that came here by another way."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from advising.migrating import CreateModels

pytestmark = pytest.mark.django_db


def a_library():
    """A book names a shelf that only comes after it."""
    number = ("id", models.BigAutoField(primary_key=True))
    shelf = ("shelf", models.ForeignKey("library.shelf", models.CASCADE))
    return CreateModels(
        migrations.CreateModel("Book", fields=[number, shelf]),
        migrations.CreateModel("Shelf", fields=[number]),
    )


def tables():
    return [name for name in connection.introspection.table_names() if name.startswith("library_")]


def test_tables_are_made_together_and_dropped_together():
    before = ProjectState()
    assert before.apps.get_models() == []  # put together already, as when migrating
    after = before.clone()
    a_library().state_forwards("library", after)

    with connection.schema_editor() as editor:
        a_library().database_forwards("library", editor, before, after)

    assert tables() == ["library_book", "library_shelf"]
    with connection.cursor() as cursor:
        relations = connection.introspection.get_relations(cursor, "library_book")
    assert relations == {"shelf_id": ("id", "library_shelf")}

    with connection.schema_editor() as editor:
        a_library().database_backwards("library", editor, after, before)

    assert tables() == []


def test_their_number_is_told():
    assert a_library().describe() == "Create 2 models"


def test_a_database_that_took_every_replaced_migration_is_up_to_date():
    recorder = MigrationRecorder(connection)
    known = MigrationExecutor(connection).loader
    replacing = {key: node.replaces for key, node in known.disk_migrations.items() if node.replaces}
    ours = {key for key in replacing if key[0] in ("students", "plans")}
    for app, name in ours:
        recorder.record_unapplied(app, name)
        for replaced in replacing[app, name]:
            recorder.record_applied(*replaced)

    anew = MigrationExecutor(connection)

    assert anew.migration_plan(anew.loader.graph.leaf_nodes()) == []
    assert ours == {
        ("students", "0001_tables"),
        ("students", "0002_truths"),
        ("plans", "0001_plans"),
    }
