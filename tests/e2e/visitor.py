"""What a person does in the browser, and what every page they see must be."""

from __future__ import annotations

from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.factories import PASSWORD


@dataclass
class Visitor:
    """A browser page with the steps of a journey. Every page opened is checked as it is seen."""

    page: Page
    address: str
    axe: Axe
    has_javascript: bool = True

    def __post_init__(self) -> None:
        self.problems: list[str] = []
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
        """The page as it is now has no accessibility fault, no sideways scroll and no error."""
        results = self.axe.run(self.page)
        faults = [
            f"{fault['id']}: {node['html'][:160]}"
            for fault in results.response["violations"]
            for node in fault["nodes"]
        ]
        width = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if width > 0:
            faults.append(f"scrolls sideways by {width} px")
        assert faults + self.problems == [], f"{self.page.url}: {self.page.title()}"

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
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        self.look()

    def follow(self, name: str) -> None:
        """Follow a link and look at the page it leads to."""
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()
        self.look()

    def reads(self, text: str) -> bool:
        """Whether the page says this."""
        return text in self.page.locator("body").inner_text()
