"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class SchoolAccountAdapter(DefaultAccountAdapter):
    """Accounts come from the school's staff: nobody signs up alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
