"""A real browser against a live server: JavaScript on or off, a phone or a desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

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


@pytest.fixture(
    params=[(True, 1280), (True, 360), (False, 1280), (False, 360)],
    ids=["js-desk", "js-phone", "plain-desk", "plain-phone"],
)
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor's browser, in each way a page must work."""
    has_javascript, width = request.param
    context = browser.new_context(
        java_script_enabled=has_javascript, viewport={"width": width, "height": 900}
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def visitor(request, context: BrowserContext, live_server, committed_db) -> Visitor:
    """Someone with a browser, not logged in."""
    has_javascript, _ = request.node.callspec.params["context"]
    return Visitor(context.new_page(), live_server.url, Axe(), has_javascript)


@pytest.fixture
def page(visitor: Visitor) -> Page:
    return visitor.page
