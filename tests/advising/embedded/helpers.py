"""Processes, users and servers for the tests of the embedded PostgreSQL."""

import contextlib
import multiprocessing
import os
import pwd
import shutil
import signal
import tempfile
from pathlib import Path

import psycopg

from advising.embedded.errors import EmbeddedServerError
from advising.embedded.server import PORT, EmbeddedServer

IS_ROOT = os.geteuid() == 0
ORDINARY_UID = pwd.getpwnam("nobody").pw_uid if IS_ROOT else os.geteuid()


@contextlib.contextmanager
def a_place():
    """A directory every user of the machine can reach; pytest's own is its owner's alone."""
    with tempfile.TemporaryDirectory(prefix="advising-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextlib.contextmanager
def server_at(data, shelter):
    """A server that is stopped, and its socket removed, when the test ends."""
    server = EmbeddedServer(data, shelter)
    yield server
    server.stop()
    if server.places.socket_directory != server.places.data:
        shutil.rmtree(server.places.socket_directory, ignore_errors=True)


def in_child(work, *, uid=None):
    """Run ``work`` in a process of its own, as another user if asked; return its answer."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_answer, args=(work, uid, sender))
    process.start()
    sender.close()

    def answer():
        received = receiver.recv()
        process.join()
        receiver.close()
        return received

    return answer


def _answer(work, uid, sender):
    try:
        if uid is not None and os.geteuid() != uid:
            os.setgroups([])
            os.setgid(pwd.getpwuid(uid).pw_gid)
            os.setuid(uid)
        sender.send(work())
    except (EmbeddedServerError, OSError, psycopg.Error) as error:
        sender.send(f"{type(error).__name__}: {error}")


def query(server, sql):
    with psycopg.connect(host=server.host, port=PORT, user="app", dbname="app") as session:
        return session.execute(sql).fetchone()


def kill(server):
    """As the kernel does when memory runs out."""
    pid = server.pid()
    os.kill(pid, signal.SIGKILL)
    return pid
