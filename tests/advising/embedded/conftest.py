"""Directories and servers. Nothing here touches the checkout's own server."""

import pytest

from tests.advising.embedded.helpers import a_place, server_at


@pytest.fixture
def place():
    """Nothing there yet."""
    with a_place() as place:
        yield place


@pytest.fixture
def fresh(place):
    """A server not made yet."""
    with server_at(place / "data", place / "shelter") as server:
        yield server


@pytest.fixture(scope="session")
def shared():
    """Making a server costs a second; tests that leave it in working order share one."""
    with a_place() as place, server_at(place / "data", place / "shelter") as server:
        yield server


@pytest.fixture
def server(shared):
    """One that runs."""
    shared.ensure()
    return shared
