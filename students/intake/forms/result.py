"""Step: is what we know of the sittings right?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError

from advising.words import say_day
from students.intake.background import Background
from students.intake.document import Row
from students.intake.forms.base import StepForm
from students.models import Attempt

NOT_OUT = "Result not out yet"


class ResultForm(StepForm):
    """The sittings are reported on their own page; here the student says that they are right."""

    slug = "result"
    layout = Layout("is_right")

    is_right = forms.BooleanField(
        label="These are all my sittings, and the days are right",
        error_messages={"required": "Tick this when the sittings above are complete and right."},
    )

    def prefilled(self) -> dict[str, Any]:
        is_unchanged = self._sittings() == self.background.submitted(self.slug).get("sittings")
        return {"is_right": is_unchanged}

    def clean(self) -> dict[str, Any]:
        if not self.background.attempts:
            raise ValidationError("Report your result first: the intake builds on it.")
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        return {"sittings": self._sittings()}

    def rows(self) -> Iterator[Row]:
        for attempt in self.background.attempts:
            day = attempt.sat_on
            yield Row(f"sitting_{day}", f"Sitting of {say_day(day)}", tuple(_words(attempt)))

    def _sittings(self) -> list[list[str]]:
        return [
            [attempt.sat_on.isoformat(), *_words(attempt)] for attempt in self.background.attempts
        ]


def knows_results(background: Background) -> bool:
    """Whether the latest submission was written with every result known that is out by now.

    Only its own words tell: a result may have come, or been reported, long after its sitting.
    """
    told = background.submitted(ResultForm.slug).get("sittings", ())
    known = sum(outcome != NOT_OUT for _, outcome, *_ in told)
    return known >= sum(attempt.outcome is not None for attempt in background.attempts)


def _words(attempt: Attempt) -> Iterator[str]:
    yield attempt.get_outcome_display() if attempt.outcome else NOT_OUT
    if attempt.reported_on:
        yield f"Result of {say_day(attempt.reported_on)}"
    if attempt.three_digit is not None:
        yield f"Three-digit score {attempt.three_digit}"
    if attempt.points_below is not None:
        yield f"{attempt.points_below:g} points below the standard"
    for row in attempt.areas.all():
        yield f"{row.area.name}: {row.level}"
