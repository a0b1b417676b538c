"""What the forecast is worth on made-up students whose true level is known."""

import re

import pytest
from django.core.management import CommandError

from plans.simulation import simulate
from tests.plans.commands import run
from tests.reference_values import REFERENCE


def test_the_interval_holds_and_the_forecast_beats_the_simpler_ones():
    worth = simulate(200, 2, REFERENCE)

    assert 0.75 <= worth.coverage <= 0.85
    assert worth.engine > worth.last_score > worth.first_taker


def test_the_same_seed_gives_the_same_answer():
    assert simulate(5, 7, REFERENCE) == simulate(5, 7, REFERENCE)


@pytest.mark.django_db
def test_the_command_reports_it():
    out, status = run("check_forecast", "--students", "3")

    assert status == 0
    assert re.sub(r"-?\d+\.\d+", "#", out) == (
        "80% interval holds the true level: #%\n"
        "Mean log score of the exam-day result (higher is better):\n"
        "  this forecast        #\n"
        "  last score stays     #\n"
        "  first-taker formula  #\n"
    )


@pytest.mark.django_db
def test_the_command_wants_students():
    with pytest.raises(CommandError, match="at least one student"):
        run("check_forecast", "--students", "0")
