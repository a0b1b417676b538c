"""import_case: a case file becomes a student's record."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from advising.commands import school_with
from students.actions.cases import import_case
from students.casefile import CaseNotValid, parse_case
from students.casefile.text import opened, read_json
from students.gather_policies import gather_reference


class Command(BaseCommand):
    """Make a new student from a case file. Exporting it again gives the same case."""

    help = "Make a student from a case file; prints the new student's public id."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help='A case file; "-" reads standard input.')
        parser.add_argument("--school", required=True, metavar="CODE")
        parser.add_argument("--name", default="", help="The student's name.")
        parser.add_argument("--email", default="", help="The address the student logs in with.")

    def handle(self, *args: Any, **options: Any) -> None:
        school = school_with(options["school"])
        try:
            with opened(options["file"]) as source:
                case = parse_case(read_json(source.read()), gather_reference())
            student = import_case(
                case=case,
                school=school,
                name=options["name"],
                email=options["email"],
                today=timezone.localdate(),
            )
        except CaseNotValid as error:
            self.stdout.write(json.dumps(error.as_json(), indent=2))
            sys.exit(2)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(str(student.public_id))
