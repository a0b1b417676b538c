"""check_forecast: what the forecast is worth on made-up students whose true level is known."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.simulation import simulate
from students.gather_policies import gather_reference


class Command(BaseCommand):
    """Simulate students, forecast their exam day, compare with the truth. Writes nothing."""

    help = "Say how well the forecast does on made-up students (docs/forecast.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--students", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["students"] < 1:
            raise CommandError("Simulate at least one student.")
        worth = simulate(options["students"], options["seed"], gather_reference())
        self.stdout.write(f"80% interval holds the true level: {worth.coverage:.1%}")
        self.stdout.write("Mean log score of the exam-day result (higher is better):")
        self.stdout.write(f"  this forecast        {worth.engine:.3f}")
        self.stdout.write(f"  last score stays     {worth.last_score:.3f}")
        self.stdout.write(f"  first-taker formula  {worth.first_taker:.3f}")
