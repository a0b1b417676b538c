"""A private PostgreSQL server: made, started and stopped on its own data directory.

It listens on a Unix socket in a directory only its owner (and root) can enter, never on a
network port. It is left running for the next command; `manage.py devdb stop` ends it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import psycopg

from advising.embedded import binaries
from advising.embedded.account import Account, server_account
from advising.embedded.errors import EmbeddedServerError
from advising.embedded.places import SHELTER, Places, make_way, places_for

PORT = 5432  # names the socket file; nothing listens on the network
ROLE = "app"
SUPERUSER = "postgres"
PATIENCE_SECONDS = 15  # for a server that is going down, coming up or recovering
SETTINGS_FILE = "advising.conf"
SETTINGS = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket_directory}'
max_connections = 100
synchronous_commit = off
"""


class EmbeddedServer:
    """The server whose data is at one place; any number of processes may ask for it at once."""

    def __init__(self, chosen: Path, shelter: Path = SHELTER) -> None:
        self.places: Places = places_for(chosen, shelter)
        self._shelter = shelter

    @property
    def host(self) -> str:
        """What a client gives as its host: the socket's directory."""
        return str(self.places.socket_directory)

    @cached_property
    def account(self) -> Account:
        """The operating system user the server runs as."""
        return server_account(self.places.data)

    @cached_property
    def programs(self) -> Path:
        """The directory of initdb, pg_ctl and psql, where the server's user can run them."""
        found = binaries.find_programs()
        return binaries.within_reach(found, self._shelter) if self.account.is_another else found

    def ensure(self, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Make and start the server unless it answers already.

        Raises EmbeddedServerError when that is still impossible after ``patience_seconds``.
        """
        with self._locked():
            if self.answers():
                return
            if not (self.places.data / "PG_VERSION").exists():
                self._make_cluster()
            self._bring_up(patience_seconds)

    def stop(self) -> bool:
        """Stop the server, closing its connections; False when none was running."""
        if not self.places.data.exists():
            return False
        with self._locked():
            if self.pid() is None:
                return False
            self._run("pg_ctl", "-D", ".", "-m", "fast", "-w", "stop")
            return True

    def answers(self) -> bool:
        """Whether the application can connect right now."""
        try:
            self._connect(ROLE, ROLE).close()
        except psycopg.OperationalError:
            return False
        return True

    def pid(self) -> int | None:
        """The running server's process, or None.

        The pid file outlives a killed server, whose number may be a zombie's or by now
        another program's. A real one works in our data directory.
        """
        try:
            pid = int((self.places.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, 0)
            if Path("/proc/self").exists() and not self.places.data.samefile(f"/proc/{pid}/cwd"):
                return None
        except (FileNotFoundError, ProcessLookupError, PermissionError, ValueError, IndexError):
            return None
        return pid

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        lock_file = self.places.lock_file
        try:
            make_way(lock_file.parent)
            with lock_file.open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except PermissionError as error:
            raise EmbeddedServerError(
                f"{error.filename} belongs to another user, perhaps to root. Remove"
                f" {self.places.data.parent} as that user, or set EMBEDDED_DB_DIR to a place"
                " of your own."
            ) from error

    def _make_cluster(self) -> None:
        """Make the data beside its place and move it there whole: a killed initdb leaves none."""
        data = self.places.data
        unfinished = data.with_name(f"{data.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        self.account.take_over(unfinished)
        self._run(
            "initdb", "-D", ".", "-U", SUPERUSER, "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions",
            directory=unfinished,
        )  # fmt: skip
        with (unfinished / "postgresql.conf").open("a") as settings:
            settings.write(f"include = '{SETTINGS_FILE}'\n")
        unfinished.replace(data)

    def _bring_up(self, patience_seconds: float) -> None:
        """Start the server and prepare it, waiting out one that is only just dying or recovering."""
        deadline = time.monotonic() + patience_seconds
        while True:
            try:
                if self.pid() is None:
                    self._start()
                return self._create_role_and_database()
            except (EmbeddedServerError, psycopg.OperationalError) as error:
                if time.monotonic() > deadline:
                    raise EmbeddedServerError(f"{error}\n{self._end_of_log()}") from error
            time.sleep(0.2)

    def _start(self) -> None:
        (self.places.data / "postmaster.pid").unlink(missing_ok=True)
        self._open_socket_directory()
        self._write_settings()
        self.places.log_file.unlink(missing_ok=True)
        self._run("pg_ctl", "-D", ".", "-w", "-l", self.places.log_file.name, "start")

    def _open_socket_directory(self) -> None:
        directory = self.places.socket_directory
        if directory == self.places.data:
            return
        with contextlib.suppress(FileExistsError):
            directory.mkdir(mode=0o700)
            self.account.take_over(directory)
        if directory.is_symlink() or directory.stat().st_uid != self.account.uid:
            raise EmbeddedServerError(f"{directory} belongs to another user; remove it.")

    def _write_settings(self) -> None:
        """Anew at each start: the checkout may have moved."""
        quoted = self.host.replace("\\", "\\\\").replace("'", "''").replace('"', '""')
        settings = self.places.data / SETTINGS_FILE
        settings.write_text(SETTINGS.format(port=PORT, socket_directory=f'"{quoted}"'))
        settings.chmod(0o644)  # root's umask may hide it from the server's user

    def _create_role_and_database(self) -> None:
        """The application's role is no superuser, so grants and row policies hold for it."""
        with self._connect(SUPERUSER, "postgres") as connection:
            roles = connection.execute("select 1 from pg_roles where rolname = %s", [ROLE])
            if not roles.fetchone():
                connection.execute(f"create role {ROLE} login createdb")
            databases = connection.execute("select 1 from pg_database where datname = %s", [ROLE])
            if not databases.fetchone():
                connection.execute(f"create database {ROLE} owner {ROLE}")

    def _connect(self, user: str, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=self.host, port=PORT, user=user, dbname=database,
            autocommit=True, connect_timeout=PATIENCE_SECONDS,
        )  # fmt: skip

    def _run(self, program: str, *arguments: str, directory: Path | None = None) -> None:
        """Run a PostgreSQL program inside a directory, so that no path passes through a shell."""
        # Into a file: the server would keep a pipe open for as long as it runs.
        with tempfile.TemporaryFile("w+", errors="replace") as output:
            done = subprocess.run(  # noqa: S603 -- PostgreSQL's own programs, no shell
                [self.programs / program, *arguments],
                cwd=directory or self.places.data,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=_environment(),
                check=False,
                **self.account.subprocess_options,
            )
            if done.returncode:
                output.seek(0)
                raise EmbeddedServerError(f"{program} failed:\n{output.read()}")

    def _end_of_log(self) -> str:
        with contextlib.suppress(FileNotFoundError):
            return self.places.log_file.read_text(errors="replace")[-2000:]
        return ""


def _environment() -> dict[str, str]:
    """Ours without PGPORT, PGDATA and the like, which would speak of some other server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8"}
