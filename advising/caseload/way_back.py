"""The way back from a file: to the place in the list that it was opened from."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from advising.access import UserRequest
from students.models import Student

KEPT = "came_from"  # in the session: what follows the host in the address of the list
LISTS = {"caseload:student-list": "Caseload", "caseload:date-list": "Deadlines"}


@dataclass(frozen=True, slots=True)
class WayBack:
    """The list that led here, as it was filtered and sorted, and the student's place in it."""

    label: str
    url: str


def way_back(request: UserRequest, student: Student) -> WayBack:
    """Back to the list that a file was last opened from; to the whole caseload without one."""
    names = {reverse(name): label for name, label in LISTS.items()}
    host, _, path = request.headers.get("Referer", "").partition("://")[2].partition("/")
    address = f"/{path}"
    is_list = host == request.get_host() and _page(address) in names
    if is_list and request.session.get(KEPT) != address:
        request.session[KEPT] = address
    kept = request.session.get(KEPT, reverse("caseload:student-list"))
    return WayBack(names[_page(kept)], f"{kept}#student-{student.public_id}")


def _page(address: str) -> str:
    """The page of an address, whatever it was asked."""
    return address.partition("?")[0]
