"""check_forecast: what the forecast is worth, on made-up students or on recorded outcomes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.recorded import recorded_calibration
from plans.simulation import simulate
from students.gather_policies import gather_reference
from students.models import Student


class Command(BaseCommand):
    """Compare forecasts with what came: of simulated students, or of those on record.

    Writes nothing.
    """

    help = "Say how well the forecast does on made-up or real students (docs/forecast.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--students", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--recorded", action="store_true", help="The outcomes on record instead of simulated."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["recorded"]:
            self._recorded()
            return
        if options["students"] < 1:
            raise CommandError("Simulate at least one student.")
        worth = simulate(options["students"], options["seed"], gather_reference())
        self.stdout.write(f"80% interval holds the true level: {worth.coverage:.1%}")
        self.stdout.write("Mean log score of the exam-day result (higher is better):")
        self.stdout.write(f"  this forecast        {worth.engine:.3f}")
        self.stdout.write(f"  last score stays     {worth.last_score:.3f}")
        self.stdout.write(f"  first-taker formula  {worth.first_taker:.3f}")

    def _recorded(self) -> None:
        """The sittings of every school, in groups large enough to tell on nobody."""
        known = recorded_calibration(Student.objects.all(), today=timezone.localdate())
        if known is None:
            raise CommandError("Add a rule for the fewest in a group to the reference data first.")
        for group in known.groups:
            self.stdout.write(
                f"chance {group.low:.0%} to {group.high:.0%}: {group.count} sittings, "
                f"{group.expected:.1%} expected to pass, {group.observed:.1%} passed"
            )
        if known.has_hidden or not known.groups:
            self.stdout.write(f"Groups of fewer than {known.fewest} sittings are not shown.")
        if known.brier is not None:
            self.stdout.write(f"Brier score: {known.brier:.3f}")
