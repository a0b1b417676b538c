"""Step: what the student studied from, and will."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Layout
from django import forms

from students.intake.forms.base import StepForm


class ResourcesForm(StepForm):
    """Resources used last time, and the ones to keep."""

    slug = "resources"
    layout = Layout("used", "kept")

    used = forms.MultipleChoiceField(
        label="What did you study from?", required=False, widget=forms.CheckboxSelectMultiple
    )
    kept = forms.MultipleChoiceField(
        label="What will you study from this time?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A few used to the end help more than many begun.",
    )

    def add_questions(self) -> None:
        choices = [(row.code, row.name) for row in self.background.resources]
        self.offer("used", choices)
        self.offer("kept", choices)

    def prefilled(self) -> dict[str, Any]:
        offered = {row.code for row in self.background.resources}
        used = self.background.submitted(self.slug).get("used", [])
        kept = self.background.student.resources
        return {
            "used": [code for code in used if code in offered],
            "kept": [code for code in kept if code in offered],
        }

    def facts(self) -> dict[str, Any]:
        return {"resources": tuple(self.cleaned_data["kept"])}
