"""Which lines and branches the tests run: `make test` asks for it with `-p tests.watch`.

Every worker watches itself from its first import on. The process that only deals out the tests is
left alone: to watch it would cost seconds and show nothing.
"""

import json
import os
from pathlib import Path

from slipcover import FileMatcher, ImportManager, Slipcover
from slipcover.config import read_config

WORKER = os.environ.get("PYTEST_XDIST_WORKER")


def _watch() -> Slipcover:
    wishes = read_config()
    where = {"omit": wishes["omit"]}
    watcher = Slipcover(
        immediate=True,  # a probe that has spoken goes at once, not in search of all that have
        branch=wishes["branch"],
        source=wishes["source"],
        exclude_also=wishes["exclude-also"],
        **where,
    )
    ImportManager(watcher, FileMatcher(wishes["source"], **where)).__enter__()
    return watcher


watcher = _watch() if WORKER else None


def pytest_sessionstart():
    """Begin with nothing seen."""
    if watcher is None:
        for old in Path().glob(".coverage.*.json"):
            old.unlink()


def pytest_sessionfinish():
    """Leave what this worker saw where all of it is put together and held to the limit."""
    if watcher is not None:
        Path(f".coverage.{WORKER}.json").write_text(json.dumps(watcher.get_coverage()))
