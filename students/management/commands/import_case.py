"""import_case: a case file becomes a student's record."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from advising.models import School
from students.actions.cases import import_case
from students.casefile import CaseNotValid, parse_case
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
        school = School.objects.filter(code=options["school"]).first()
        if school is None:
            raise CommandError(f"There is no school {options['school']}.")
        try:
            case = parse_case(_read(options["file"]), gather_reference())
            student = import_case(
                case=case,
                school=school,
                name=options["name"],
                email=options["email"],
                today=timezone.localdate(),
            )
        except CaseNotValid as error:
            self.stdout.write(json.dumps(error.as_json(), ensure_ascii=False, indent=2))
            sys.exit(2)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(str(student.public_id))


def _read(name: str) -> Any:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        return json.loads(text)
    except OSError as error:
        raise CaseNotValid.from_text(f"Cannot read {name}: {error.strerror}.") from error
    except ValueError as error:
        raise CaseNotValid.from_text(f"This is not JSON: {error}.") from error
