"""What tests of several packages need."""

import os
import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser that end-to-end tests drive: Debian's chromium, or a Chrome that is there."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if program := shutil.which(name):
            return Path(program)
    if os.environ.get("CI"):
        pytest.fail("The browser tests need chromium: apt-get install chromium", pytrace=False)
    pytest.skip("No chromium here, so the browser tests did not run: apt-get install chromium")
