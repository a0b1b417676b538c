"""Test databases that are copies: what fills them is loaded once, not per run.

The database copied from is named after what it was made of, so that it is never out of date: it
is made anew when a line of the project's code, of its reference data or of its requirements
changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper

from plans.demo import load_demo_school
from tests.factories import TODAY

NOON = datetime(2026, 11, 23, 17, tzinfo=UTC)  # of `tests.factories.TODAY`, where the school is
MADE_OF = ("advising/**/*.py", "students/**/*.py", "plans/**/*.py", "fixtures/**/*.json",
           "requirements/*.txt", "tests/database.py")  # fmt: skip
KEPT = 3  # a run that began before the last change still copies the one it began with


def filled_database() -> str:
    """The name of a database with every table and the reference data, made if it is not there."""
    return _made("filled", _fill)


@contextmanager
def demo_school() -> Iterator[None]:
    """Work in a database of its own that holds the demonstration school as of `TODAY`."""
    demo = _made("demo", _open_demo_school, like=filled_database())
    own = f"{connection.settings_dict['NAME']}_demo"
    _copy(own, demo)
    with _inside(own):
        yield
    with _server() as server:
        _drop(server, own)


def copy_anew() -> None:
    """Put the filled database back in the place of the one the tests wrote to."""
    connection.close()
    _copy(connection.settings_dict["NAME"], connection.settings_dict["TEST"]["TEMPLATE"])


def _made(kind: str, fill: Callable[[], None], *, like: str = "template1") -> str:
    """The name of a database to copy, filled now if it is not there as it must be."""
    checkout = f"test_{kind}_{_digest(str(settings.BASE_DIR).encode())}_"
    name = checkout + _digest(*_sources(settings.BASE_DIR))
    with _server() as server, _alone(server, checkout):
        if name not in (made := _databases(server, checkout)):
            for old in made[: -KEPT + 1]:
                _drop(server, old)
            _copy(f"unfinished_{name}", like)
            with _inside(f"unfinished_{name}"):
                fill()
            server.execute(f'ALTER DATABASE "unfinished_{name}" RENAME TO "{name}"')
    return name


def _copy(name: str, like: str) -> None:
    with _server() as server:
        _drop(server, name)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')


@contextmanager
def _inside(name: str) -> Iterator[None]:
    """Connect to another database, and to the usual one again afterwards."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual


def _sources(base: Path) -> Iterator[bytes]:
    for pattern in MADE_OF:
        for path in sorted(base.glob(pattern)):
            yield str(path.relative_to(base)).encode()
            yield path.read_bytes()


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]


@contextmanager
def _server() -> Iterator[CursorWrapper]:
    """A cursor on no database of ours."""
    with connection._nodb_cursor() as cursor:
        yield cursor


@contextmanager
def _alone(server: CursorWrapper, what: str) -> Iterator[None]:
    """One process at a time: the others wait, and find the work done."""
    server.execute("SELECT pg_advisory_lock(hashtext(%s))", [what])
    yield
    server.execute("SELECT pg_advisory_unlock(hashtext(%s))", [what])


def _databases(server: CursorWrapper, prefix: str) -> list[str]:
    """Those whose name begins so, the oldest first."""
    server.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid", [prefix]
    )
    return [name for (name,) in server.fetchall()]


def _drop(server: CursorWrapper, name: str) -> None:
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _fill() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)


def _open_demo_school() -> None:
    with time_machine.travel(NOON, tick=True):
        load_demo_school(today=TODAY)
