"""load_demo: the demonstration school."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from advising.models import User
from plans.demo import PASSWORD, load_demo_school

FIRST_TO_TRY = ("dean", "advisor1", "committee", "staff", "alder", "birch")


class Command(BaseCommand):
    """Make the demonstration school if it is not there, and say how to log in."""

    help = "Make a demonstration school of made-up people and print its logins."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--in-production", action="store_true", help="Allow known passwords on a real server."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.IS_DEVELOPMENT or options["in_production"]):
            raise CommandError(
                "The demonstration school has known passwords. "
                "Give --in-production if that is what you want on this server."
            )
        school = load_demo_school(today=timezone.localdate())
        self.stdout.write(f"{school}: every password is {PASSWORD}")
        for name in FIRST_TO_TRY:
            user = User.objects.get(email=f"{name}@demo.example")
            self.stdout.write(f"  {user.email:28} {user.get_role_display()}")
