"""Bring a database up to date in one process, as after every change of version."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Tables, the cache's table, reference data and, when asked, the demo school."""

    help = "Migrate, create the cache table and load the reference data. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="also load the demo school")

    def handle(self, *args: Any, demo: bool, verbosity: int, **options: Any) -> None:
        steps = ["migrate", "createcachetable", "load_reference"] + (["load_demo"] if demo else [])
        for step in steps:
            call_command(step, verbosity=verbosity)
