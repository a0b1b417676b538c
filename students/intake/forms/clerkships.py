"""Step: the clerkships."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from advising.words import say_day
from students.choices import RotationRule
from students.fields import DayField
from students.intake.forms.rows import Rows, RowsForm
from students.rules import case

CHOICES = [
    ("", "I have not decided, or it is not my choice"),
    (RotationRule.FINISH.value, "Finish it"),
    (RotationRule.WITHDRAW.value, "Withdraw from it"),
]


class ClerkshipsForm(RowsForm):
    """The blocks of the student's own schedule, and finish or withdraw where that is a choice."""

    slug = "clerkships"
    asks = Rows(
        name="rotations",
        noun="Rotation",
        label="Your rotations, now and to come",
        more="Add another rotation",
        fields={
            "name": lambda: forms.CharField(label="Name", required=False, max_length=100),
            "starts_on": lambda: DayField(label="First day", required=False),
            "ends_on": lambda: DayField(label="Last day", required=False),
        },
    )

    rotation_choice = forms.ChoiceField(
        label="If your school lets you choose: the rotation you are in now",
        choices=CHOICES,
        widget=forms.RadioSelect,
        required=False,
    )

    def whole_layout(self) -> Layout:
        return Layout(self.row_layout(), "rotation_choice")

    def prefilled(self) -> dict[str, Any]:
        choice = self.background.student.rotation_choice
        return super().prefilled() | {"rotation_choice": choice or ""}

    def recorded_rows(self) -> list[Mapping[str, Any]]:
        return list(self.background.student.rotations.values("name", "starts_on", "ends_on"))

    def problems_in_row(self, row: Mapping[str, Any]) -> dict[str, str]:
        problems = {}
        if not row["name"]:
            problems["name"] = "give it a name, such as Surgery."
        if not row["starts_on"]:
            problems["starts_on"] = "enter its first day."
        if not row["ends_on"]:
            problems["ends_on"] = "enter its last day."
        elif row["starts_on"] and row["ends_on"] < row["starts_on"]:
            problems["ends_on"] = "it cannot end before it starts."
        return problems

    def words_of_row(self, row: Mapping[str, Any]) -> str:
        return f"{row['name']}: {say_day(row['starts_on'])} to {say_day(row['ends_on'])}"

    def warnings(self) -> list[str]:
        """Rotations that share days: rarely meant, but a school may say so."""
        rows = sorted(self.told_rows(), key=lambda row: (row["starts_on"], row["ends_on"]))
        return [
            f"{first['name']} and {second['name']} overlap: {second['name']} begins on "
            f"{say_day(second['starts_on'])}, before {first['name']} ends. Check the days."
            for first, second in pairwise(rows)
            if second["starts_on"] <= first["ends_on"]
        ]

    def facts(self) -> dict[str, Any]:
        choice = self.cleaned_data["rotation_choice"]
        return {
            "rotations": tuple(case.Rotation(**row) for row in self.told_rows()),
            "rotation_choice": case.RotationRule(choice) if choice else None,
        }
