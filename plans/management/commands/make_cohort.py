"""make_cohort: a made-up cohort of any size, for trying lists and measuring them."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone

from advising.commands import a_day, school_with
from plans.cohort import make_cohort
from students.models import Policy


class Command(BaseCommand):
    """Add made-up students to a school. The same seed and day give the same students."""

    help = "Add a made-up cohort to a school."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--students", type=int, required=True, metavar="N")
        parser.add_argument("--seed", type=int, default=1, metavar="S")
        parser.add_argument("--school", default="demo", metavar="CODE")
        parser.add_argument(
            "--jobs",
            type=int,
            default=os.cpu_count() or 1,
            metavar="N",
            help="Use N processes instead of one for each core.",
        )
        parser.add_argument("--as-of", type=a_day, metavar="DAY")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jobs"] < 1:
            raise CommandError("Give at least one job.")
        if options["students"] < 1:
            raise CommandError("Give at least one student: --students 40.")
        school = school_with(options["school"])
        policy = Policy.objects.filter(school=school).first()
        try:
            made = make_cohort(
                school=school,
                students=options["students"],
                seed=options["seed"],
                today=options["as_of"] or timezone.localdate(),
                policy_code=policy.code if policy else None,
                jobs=options["jobs"],
            )
        except IntegrityError as error:
            raise CommandError(
                f"The cohort of seed {options['seed']} is already in this school: take another."
            ) from error
        self.stdout.write(f"{made} made-up students joined {school}.")
