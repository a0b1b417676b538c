"""The embedded server against everything that goes wrong with one on a developer's machine."""

import os
import stat

import psycopg
import pytest

from advising.embedded.errors import EmbeddedServerError
from tests.advising.embedded.helpers import in_child, kill, query, server_at

# Several processes need a fork; the children touch neither pytest's threads nor its locks.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


def test_a_fresh_directory_becomes_a_server_whose_role_is_no_superuser(server):
    rights = query(
        server, "select rolsuper, rolcreatedb, rolbypassrls from pg_roles where rolname = 'app'"
    )

    assert rights == (False, True, False)
    assert query(server, "show listen_addresses") == ("",)


def test_nobody_else_can_enter_the_data_or_the_socket(server):
    assert stat.S_IMODE(server.places.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.places.socket_directory.stat().st_mode) == 0o700
    assert server.places.data.stat().st_uid == server.account.uid


def test_a_running_server_is_used_again(server):
    before = server.pid()

    server.ensure()

    assert server.pid() == before


def test_a_stopped_server_starts_again_with_its_data(server):
    with psycopg.connect(host=server.host, user="app", dbname="app") as session:
        session.execute("create table kept as select 7 as number")

    assert server.stop()
    assert not server.answers()
    assert not server.stop()
    server.ensure()

    assert query(server, "select number from kept") == (7,)


def test_stopping_what_was_never_made_does_nothing(fresh, place):
    assert not fresh.stop()
    assert list(place.iterdir()) == []


def test_a_killed_server_recovers_at_the_next_command(server):
    killed = kill(server)

    server.ensure()

    assert server.pid() not in (None, killed)
    assert query(server, "select 1") == (1,)


def test_a_pid_file_naming_another_program_is_not_believed(server):
    server.stop()
    (server.places.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.places.data}\n")

    assert server.pid() is None
    server.ensure()

    assert server.answers()


def test_the_server_outlives_ctrl_c_in_the_terminal_that_started_it(server):
    assert os.getpgid(server.pid()) != os.getpgid(0)


def test_several_processes_at_once_share_one_server_even_after_an_interrupted_start(fresh, place):
    (place / "data.unfinished").mkdir()
    (place / "data.unfinished" / "PG_VERSION").write_text("18\n")

    def work():
        fresh.ensure()
        return query(fresh, "select 1"), fresh.pid()

    answers = [answer() for answer in [in_child(work) for _ in range(6)]]

    assert answers == [((1,), fresh.pid())] * 6
    assert not (place / "data.unfinished").exists()


@pytest.mark.parametrize(
    "name",
    ['it\'s a "home", with $(touch traps) `in` \\it', "long" * 30],
    ids=["quotes, spaces and a comma", "longer than a socket's address"],
)
def test_any_path_will_do(place, name):
    with server_at(place / name / "data", place / "shelter") as server:
        server.ensure()

        assert query(server, "select 1") == (1,)
        assert (place / name / "data" / "PG_VERSION").exists()
        assert not list(place.rglob("traps"))


def test_a_server_that_cannot_start_says_why(fresh):
    fresh.places.data.mkdir()
    fresh.account.take_over(fresh.places.data)
    (fresh.places.data / "PG_VERSION").write_text("18\n")

    with pytest.raises(EmbeddedServerError, match="could not access the server configuration file"):
        fresh.ensure(patience_seconds=0)
