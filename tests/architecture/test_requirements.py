"""The locked requirements: complete, hashed, and the same for the tests as for production."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
LOCKED = ["base.txt", "dev.txt"]


def text_of(name: str) -> str:
    return (PROJECT / "requirements" / name).read_text()


def pins_of(name: str) -> list[Requirement]:
    return [Requirement(line) for line in re.findall(r"^(\w.*) \\$", text_of(name), re.MULTILINE)]


def installed_from(name: str) -> dict[str, Requirement]:
    """The pins that hold on this machine, by package."""
    pins = [pin for pin in pins_of(name) if pin.marker is None or pin.marker.evaluate()]
    return {canonicalize_name(pin.name): pin for pin in pins}


def needed_by(pin: Requirement) -> Iterator[Requirement]:
    """What a package asks for, with the extras it is pinned with."""
    for needed in map(Requirement, requires(pin.name) or ()):
        chosen = ({"extra": extra} for extra in ("", *pin.extras))
        if needed.marker is None or any(map(needed.marker.evaluate, chosen)):
            yield needed


@pytest.mark.parametrize("name", LOCKED)
def test_requirements_are_hashed_and_name_no_registry(name):
    text = text_of(name)
    pinned = re.findall(r"^\w.*==\S+.*\\\n    --hash=sha256:", text, re.MULTILINE)

    assert "://" not in text
    assert len(pinned) == len(re.findall(r"^\w", text, re.MULTILINE))


@pytest.mark.parametrize("name", LOCKED)
def test_whatever_a_package_asks_for_is_pinned_with_the_extras_it_asks_for(name):
    """pip takes a bare pin for another requirement: it finds the newest, and no hash for it."""
    pins = installed_from(name)

    assert [
        f"{pin.name} asks for {needed}"
        for pin in pins.values()
        for needed in needed_by(pin)
        if needed.extras - pins[canonicalize_name(needed.name)].extras
    ] == []


def test_tests_run_on_the_versions_that_ship():
    shipped, tested = (
        {(canonicalize_name(pin.name), str(pin.specifier)) for pin in pins_of(name)}
        for name in LOCKED
    )
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    direct = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}

    assert shipped <= tested
    assert direct <= {name for name, _ in shipped}
