"""Look after the embedded PostgreSQL."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from advising.embedded.server import EmbeddedServer


class Command(BaseCommand):
    """`devdb status` and `devdb stop`."""

    help = "Say whether the embedded PostgreSQL runs, or stop it. It starts by itself."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["status", "stop"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if not hasattr(connection, "server"):
            raise CommandError("DATABASE_URL is set, so the embedded PostgreSQL is not in use.")
        server = EmbeddedServer(settings.EMBEDDED_DB_DIR)
        self.stdout.write(self.stop(server) if what == "stop" else self.status(server))

    def status(self, server: EmbeddedServer) -> str:
        """One sentence: where, and whether it runs."""
        pid = server.pid()
        state = f"running as process {pid}, host={server.host}" if pid else "not running"
        return f"{server.places.data}: {state}."

    def stop(self, server: EmbeddedServer) -> str:
        """Stop the server and say so."""
        return "Stopped." if server.stop() else "It was not running."
