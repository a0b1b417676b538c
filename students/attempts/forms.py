"""Reporting a result, as a form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Fieldset, Layout, Row, Submit
from django import forms
from django.utils.datastructures import MultiValueDict

from students.attempts.meanwhile import mark_of
from students.attempts.report import AREA_FIELD
from students.choices import AreaLevel, Outcome
from students.fields import DayField
from students.rules import case

NOT_OUT = "pending"
FOR_SOMEBODY = {"sat_on": "The day the student sat the exam"}
WITHDRAWN = (
    "This sitting is withdrawn, perhaps in another window. Nothing is saved. If it did take place, "
    "save this: it is then reported anew."
)
LEVELS = [("", "Not shown"), *AreaLevel.choices]


class AttemptForm(forms.Form):
    """One sitting of the exam, and what its report says if there is one.

    `areas` are the (code, name) of the exam's outline, `result` the sitting to change. Without
    `is_own` somebody reports it for the student. `exams` are those that it may have been, with
    the one on record: only where there is a choice is it asked.
    """

    exam = forms.ChoiceField(
        label="Which exam was it?",
        required=False,
        widget=forms.RadioSelect,
        help_text="This record is about one exam: what you choose is true of every sitting in it.",
    )
    sat_on = DayField(label="The day you sat the exam")
    outcome = forms.ChoiceField(
        label="What was the result?",
        choices=[*Outcome.choices, (NOT_OUT, "The result is not out yet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the result was, or that it is not out yet."},
    )
    reported_on = DayField(
        label="The day the result came", required=False, help_text="Empty if it is not out yet."
    )
    three_digit = forms.IntegerField(
        label="Three-digit score",
        required=False,
        help_text="Only if your report shows one. Many do not.",
    )
    points_below = forms.FloatField(
        label="Points below the standard",
        required=False,
        help_text="Your reading of the graph on the report is enough.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    send_to = ""

    def __init__(
        self,
        data: MultiValueDict[str, str] | None = None,
        *,
        areas: Iterable[tuple[str, str]],
        exams: Sequence[tuple[str, str]] = (),
        exam: str = "",
        result: case.Attempt | None = None,
        is_own: bool = True,
    ) -> None:
        super().__init__(data, initial=_initial(result) if result else None)
        self._ask_for_exam(exams, exam)
        if not is_own:
            for name, label in FOR_SOMEBODY.items():
                self.fields[name].label = label
            for name in ("three_digit", "points_below"):
                self.fields[name].help_text = "Only if the report shows it."
        for code, name in areas:
            self.fields[AREA_FIELD + code] = forms.ChoiceField(
                label=name, choices=LEVELS, widget=forms.RadioSelect, required=False
            )

    def _ask_for_exam(self, exams: Sequence[tuple[str, str]], on_record: str) -> None:
        if len(exams) < 2:
            del self.fields["exam"]
            return
        cast("forms.ChoiceField", self.fields["exam"]).choices = exams
        self.initial["exam"] = on_record

    @property
    def helper(self) -> FormHelper:
        """How the form is laid out."""
        helper = FormHelper()
        helper.attrs = {"novalidate": ""}
        helper.form_action = self.send_to
        first = ("exam",) if "exam" in self.fields else ()
        helper.layout = Layout(
            Fieldset("What happened", *first, "sat_on", "outcome", "reported_on"),
            Fieldset(
                "From the report of a fail",
                HTML("<p>All of this is optional. It makes the plan more exact.</p>"),
                Row(Column("three_digit"), Column("points_below")),
                HTML('{% include "students/_attempt_areas.html" with rows=form.area_rows only %}'),
                css_id="report",
            ),
            "seen",
            Submit("save", "Save this result"),
        )
        return helper

    @property
    def area_rows(self) -> list[forms.BoundField]:
        """The content areas, for the grid."""
        return [field for field in self if field.name.startswith(AREA_FIELD)]

    def chosen_exam(self) -> str:
        """The exam chosen, once the form is valid; empty where it was not asked."""
        return str(self.cleaned_data.get("exam", ""))

    def report_anew(self, address: str) -> None:
        """Say that the sitting is withdrawn; what was typed goes where a new one is reported."""
        self.is_valid()
        self.send_to = address
        self.add_error(None, WITHDRAWN)

    def result(self) -> case.Attempt:
        """The sitting as plain values, once the form is valid."""
        told = self.cleaned_data
        return case.Attempt(
            sat_on=told["sat_on"],
            reported_on=told["reported_on"],
            outcome=None if told["outcome"] == NOT_OUT else case.Outcome(told["outcome"]),
            three_digit=told["three_digit"],
            points_below=told["points_below"],
            areas={
                row.name.removeprefix(AREA_FIELD): case.Level(told[row.name])
                for row in self.area_rows
                if told[row.name]
            },
        )


class WithdrawForm(forms.Form):
    """Why a sitting that was reported is to count no more."""

    reason = forms.CharField(
        label="What was wrong with it?",
        max_length=2000,
        help_text="A sentence. It stays in the history, and everyone who sees the record reads it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what was wrong with it. It stays in the history."},
    )
    helper = FormHelper()
    helper.attrs = {"novalidate": ""}
    helper.layout = Layout(
        "reason", Submit("withdraw", "Withdraw this sitting", css_class="btn-danger")
    )


def _initial(result: case.Attempt) -> dict[str, Any]:
    areas = {AREA_FIELD + code: level.value for code, level in result.areas.items()}
    return areas | {
        "sat_on": result.sat_on,
        "reported_on": result.reported_on,
        "outcome": result.outcome.value if result.outcome else NOT_OUT,
        "three_digit": result.three_digit,
        "points_below": result.points_below,
        "seen": mark_of(result),
    }
