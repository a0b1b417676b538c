"""export_case: a student's record as a case file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from advising.commands import a_day
from students.casefile import case_to_json
from students.gather import gather_case
from students.gather_policies import gather_reference
from students.models import Student
from students.rules.extensions import with_extensions


class Command(BaseCommand):
    """Print the case file of one student, found by public id or e-mail address."""

    help = "Print a student's record as a case file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("student", help="The student's public id or e-mail address.")
        parser.add_argument(
            "--as-of",
            type=a_day,
            help="The case as it stood on this day (YYYY-MM-DD); by default today.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        student, as_of = _student(options["student"]), options["as_of"] or timezone.localdate()
        case = with_extensions(gather_case(student, as_of=as_of), gather_reference())
        self.stdout.write(json.dumps(case_to_json(case), ensure_ascii=False, indent=2))


def _student(key: str) -> Student:
    try:
        found = (
            Student.objects.filter(user__email__iexact=key)
            if "@" in key
            else Student.objects.filter(public_id=key)
        )
        return found.get()
    except (Student.DoesNotExist, ValidationError) as error:
        raise CommandError(
            f"There is no student {key}. Give the e-mail address the student logs in with, or the"
            " public id from the address of the student's file."
        ) from error
