"""Bring the caseload up to today: days pass without anyone writing anything."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from advising.models import School
from students.actions.standing import refresh_standings
from students.models import Student


class Command(BaseCommand):
    """Meant for a nightly timer, shortly after midnight."""

    help = "Recompute every student's standing as of today."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--school", metavar="CODE", help="only the students of this school")

    def handle(self, *, school: str | None, **options: Any) -> None:
        students = Student.objects.all()
        if school:
            if not School.objects.filter(code=school).exists():
                raise CommandError(f"There is no school with the code {school}.")
            students = students.filter(school__code=school)
        count = refresh_standings(students, today=timezone.localdate())
        self.stdout.write(f"{count} standings refreshed.")
