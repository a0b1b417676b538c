"""Which operating system user runs the server, and what that user can reach."""

from __future__ import annotations

import os
import pwd
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advising.embedded.errors import EmbeddedServerError

# PostgreSQL refuses to run as root; the first of these that exists runs it instead.
UNPRIVILEGED_NAMES = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Account:
    """The user who owns the data and runs the server: oneself, unless one is root."""

    uid: int
    gid: int
    is_another: bool

    @property
    def subprocess_options(self) -> dict[str, Any]:
        """What `subprocess.run` needs to become this user."""
        if not self.is_another:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def take_over(self, path: Path) -> None:
        """Make ``path`` this user's and nobody else's."""
        if self.is_another:
            os.chown(path, self.uid, self.gid)
        path.chmod(0o700)


def server_account(data: Path) -> Account:
    """Whoever owns ``data`` already, so that a user added to the machine later changes nothing."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_another=False)
    if (data / "PG_VERSION").exists():
        owner = data.stat()
        return Account(owner.st_uid, owner.st_gid, is_another=True)
    return unprivileged_account(UNPRIVILEGED_NAMES)


def unprivileged_account(names: Sequence[str]) -> Account:
    """The first user of these names that exists; EmbeddedServerError if none does."""
    for name in names:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, is_another=True)
    raise EmbeddedServerError(
        f"As root, one of the users {', '.join(names)} must exist to run PostgreSQL."
    )


def anyone_can_reach(path: Path) -> bool:
    """Whether users other than the owner may pass every directory down to and including ``path``."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (path, *path.parents))
