"""Step: what got in the way."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import HTML, Layout
from django import forms

from students.intake.forms.base import StepForm
from students.intake.forms.reflection import causes_raised


class CausesForm(StepForm):
    """The root causes, those first that the self-appraisal points to. Each changes the plan."""

    slug = "causes"
    layout = Layout(
        HTML('{% include "students/_intake_causes.html" with form=form only %}'),
    )

    causes = forms.MultipleChoiceField(
        label="What got in the way?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick what fits. None is an answer too.",
    )

    def add_questions(self) -> None:
        self.raised = causes_raised(self.background)
        self.in_order = sorted(
            self.background.causes, key=lambda cause: cause.code not in self.raised
        )
        self.offer("causes", [(cause.code, cause.name) for cause in self.in_order])

    def prefilled(self) -> dict[str, Any]:
        offered = {cause.code for cause in self.background.causes}
        return {"causes": [code for code in self.background.student.causes if code in offered]}

    def offered(self) -> list[dict[str, Any]]:
        """Each cause with its box, and whether the self-appraisal points to it."""
        return [
            {"box": box, "cause": cause, "is_raised": cause.code in self.raised}
            for box, cause in zip(self["causes"], self.in_order, strict=True)
        ]

    def facts(self) -> dict[str, Any]:
        return {"causes": tuple(self.cleaned_data["causes"])}
