"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import Http404, HttpRequest, HttpResponse

from advising.access import UserRequest, everyones_page


class SchoolAccountAdapter(DefaultAccountAdapter):
    """Accounts come from the school's staff: nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


@everyones_page
def email_addresses(request: UserRequest) -> HttpResponse:
    """Nobody changes their own address: it is the login, and the school's staff keep it."""
    raise Http404
