"""Processes beside the first one that work on its database.

A new process reads this module before Django is ready there, so nothing here may need a model.
"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import django
from django.db import connection, connections


def workers(jobs: int) -> ProcessPoolExecutor:
    """Several processes; this one's own connections are closed while they work."""
    database = str(connection.settings_dict["NAME"])
    connections.close_all()
    return ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_start, initargs=(database,))


def _start(database: str) -> None:
    """Work on the very database that the first process works on, be it a test's."""
    django.setup()
    connection.settings_dict["NAME"] = database
