"""Whether a document can be used by everybody, on a phone and at a desk."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.e2e.gallery import Gallery

WIDTHS = (360, 1280)  # a phone and a desk
FRAME = "/examined/"
NO_SCRIPTS = {"Content-Security-Policy": "script-src 'none'"}
SHOW = """html => new Promise(shown => {
    document.open();
    addEventListener("load", shown, { once: true });
    document.write(html);
    document.close();
})"""
# Everything axe looks for by itself. It need not fetch the style sheets again for it.
EXAMINE = """async () => {
    const wider = document.documentElement.scrollWidth - innerWidth;
    const { violations } = await axe.run({
        resultTypes: ["violations"], preload: { assets: ["media"] },
    });
    return [
        ...(wider > 0 ? [`scrolls sideways by ${wider} px of ${innerWidth} px`] : []),
        ...violations.flatMap(
            ({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)
        ),
    ];
}"""


class Examiner:
    """Shows documents in a page of its own, where axe stays loaded from one to the next.

    They are shown as they are: their scripts have run where they were taken from, or were not to.
    `gallery` keeps what was found faultless.
    """

    def __init__(self, page: Page, gallery: Gallery, address: str) -> None:
        self._page = page
        self._gallery = gallery
        page.route(
            address + FRAME,
            lambda route: route.fulfill(body="", content_type="text/html", headers=NO_SCRIPTS),
        )
        page.goto(address + FRAME)
        page.evaluate(AXE_SCRIPT)

    def faults(self, document: str) -> list[str]:
        """A sideways scroll at one of the widths, and everything that axe finds at either."""
        new_at = [width for width in WIDTHS if not self._gallery.has(document, width)]
        if not new_at:
            return []
        self._page.evaluate(SHOW, document)
        return [fault for width in new_at for fault in self._faults(document, width)]

    def _faults(self, document: str, width: int) -> list[str]:
        self._page.set_viewport_size({"width": width, "height": 900})
        faults: list[str] = self._page.evaluate(EXAMINE)
        if not faults:
            self._gallery.hang(document, width)
        return faults
