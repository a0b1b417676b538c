"""Form fields the student's pages share."""

from __future__ import annotations

from typing import Any

from django import forms


class DayField(forms.DateField):
    """One calendar day, in the browser's own date picker."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "required": "Enter a day.",
        "invalid": "Enter a day that exists, such as 2026-03-15.",
    }


class HoursField(forms.FloatField):
    """Hours of one day, 0 to 16, in quarters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=16, step_size=0.25, **kwargs)
        limits = "Enter hours between 0 and 16."
        self.error_messages |= {"invalid": limits}
        for validator in self.validators:
            validator.message = limits
