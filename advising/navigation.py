"""The links each role sees on every page. A page is reachable from here or from a page that is."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from advising.models import Role

LINKS: dict[str, tuple[tuple[str, str], ...]] = {
    Role.STUDENT: (
        ("Today", "home"),
        ("Plan", "plans:plan-detail"),
        ("Scores", "students:assessment-list"),
        ("Dates", "students:date-list"),
        ("My record", "students:record-detail"),
    ),
    Role.ADVISOR: (("Caseload", "caseload:student-list"),),
    Role.DEAN: (("Caseload", "caseload:student-list"),),
    Role.COMMITTEE: (("Students", "home"),),
    Role.STAFF: (("Reference data", "admin:index"),),
}


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation. `current` is the value of aria-current, or empty."""

    label: str
    url: str
    current: str = ""


def links_for(request: HttpRequest) -> list[Link]:
    """The navigation of the person asking; nothing for a stranger.

    Marks the page itself, or the section it lies in.
    """
    role = getattr(getattr(request, "user", None), "role", None)
    links = []
    for label, name in LINKS.get(role or "", ()):
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        links.append(Link(label, url, _current(request.path, url)))
    return links


def _current(path: str, url: str) -> str:
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
