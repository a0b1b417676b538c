"""What a page brings with it: complete, small, and from here."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

STATIC = settings.BASE_DIR / "static"
FIRST_LOAD = [
    "vendor/bootstrap/bootstrap.min.css",
    "css/app.css",
    "vendor/htmx/htmx.min.js",
    "js/app.js",
    "img/icon.svg",
]
BUDGET = 100_000  # compressed bytes of a first load; what is left of it is the page's own


def test_collecting_for_production_finds_every_file(tmp_path):
    storages = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    # Compressing scripts takes seconds, and says no more than compressing the style sheets.
    but = ("js", "map", "svg", "txt")
    with override_settings(
        STORAGES=storages, STATIC_ROOT=tmp_path, WHITENOISE_SKIP_COMPRESS_EXTENSIONS=but
    ):
        call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").exists()
    assert list((tmp_path / "css").glob("app.*.css.br"))


def test_a_first_load_leaves_room_for_the_page():
    weight = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in FIRST_LOAD)

    assert weight < BUDGET - 20_000


@pytest.mark.parametrize("name", ["bootstrap", "htmx"])
def test_vendored_code_keeps_its_licence(name):
    assert (STATIC / "vendor" / name / "LICENSE").read_text().strip()


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.*s")), ids=lambda path: path.name)
def test_nothing_is_loaded_from_elsewhere(path: Path):
    source = path.read_text()

    assert "sourceMappingURL" not in source
    assert re.findall(r'url\("?(?!"?data:)|@import', source) == []
