"""Step: the date the student has in mind."""

from __future__ import annotations

from datetime import date
from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms

from advising.words import say_day
from students.fields import DayField
from students.intake.forms.base import StepForm
from students.rules import case


class WishForm(StepForm):
    """A date and a permit, if there are any; the plan says whether the date is safe."""

    slug = "wish"
    layout = Layout(
        Fieldset("The retake", "exam_on", "percent"),
        Fieldset(
            "Your exam permit, if you have one already",
            Row(Column("permit_from"), Column("permit_to")),
        ),
    )

    exam_on = DayField(
        label="Do you have a date in mind?",
        required=False,
        help_text="Empty is a good answer. The plan looks for a date and says why.",
    )
    percent = forms.FloatField(
        label="How likely should passing look before you sit, in percent?",
        required=False,
        min_value=1,
        max_value=99,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter a percent between 1 and 99."
        ),
        help_text="Empty: your school's rule, or the usual one, decides.",
    )
    permit_from = DayField(label="First day of the permit", required=False)
    permit_to = DayField(label="Last day of the permit", required=False)

    def prefilled(self) -> dict[str, Any]:
        student = self.background.student
        chance = student.wish_probability
        return {
            "exam_on": student.wish_exam_on,
            "percent": round(chance * 100, 6) if chance is not None else None,
            "permit_from": student.permit_from,
            "permit_to": student.permit_to,
        }

    def clean_exam_on(self) -> Any:
        exam_on = self.cleaned_data["exam_on"]
        if exam_on and exam_on <= self.background.today:
            raise forms.ValidationError("Enter a day after today, or leave this empty.")
        return exam_on

    def clean(self) -> dict[str, Any]:
        if self.errors.keys() & {"permit_from", "permit_to"}:
            return self.cleaned_data
        first, last = self.cleaned_data["permit_from"], self.cleaned_data["permit_to"]
        if first and not last:
            self.add_error("permit_to", "Enter the last day of the permit too.")
        elif last and not first:
            self.add_error("permit_from", "Enter the first day of the permit too.")
        elif first and last and last < first:
            self.add_error("permit_to", "The permit ends before it begins: check both days.")
        elif first and last:
            self._keep_inside(first, last)
        return self.cleaned_data

    def _keep_inside(self, first: date, last: date) -> None:
        """Nobody sits outside the permit."""
        exam_on = self.cleaned_data.get("exam_on")
        if exam_on and not first <= exam_on <= last:
            self.add_error(
                "exam_on",
                f"Your permit goes from {say_day(first)} to {say_day(last)}: enter a day within "
                "it, or leave this empty.",
            )

    def warnings(self) -> list[str]:
        """A permit that is over: true, and of no use for a date ahead."""
        last = self.cleaned_data["permit_to"]
        if last is None or last >= self.background.today:
            return []
        return [
            f"Your permit ended on {say_day(last)}: no date can lie within it. Ask for a new "
            "eligibility period, or clear both days until you have one."
        ]

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        first, last, percent = told["permit_from"], told["permit_to"], told["percent"]
        return {
            "permit": case.Period(first, last) if first else None,
            "wish": case.Wish(
                exam_on=told["exam_on"],
                target_probability=round(percent / 100, 6) if percent is not None else None,
            ),
        }
