"""Django on the embedded server: connections, commands and test runs."""

import io
import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.db import connection

from advising.embedded.backend.base import DatabaseWrapper
from tests.advising.embedded.helpers import kill


@pytest.mark.django_db
def test_a_connection_starts_the_server_and_finds_it_again_after_a_kill(settings, server):
    settings.EMBEDDED_DB_DIR = server.places.data
    server.stop()
    session = DatabaseWrapper(connection.settings_dict | {"NAME": "app", "USER": "app"})
    assert not server.answers(), "making the object starts nothing"

    answers = []
    for _ in range(2):
        with session.cursor() as cursor:
            cursor.execute("select current_user")
            answers.append(cursor.fetchone())
        session.close()
        kill(server)

    assert answers == [("app",), ("app",)]


def test_dbshell_uses_the_psql_that_came_with_the_server(settings, server, capfd):
    settings.EMBEDDED_DB_DIR = server.places.data
    session = DatabaseWrapper(connection.settings_dict | {"NAME": "app", "USER": "app"})

    session.client.runshell(["--tuples-only", "--no-align", "-c", "select current_user"])

    assert capfd.readouterr().out == "app\n"


def test_devdb_says_where_the_server_is_and_stops_it(settings, server):
    settings.EMBEDDED_DB_DIR = server.places.data
    pid = server.pid()

    assert devdb("status") == f"{server.places.data}: running as process {pid}, host={server.host}."
    assert devdb("stop") == "Stopped."
    assert devdb("stop") == "It was not running."
    assert devdb("status") == f"{server.places.data}: not running."


def devdb(what):
    said = io.StringIO()
    call_command("devdb", what, stdout=said)
    return said.getvalue().rstrip("\n")


@pytest.mark.django_db
def test_a_test_run_has_a_database_of_its_own():
    with connection.cursor() as cursor:
        cursor.execute("select current_database()")
        (name,) = cursor.fetchone()

    assert name.startswith("test_app_")


def test_two_test_runs_at_once_do_not_meet(settings, server, tmp_path):
    (tmp_path / "bare_settings.py").write_text(
        "from tests.settings import *\nINSTALLED_APPS, AUTH_USER_MODEL = [], ''\n"
    )
    (tmp_path / "test_bare.py").write_text(
        "from django.db import connection\n"
        "def test_slowly(db):\n"
        "    connection.cursor().execute('create table t (); select pg_sleep(1)')\n"
    )
    environment = {name: value for name, value in os.environ.items() if "XDIST" not in name} | {
        "EMBEDDED_DB_DIR": str(server.places.data),
        "DATABASE_URL": "",
        "PYTHONPATH": f"{settings.BASE_DIR}:{tmp_path}",
    }
    command = [
        *(sys.executable, "-m", "pytest", "--quiet", "--ds", "bare_settings"),
        *("-c", settings.BASE_DIR / "pyproject.toml", tmp_path / "test_bare.py"),
    ]

    runs = [
        subprocess.Popen(  # noqa: S603 -- our own test above
            command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    output = [run.communicate()[0] for run in runs]

    assert ["1 passed" in said for said in output] == [True, True], "\n".join(output)
