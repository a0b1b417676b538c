"""Which lines and branches the tests run: `make test` asks for it with `-p tests.watch`.

SlipCover starts itself in every worker of a run that its environment asks it to. Begun that way it
leaves alone the process that only deals out the tests, where it would cost seconds and see nothing.
"""

import os
import shutil
from pathlib import Path

from slipcover.config import read_config
from slipcover.slipcover import DEFAULT_EXCLUDE

SEEN = Path(".coverage.json")

_wishes = read_config()
os.environ |= {
    "SLIPCOVER_ENABLED": "1",
    "SLIPCOVER_BRANCH": "1" if _wishes["branch"] else "",
    "SLIPCOVER_SOURCE": ",".join(_wishes["source"]),
    "SLIPCOVER_OMIT": ",".join(_wishes["omit"]),
    "SLIPCOVER_EXCLUDE_LINES": "\n".join([*DEFAULT_EXCLUDE, *_wishes["exclude-also"]]),
}


def pytest_unconfigure(config):
    """Keep what all workers saw, to be reported and held to the limit by who asked."""
    folder = os.environ.get("SLIPCOVER_COVERAGE_DIR")
    if folder and not hasattr(config, "workerinput"):
        merged = Path(folder, "merged.json")
        if merged.exists():
            shutil.move(merged, SEEN)
        shutil.rmtree(folder)
