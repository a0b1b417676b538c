"""A real browser against a live server: JavaScript on or off, a phone or a desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.examiner import Examiner
from tests.e2e.gallery import Gallery
from tests.e2e.visitor import Visitor

SWITCHES = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """One browser for all journeys. Its sandbox needs an ordinary user."""
    # Playwright's loop makes Django think it is called from a coroutine; it is not.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    switches = [*SWITCHES, "--no-sandbox"] if os.geteuid() == 0 else SWITCHES
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=switches)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def examiner(request, tmp_path_factory, browser: Browser, live_server) -> Examiner:
    """What it has found faultless is shared by the workers of a run; a folder a run alone."""
    own = tmp_path_factory.getbasetemp()
    is_worker = hasattr(request.config, "workerinput")
    gallery = Gallery((own.parent if is_worker else own) / "gallery")
    return Examiner(_page(browser), gallery, live_server.url)


@pytest.fixture(params=[(True, 360), (False, 1280)], ids=["js-phone", "plain-desk"])
def visitor(request, browser: Browser, examiner, live_server, committed_db) -> Iterator[Visitor]:
    """Someone with a browser, not logged in: with scripts on a phone or without at a desk.
    What they see is examined in both sizes."""
    has_javascript, width = request.param
    page = _page(
        browser,
        viewport={"width": width, "height": 900},
        java_script_enabled=has_javascript,
    )
    yield Visitor(page, examiner, live_server.url, has_javascript)
    page.context.close()


def _page(browser: Browser, **options) -> Page:
    """A page with cookies of its own, where nobody waits for a fade."""
    context = browser.new_context(reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    return context.new_page()
