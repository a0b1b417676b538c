"""What keeps a record from being read by whoever uses the computer next."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

Respond = Callable[[HttpRequest], HttpResponseBase]


def keep_records_out_of_caches(respond: Respond) -> Respond:
    """Pages of a person who is logged in are stored nowhere: not even the back button's memory."""

    def respond_privately(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return respond_privately
