"""`manage.py load_reference`: the shipped reference data into the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from students.loading import load_reference_rows, read_fixtures
from students.loading_policies import load_library, read_library


class Command(BaseCommand):
    """Part of `prepare`, after every upgrade; may be repeated."""

    help = "Load the shipped reference data; rows that staff changed are left alone and listed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--overwrite", action="store_true", help="Replace rows that staff changed as well."
        )
        parser.add_argument(
            "--folder",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "reference",
            help="Where the fixtures are.",
        )

    def handle(self, *, overwrite: bool, folder: Path, verbosity: int, **options: Any) -> None:
        try:
            with transaction.atomic():
                loaded = load_reference_rows(read_fixtures(folder), overwrite=overwrite)
                load_library(read_library(folder), loaded, overwrite=overwrite)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if not verbosity:
            return
        self.stdout.write(
            f"Reference data: {len(loaded.created)} created, {len(loaded.updated)} updated, "
            f"{len(loaded.unchanged)} unchanged."
        )
        for name in loaded.kept:
            self.stdout.write(f"  kept as your staff changed it: {name}")
        for name in loaded.clashes:
            self.stdout.write(f"  left out, your own rows say otherwise: {name}")
