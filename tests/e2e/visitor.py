"""What a person does in the browser, and what every page they see must be."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page

from tests.e2e.gallery import Gallery
from tests.factories import PASSWORD

CHANGING = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
HTML = "text/html; charset=utf-8"
WIDTHS = (360, 1280)  # a phone and a desk
# Everything axe looks for by itself. It need not fetch the style sheets again for it.
EXAMINE = "axe.run({resultTypes: ['violations'], preload: {assets: ['media']}})"


@dataclass
class Visitor:
    """A browser page with the steps of a journey. Every page opened is checked as it is seen.

    `glass` is a second page that runs scripts: axe needs them, so what a page without scripts
    shows is looked at through it. What `gallery` has, axe has found faultless at this width.
    """

    page: Page
    glass: Page
    gallery: Gallery
    address: str
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("console", self._hear)
        self.page.on("response", self._see)

    @property
    def has_javascript(self) -> bool:
        return self.glass is self.page

    def _hear(self, message) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.problems.append(f"policy: {message.text}")

    def _see(self, response) -> None:
        if response.status >= 500:
            self.problems.append(f"{response.status}: {response.url}")

    def open(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(self.address + path)
        self.look()

    def look(self) -> None:
        """The page as it is now has no fault on a phone nor at a desk, and nothing went wrong."""
        document = self.page.content()
        widths = sorted({*WIDTHS, self.page.viewport_size["width"]})
        new_at = [width for width in widths if not self.gallery.has(document, width)]
        if new_at and not self.has_javascript:
            self._hold_up_the_glass(document)
        found = [fault for width in new_at for fault in self._faults(document, width)]
        found += self.problems
        assert not found, "\n".join([f"{self.page.url}: {self.page.title()}", *found])

    def _hold_up_the_glass(self, document: str) -> None:
        """Show the very same document at the same address where scripts run."""
        address = self.page.url
        self.glass.route(address, lambda route: route.fulfill(body=document, content_type=HTML))
        self.glass.goto(address)
        self.glass.unroute(address)

    def _faults(self, document: str, width: int) -> list[str]:
        """No sideways scroll, and nothing that axe has against the page at this width."""
        own = self.page.viewport_size
        for page in (self.page, self.glass):
            page.set_viewport_size({"width": width, "height": own["height"]})
        faults = [*_sideways(self.page, width), *self._examine(width)]
        self.page.set_viewport_size(own)
        if not faults:
            self.gallery.hang(document, width)
        return faults

    def _examine(self, width: int) -> list[str]:
        """What axe has against what the glass shows, unless it has seen the like."""
        shown = self.glass.content()
        if self.gallery.has(shown, width):
            return []
        self.glass.evaluate(AXE_SCRIPT)
        faults = [
            f"{fault['id']}: {node['html'][:160]}"
            for fault in self.glass.evaluate(EXAMINE)["violations"]
            for node in fault["nodes"]
        ]
        if not faults:
            self.gallery.hang(shown, width)
        return faults

    def log_in(self, email: str) -> None:
        """Log in with the tests' password."""
        self.open("/accounts/login/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Log in")

    def log_out(self) -> None:
        """Leave, as from any page."""
        self.page.context.clear_cookies()

    def press(self, name: str) -> None:
        """Press a button and look at the page it leads to."""
        self._go(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, name: str) -> None:
        """Follow a link and look at the page it leads to."""
        self._go(self.page.get_by_role("link", name=name).first)

    def _go(self, control: Locator) -> None:
        with self.page.expect_navigation():
            control.click()
        self.look()

    def settle(self) -> None:
        """Wait until htmx is done with what it put into the page."""
        self.page.locator(CHANGING).first.wait_for(state="detached")

    def reads(self, text: str) -> bool:
        """Whether the page says this."""
        return text in self.page.locator("body").inner_text()


def _sideways(page: Page, width: int) -> list[str]:
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"scrolls sideways by {wider} px of {width} px"] if wider > 0 else []
