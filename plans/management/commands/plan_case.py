"""plan_case: everything the rules and the engine conclude from a case file."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from plans.batch import result_lines, result_of
from students.casefile import CaseNotValid
from students.casefile.text import opened
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
        try:
            with opened(options["file"]) as source:
                if options["ndjson"]:
                    self._stream(source, jobs=options["jobs"])
                else:
                    self._one(source)
        except CaseNotValid as error:
            self.stdout.write(json.dumps(error.as_json(), indent=2))
            sys.exit(2)

    def _one(self, source: IO[bytes]) -> None:
        document = result_of(source.read(), gather_reference())
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))

    def _stream(self, source: IO[bytes], *, jobs: int) -> None:
        for line in result_lines(source, gather_reference(), jobs=jobs):
            self.stdout.write(line)
        self.stdout.flush()
