"""What a person does in the browser, and what every page they see must be."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.e2e.gallery import Gallery
from tests.factories import PASSWORD

CHANGING = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"


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
        """The page as it is now has no accessibility fault, no sideways scroll and no error."""
        width = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        sideways = [f"scrolls sideways by {width} px"] if width > 0 else []
        faults = [] if self.gallery.has(self.page) else self._examine()
        found = [f"{self.page.url}: {self.page.title()}", *faults, *sideways, *self.problems]
        assert len(found) == 1, "\n".join(found)
        self.gallery.hang(self.page)

    def _examine(self) -> list[str]:
        """What axe has against the page, unless it has seen the like."""
        if not self.has_javascript:
            self._hold_up_the_glass()
            if self.gallery.has(self.glass):
                return []
        results = Axe().run(self.glass)
        faults = [
            f"{fault['id']}: {node['html'][:160]}"
            for fault in results.response["violations"]
            for node in fault["nodes"]
        ]
        if not faults:
            self.gallery.hang(self.glass)
        return faults

    def _hold_up_the_glass(self) -> None:
        """Show the very same document at the same address where scripts run."""
        address, document = self.page.url, self.page.content()
        self.glass.route(address, lambda route: route.fulfill(body=document))
        self.glass.goto(address)
        self.glass.unroute(address)

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
