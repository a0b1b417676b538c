"""Someone who goes through the site by its links alone, as a person with a browser does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

# Addresses opened of each route: one, and where that does not lead everywhere, one more and one more.
# The last days of a plan lead nowhere that its first do not.
DEPTHS = range(1, 17)


class Controls(HTMLParser):
    """The links of a page, what its GET forms ask for as they stand, and where its others post."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.posts: list[str] = []
        self._form: tuple[str, dict[str, str]] | None = None
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._open(given)
        elif tag == "select":
            self._select = given.get("name", "")
        elif self._form is not None:
            self._fill(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._form is not None:
            action, values = self._form
            self.links.append(f"{action}?{urlencode(values)}")
            self._form = None

    def _open(self, given: dict[str, str]) -> None:
        action = given.get("action", "")
        if given.get("method", "get").lower() == "post":
            self.posts.append(action)
        else:
            self._form = (action, {})

    def _fill(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        _, values = self._form
        if tag == "input" and given.get("name"):
            values[given["name"]] = given.get("value", "")
        elif tag == "option" and (self._select not in values or "selected" in given):
            values[self._select] = given.get("value", "")


@dataclass
class Crawl:
    """What one person met: routes opened, routes a button posts to, and pages that went wrong.

    `hidden` are names that must not be read on any page.
    """

    client: Client
    wanted: set[str]
    hidden: set[str]
    opened: Counter[str] = field(default_factory=Counter)
    posted: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=lambda: {"/"})
    ahead: list[str] = field(default_factory=lambda: ["/"])

    def run(self) -> Crawl:
        """Follow links from the front door till every route is known."""
        for depth in DEPTHS:
            self.follow(depth)
            if not self.missing:
                break
        return self

    def follow(self, depth: int) -> None:
        """Open so many addresses of each route, those opened before among them."""
        while self.ahead:
            self.ahead.sort(key=lambda path: self.opened[_route(path)])
            if self.opened[_route(self.ahead[0])] >= depth:
                break
            for path in self._open(self.ahead.pop(0)):
                if path not in self.seen:
                    self.seen.add(path)
                    self.ahead.append(path)

    @property
    def missing(self) -> set[str]:
        """The routes that no link or button of any page leads to."""
        return self.wanted - set(self.opened) - self.posted

    def _open(self, path: str) -> list[str]:
        answer = self.client.get(path, follow=True)
        stops = [path, *(url for url, _ in answer.redirect_chain)]
        self.opened.update({_route(stop) for stop in stops})
        if answer.status_code != 200:
            self.wrong.append(f"{answer.status_code} {path}")
        if answer.streaming or "html" not in answer["Content-Type"]:
            return []
        html = answer.content.decode()
        self.wrong += [f"{name} on {path}" for name in self.hidden if name in html]
        controls = Controls(html)
        self.posted |= {_route(urljoin(stops[-1], action)) for action in controls.posts}
        links = (urljoin(stops[-1], link) for link in controls.links)
        return [_without_fragment(link) for link in links if _is_here(link)]


def _is_here(link: str) -> bool:
    parts = urlsplit(link)
    return not (parts.scheme or parts.netloc) and not parts.path.startswith("/admin/")


def _without_fragment(link: str) -> str:
    return urlsplit(link)._replace(fragment="").geturl()


def _route(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).route
    except Resolver404:
        return path
