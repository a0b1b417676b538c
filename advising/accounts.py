"""How allauth behaves here."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from advising.access import UserRequest, everyones_page


class SchoolAccountAdapter(DefaultAccountAdapter):
    """Accounts come from the school's staff: nobody signs up alone."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": (
            "Too many failed login attempts. Wait five minutes, then try again. "
            "If you have forgotten the password, set a new one instead."
        )
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Where the person works, which then says that the password is changed."""
        return reverse("home")


@everyones_page
def email_addresses(request: UserRequest) -> HttpResponse:
    """Nobody changes their own address: it is the login, and the school's staff keep it."""
    raise Http404
