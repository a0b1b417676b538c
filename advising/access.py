"""Who may open which page: every view of ours wears exactly one of these decorators."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from advising.models import Role, User

View = Callable[..., HttpResponseBase]


class UserRequest(HttpRequest):
    """A request from a logged-in person."""

    user: User
    htmx: HtmxDetails


def page_for(*roles: Role) -> Callable[[View], View]:
    """Let only these roles open a view; everyone else gets 403, strangers the login page.

    The roles stay readable on the view (`required_roles`), so that a test can find a view
    that forgot to name them.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: UserRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.required_roles = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return decorate


student_page = page_for(Role.STUDENT)
counsellor_page = page_for(Role.DEAN, Role.ADVISOR)
dean_page = page_for(Role.DEAN)
everyones_page = page_for(*Role)
