"""Which directories a server uses. Deciding makes nothing and starts nothing."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from advising.embedded.account import anyone_can_reach

# A socket's address holds 108 bytes (104 on macOS), and libpq adds "/.s.PGSQL.5432".
LONGEST_SOCKET_DIRECTORY = 88

# Where root's server lives when the chosen directory is closed to the server's user.
# Not in /tmp or /var/tmp: others may write there, and old files are swept away.
SHELTER = Path("/var/lib/step1-advising")


@dataclass(frozen=True, slots=True)
class Places:
    """The data directory and the directory of the socket, both private to the server's user."""

    data: Path
    socket_directory: Path

    @property
    def lock_file(self) -> Path:
        """One process at a time makes, starts or stops the server."""
        return self.data.parent / f".{self.data.name}.lock"

    @property
    def log_file(self) -> Path:
        """What the server says."""
        return self.data / "server.log"


def places_for(chosen: Path, shelter: Path = SHELTER) -> Places:
    """The directories for a server whose data belongs at ``chosen``."""
    data = chosen.expanduser().resolve()
    if os.geteuid() == 0 and not anyone_can_reach(_nearest_existing(data.parent)):
        data = shelter / _fingerprint(data) / "data"
    if _fits_socket(data):
        return Places(data, data)
    return Places(data, Path("/tmp") / f"step1-advising-{_fingerprint(data)}")  # noqa: S108 -- short on every system; its owner is checked


def make_way(directory: Path) -> None:
    """Make a directory that the server's user can pass through, whatever our umask is."""
    if not directory.exists():
        make_way(directory.parent)
        directory.mkdir(exist_ok=True)
        directory.chmod(0o755)


def _nearest_existing(path: Path) -> Path:
    return path if path.exists() else _nearest_existing(path.parent)


def _fits_socket(directory: Path) -> bool:
    """Short enough for an address; libpq would read a comma as the end of the first host."""
    return len(os.fsencode(directory)) <= LONGEST_SOCKET_DIRECTORY and "," not in str(directory)


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
