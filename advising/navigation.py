"""The links each role sees on every page. A page is reachable from here or from a page that is."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from advising.models import Role

COUNSELLOR = (("Caseload", "caseload:student-list"), ("Deadlines", "caseload:date-list"))
LINKS: dict[str, tuple[tuple[str, str], ...]] = {
    Role.STUDENT: (
        ("Next steps", "students:start"),
        ("Today", "plans:today"),
        ("Plan", "plans:plan-detail"),
        ("Scores", "students:assessment-list"),
        ("Dates", "students:date-list"),
        ("Intake", "students:intake-overview"),
    ),
    Role.ADVISOR: COUNSELLOR,
    Role.DEAN: COUNSELLOR,
    Role.COMMITTEE: (("Home", "home"),),
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
    role = getattr(getattr(request, "user", None), "role", "")
    urls = {label: reverse(name) for label, name in LINKS.get(role, ())}
    around = [url for url in urls.values() if request.path.startswith(url) and url != "/"]
    nearest = max(around, key=len, default=request.path)
    return [
        Link(label, url, _current(url, nearest=nearest, path=request.path))
        for label, url in urls.items()
    ]


def _current(url: str, *, nearest: str, path: str) -> str:
    if url != nearest:
        return ""
    return "page" if url == path else "true"
