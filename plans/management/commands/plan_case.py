"""plan_case: everything the rules and the engine conclude from a case file."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from plans.batch import result_lines, result_of
from students.casefile import CaseNotValid
from students.gather_policies import gather_reference


class Command(BaseCommand):
    """Read a case file, print its result. Writes nothing; exit status 2 says the input is bad."""

    help = "Print what the rules and the plan engine conclude from a case file."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help='A case file; "-" reads standard input.')
        parser.add_argument(
            "--ndjson", action="store_true", help="One case a line in, one result a line out."
        )
        parser.add_argument(
            "--jobs", type=int, default=1, metavar="N", help="Use N processes (with --ndjson)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jobs"] < 1:
            raise CommandError("Give at least one job.")
        with self._opened(options["file"]) as source:
            if options["ndjson"]:
                self._stream(source, jobs=options["jobs"])
            else:
                self._one(source)

    def _one(self, source: IO[str]) -> None:
        try:
            document = result_of(source.read(), gather_reference())
        except (CaseNotValid, UnicodeDecodeError) as error:
            self._refuse(error)
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))

    def _stream(self, source: IO[str], *, jobs: int) -> None:
        for line in result_lines(source, gather_reference(), jobs=jobs):
            self.stdout.write(line)
        self.stdout.flush()

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[str]]:
        if name == "-":
            yield sys.stdin
            return
        try:
            source = Path(name).open(encoding="utf-8")  # noqa: SIM115 -- closed below
        except OSError as error:
            self._refuse(CaseNotValid.from_text(f"Cannot read {name}: {error.strerror}."))
        with source:
            yield source

    def _refuse(self, error: CaseNotValid | UnicodeDecodeError) -> None:
        if isinstance(error, UnicodeDecodeError):
            error = CaseNotValid.from_text("This is not a text file in UTF-8.")
        self.stdout.write(json.dumps(error.as_json(), ensure_ascii=False, indent=2))
        sys.exit(2)
