"""A form that is sent after its person was logged out, or by an old page: nothing typed is lost.

A record is stored in no cache, so the back button does not bring typing back: the answer does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.template.loader import render_to_string

# What a form carries for itself, and nobody types.
CARRIED = frozenset(
    {"submission_key", "revision", "seen", "seen_at", "seen_on", "opened_at", "then", "next"}
    | {"draft", "add", "save"}
)
CARRIED_ENDS = ("_rows", "_FORMS", "-id")
# Beside the form that was sent, which stays as it is; never in its place.
ABOVE_THE_PAGE = {
    "HX-Retarget": "#main",
    "HX-Reswap": "afterbegin show:top",
    "HX-Reselect": "#logged-out",
}


class AskToLogIn(LoginRequiredMiddleware):
    """Send strangers to the login page, unless that would throw away what they typed."""

    def handle_no_permission(  # type: ignore[override]  # Django's own only redirects
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        is_part = bool(request.headers.get("HX-Request"))
        if request.method == "POST":
            return _say_logged_out(request, is_part=is_part)
        if is_part:  # the page around it goes to the login page as a whole
            return HttpResponse(headers={"HX-Refresh": "true"})
        answer: HttpResponseBase = super().handle_no_permission(request, view_func)
        return answer


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page was open since before the last login; the reason is for the log.

    Words that another site made a browser send are not shown as if our person had typed them.
    """
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    return _answer("403_csrf.html", request, typed_in(request) if is_ours else [], status=403)


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person typed or chose in the form, by the field's name; never a password."""
    return [
        (name.replace("_", " ").strip(), value)
        for name, values in request.POST.lists()
        for value in map(str, values)
        if value and not _is_carried(name)
    ]


def _is_carried(name: str) -> bool:
    is_secret = name.startswith("csrf") or "password" in name
    return is_secret or name in CARRIED or name.endswith(CARRIED_ENDS)


def _say_logged_out(request: HttpRequest, *, is_part: bool) -> HttpResponse:
    if not is_part:
        typed = typed_in(request)
        if not typed:  # only a button: its page may not be asked for by address
            return HttpResponseRedirect(_login_url(request))
        return _answer("logged_out.html", request, typed, status=401)
    answer = _answer("components/logged_out.html", request, [])
    if "draft" not in request.POST:  # a draft is told where it says when it was saved
        for name, value in ABOVE_THE_PAGE.items():
            answer[name] = value
    return answer


def _answer(
    template: str, request: HttpRequest, typed: list[tuple[str, str]], status: int = 200
) -> HttpResponse:
    addresses = {"page_url": _page_sent_from(request), "login_url": _login_url(request)}
    html = render_to_string(template, {"typed": typed, **addresses})
    return HttpResponse(html, status=status, headers={"Cache-Control": "private, no-store"})


def _login_url(request: HttpRequest) -> str:
    """Where to log in and come back to the page with the form."""
    return f"{resolve_url('account_login')}?{urlencode({'next': _page_sent_from(request)})}"


def _page_sent_from(request: HttpRequest) -> str:
    """The page with the form, to open it again: an address of our own."""
    sent_from = urlsplit(request.headers.get("Referer", ""))
    if sent_from.netloc != request.get_host():
        return "/"
    return sent_from.path + (f"?{sent_from.query}" if sent_from.query else "")
