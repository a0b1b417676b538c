"""What a student wonders about a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row, Submit
from django import forms

from advising.words import say_day, say_number
from students.fields import DayField


class WhatIfForm(forms.Form):
    """Another exam date, other hours, or both. Nothing of it is stored."""

    exam_on = DayField(label="Exam on", required=False)
    hours = forms.FloatField(
        label="Hours a week",
        required=False,
        widget=forms.NumberInput(attrs={"step": 0.5, "min": 1}),
        error_messages={"invalid": "Enter hours a week, such as 30."},
    )

    def __init__(self, *args: Any, hours: float, most: float, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most, self._today = most, today
        self.fields["exam_on"].help_text = "Empty: the best day is looked for."
        self.fields["hours"].help_text = (
            f"Empty: your {say_number(hours)} hours. Every weekday changes alike, "
            f"up to {say_number(most)} in all."
        )
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(
            Row(Column("exam_on"), Column("hours")), Submit("", "Show what follows")
        )

    def clean_exam_on(self) -> date | None:
        exam_on: date | None = self.cleaned_data["exam_on"]
        if exam_on is not None and exam_on <= self._today:
            raise forms.ValidationError(f"Enter a day after {say_day(self._today)}.")
        return exam_on

    def clean_hours(self) -> float | None:
        hours: float | None = self.cleaned_data["hours"]
        if hours is not None and not 0 < hours <= self._most:
            raise forms.ValidationError(
                f"Enter more than 0 and at most {say_number(self._most)} hours: "
                "the weekdays you study on hold no more."
            )
        return hours

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or {}
        if not self.errors and not any(asked.values()):
            raise forms.ValidationError("Enter an exam date, hours a week, or both.")
        return asked

    @property
    def is_asked(self) -> bool:
        """Whether anything was asked, and understood."""
        return self.is_bound and self.is_valid()
