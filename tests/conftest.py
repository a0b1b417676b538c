"""What tests of several packages need."""

import gc
import os
import shutil
from pathlib import Path

import pytest
import time_machine
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

from advising.models import Role
from tests.database import NOON, copy_anew, demo_school, filled_database
from tests.factories import TODAY, make_school, make_student, make_user, student_of_case

# A busy machine is slow, not wrong: a property is held to its examples, never to the clock.
# The same examples on every run: a suite that fails must fail for the next person too.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with the journeys, so that no worker is left with the longest tests at the end.

    The second of two workers begins in the middle: with what needs no database, for the first has
    one to fill.
    """
    items.sort(key=lambda item: item.get_closest_marker("e2e") is None)
    middle = len(items) // 2
    items[middle:] = sorted(items[middle:], key=_needs_database)


def _needs_database(item):
    return bool(item.get_closest_marker("django_db") or "django_db_setup" in item.fixturenames)


def pytest_collection_finish():
    """Look for garbage rarely, and only in what tests make: not in the project and its tests."""
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser that end-to-end tests drive: Debian's chromium, or a Chrome that is there."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if program := shutil.which(name):
            return Path(program)
    if os.environ.get("CI"):
        pytest.fail("The browser tests need chromium: apt-get install chromium", pytrace=False)
    pytest.skip("No chromium here, so the browser tests did not run: apt-get install chromium")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """The test database holds the reference data, as every installation does."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = filled_database()


EMPTIED = pytest.StashKey[bool]()


@pytest.fixture
def committed_db(request, transactional_db):
    """A database for tests that commit. It is emptied after each, and copied again before the next
    test that needs one: whichever that is, for the workers of a run take tests from each other."""
    request.config.stash[EMPTIED] = True


@pytest.fixture(scope="module")
def demo_database(django_db_setup, django_db_blocker):
    """The tests of a module meet the demonstration school on its first day."""
    with django_db_blocker.unblock(), demo_school(), time_machine.travel(NOON, tick=True):
        yield


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """What is dear to make and the same for every test of a module, its fixtures of that scope make
    once: each test goes back to it. None of that module's tests may commit."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Fill the database again that a test before this one left empty; keep what a module made once
    from a test that commits."""
    if "committed_db" in item.fixturenames and connection.in_atomic_block:
        pytest.fail(
            "It commits, and its module has a module_db: move it to another.", pytrace=False
        )
    if _needs_database(item) and item.config.stash.get(EMPTIED, False):
        with item.config.stash[blocking_manager_key].unblock():
            copy_anew()
        item.config.stash[EMPTIED] = False


@pytest.fixture
def today():
    return TODAY


@pytest.fixture
def school(db):
    return make_school()


@pytest.fixture
def dean(school):
    return make_user(Role.DEAN, school, name="Dean of this school")


@pytest.fixture
def advisor(school):
    return make_user(Role.ADVISOR, school, name="Advisor of this school")


@pytest.fixture
def student(school, advisor):
    """A student with nothing reported yet."""
    return make_student(school, advisor=advisor)


@pytest.fixture
def failed_student(school, advisor):
    """A student with one reported fail, one practice exam and full-time hours."""
    return student_of_case(school, advisor=advisor)
