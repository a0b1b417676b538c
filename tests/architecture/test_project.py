"""What must hold over the whole project, so that nobody has to remember it."""

import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template.loader import get_template

PROJECT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 250
LONGEST_TEST_MODULE = 400  # one rule book each: longer than code, short enough to find a rule in
LONGEST_TEMPLATE = 100

# Longer on purpose, each with its reason.
LONG_MODULES = {
    "students/rules/case.py": "one vocabulary, read from top to bottom",
    "students/rules/reference.py": "one vocabulary, read from top to bottom",
    "tests/students/rules/test_findings.py": "one row a finding",
    "tests/students/test_casefile.py": "one row a refusal",
}


def tracked(*patterns):
    """Files git knows or would add, so that a file is judged before it is committed."""
    listed = subprocess.run(  # noqa: S603 -- git and our own patterns
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],  # noqa: S607
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (PROJECT / name).exists()]


def lines(name):
    return len((PROJECT / name).read_text().splitlines())


@pytest.mark.django_db
def test_migrations_match_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_modules_are_short_enough_to_read():
    code = tracked("*.py", ":!*/migrations/*", ":!tests/*")
    too_long = [
        f"{name} has {lines(name)} lines"
        for names, most in ((code, LONGEST_MODULE), (tracked("tests/*.py"), LONGEST_TEST_MODULE))
        for name in names
        if lines(name) > most and name not in LONG_MODULES
    ]

    assert too_long == []


def test_no_module_is_excused_for_nothing():
    assert [name for name in LONG_MODULES if lines(name) <= LONGEST_MODULE] == []


def test_templates_are_short_enough_to_read():
    assert [
        f"{name} has {lines(name)} lines"
        for name in tracked("templates/*.html")
        if lines(name) > LONGEST_TEMPLATE
    ] == []


@pytest.mark.parametrize("name", tracked("templates/*"))
def test_template_compiles(name):
    get_template(name.removeprefix("templates/"))


def test_no_page_lacks_its_template():
    named = {
        match
        for module in tracked("*.py", ":!tests/*")
        for match in re.findall(r'"([\w/.-]+\.(?:html|svg|txt))"', (PROJECT / module).read_text())
    }

    for template in sorted(named):
        get_template(template)
