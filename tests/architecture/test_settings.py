"""A production says what it needs, and is safe once it has it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "for-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "advising.example.edu",
    "DATABASE_URL": "postgres://app@db.example.edu/app",
}


def manage(*arguments, **environment):
    """Run manage.py with no other settings than these, as on a server."""
    return subprocess.run(  # noqa: S603 -- our own manage.py
        [sys.executable, "-W", "error", "manage.py", *arguments],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, "SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL"),
        (PRODUCTION | {"SECRET_KEY": ""}, "SECRET_KEY"),
        (PRODUCTION | {"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        (PRODUCTION | {"DATABASE_URL": ""}, "DATABASE_URL"),
    ],
)
def test_production_refuses_to_start_without_its_own_settings(given, missing):
    done = manage("check", **given)

    assert done.returncode == 1
    assert f"Set {missing} (.env.example explains each)." in done.stderr


def test_production_passes_every_deployment_check():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (done.returncode, done.stderr) == (0, "")


def test_production_has_no_embedded_server_to_look_after():
    done = manage("devdb", "status", **PRODUCTION)

    assert done.returncode == 1
    assert done.stderr == (
        "CommandError: DATABASE_URL is set, so the embedded PostgreSQL is not in use.\n"
    )


def test_the_example_file_names_exactly_the_settings_that_are_read():
    read = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (PROJECT / "advising/settings.py").read_text())
    named = re.findall(r"^(?:# )?([A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE)

    assert sorted(named) == sorted(set(read))


def test_only_the_settings_module_reads_the_environment():
    readers = [
        str(path.relative_to(PROJECT))
        for package in ("advising", "students", "plans")
        for path in sorted((PROJECT / package).rglob("*.py"))
        if re.search(r"environ\b|getenv", path.read_text())
    ]

    assert readers == [
        "advising/embedded/server.py",  # PostgreSQL inherits it, less what names other servers
        "advising/settings.py",
        "advising/wsgi.py",  # names the settings module
    ]


ASK = """
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "localhost"})
for path in ("/nowhere/", "/start/", "/static/css/app.css"):
    answer = client.get(path)
    client.cookies["sessionid"] = "asks the database that is not there"
    body = b"".join(answer) if answer.streaming else answer.content
    print(answer.status_code, body.decode().partition("<h1>")[2].partition("</h1>")[0].strip())
"""


def test_a_developers_machine_shows_our_own_error_pages_and_plain_files():
    unreachable = "postgres://app@/app?host=/nowhere"
    development = {"DEBUG": "yes", "ALLOWED_HOSTS": "localhost", "DATABASE_URL": unreachable}

    done = manage("shell", "--no-imports", "--command", ASK, **(PRODUCTION | development))

    assert done.stdout.splitlines() == [
        "404 There is nothing for you at this address",
        "500 Something broke on our side",
        "200 ",
    ]
    assert "OperationalError" in done.stderr  # the console says what the page does not


@pytest.mark.parametrize(
    "unsafe", [{"SECRET_KEY": "x" * 49}, {"ALLOWED_HOSTS": "*"}, {"ALLOWED_HOSTS": "a.example,*"}]
)
def test_a_production_refuses_what_is_unsafe(unsafe):
    answer = manage("check", **(PRODUCTION | unsafe))

    assert answer.returncode != 0
    assert "A production needs a SECRET_KEY of at least 50 characters" in answer.stderr
