"""What a person does in the browser, and what every page they see must be."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

from tests.e2e.examiner import Examiner
from tests.factories import PASSWORD

CHANGING = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"


@dataclass
class Visitor:
    """A browser page with the steps of a journey. Every page opened is examined as it is seen."""

    page: Page
    examiner: Examiner
    address: str
    has_javascript: bool
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("console", self._hear)
        self.page.on("response", self._see)

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
        found = self.examiner.faults(self.page.content()) + self.problems
        assert not found, "\n".join([f"{self.page.url}: {self.page.title()}", *found])

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
