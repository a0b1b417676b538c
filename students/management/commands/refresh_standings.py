"""Bring the caseload up to today: days pass without anyone writing anything."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from advising.commands import school_with
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
            students = students.filter(school=school_with(school))
        count = refresh_standings(students, today=timezone.localdate())
        self.stdout.write(f"{count} standings refreshed.")
