"""Form fields the student's pages share."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

WITHIN_A_DAY = "Enter hours between 0 and 16."


class DayField(forms.DateField):
    """One calendar day, in the browser's own date picker."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {
        "required": "Enter a day.",
        "invalid": "Enter a day that exists, such as 2026-03-15.",
    }


class HoursField(forms.FloatField):
    """Hours of one day, 0 to 16."""

    widget = forms.NumberInput(attrs={"min": 0, "max": 16, "step": 0.25})
    default_validators = [MinValueValidator(0, WITHIN_A_DAY), MaxValueValidator(16, WITHIN_A_DAY)]
    default_error_messages = {"invalid": WITHIN_A_DAY}
