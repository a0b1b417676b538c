"""Django's PostgreSQL backend, starting the embedded server when a connection finds none."""

from __future__ import annotations

import contextlib
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from django.db.backends.postgresql.client import DatabaseClient as PsqlClient

from advising.embedded.server import PORT, EmbeddedServer


class DatabaseClient(PsqlClient):
    """`manage.py dbshell` with the psql that came with the server."""

    def runshell(self, parameters: Any) -> None:
        server: EmbeddedServer = self.connection.server  # type: ignore[attr-defined]
        server.ensure()
        self.executable_name = str(server.programs / "psql")
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Connects as usual; only when that fails does it look after the server and try again."""

    client_class = DatabaseClient

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        self.server = EmbeddedServer(settings.EMBEDDED_DB_DIR)
        super().__init__(settings_dict | {"HOST": self.server.host, "PORT": str(PORT)}, alias)

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        with contextlib.suppress(psycopg.OperationalError):
            return super().get_new_connection(conn_params)
        self.server.ensure()
        return super().get_new_connection(conn_params)
