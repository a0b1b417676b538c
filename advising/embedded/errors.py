"""What can go wrong, in words a developer can act on."""


class EmbeddedServerError(RuntimeError):
    """The embedded PostgreSQL could not be found, made or started; the message says why."""
