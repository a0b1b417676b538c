"""What the form of every step shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, ClassVar, cast

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Layout
from django import forms
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from students.intake.background import Background
from students.intake.document import Row, say
from students.intake.saved import typed_in

# Typing is kept while it goes on; without JavaScript the buttons keep it.
AUTOSAVE = {
    "hx-post": "",
    "hx-trigger": "input delay:2s, change delay:500ms",
    "hx-vals": '{"draft": "1"}',
    "hx-target": "#saved",
    "hx-sync": "this:replace",
}


# Tells the typing of an old tab from what was saved after it was opened.
OPENED_AT = HTML('<input type="hidden" name="opened_at" value="{{ opened_at.isoformat }}">')


class StepForm(forms.Form):
    """One step of the intake: what it asks, what it is prefilled with and how it is read back.

    With `data` it judges what was sent; with `typed` it shows what was typed earlier, without
    judging; with neither it shows what the record and the last version say.
    """

    slug: ClassVar[str]
    layout: ClassVar[Layout] = Layout()

    def __init__(
        self,
        background: Background,
        data: MultiValueDict[str, str] | None = None,
        *,
        typed: MultiValueDict[str, str] | None = None,
    ) -> None:
        self.background = background
        self.retyped = typed
        super().__init__(data)
        self.add_questions()
        if data is None:
            self.initial = self.prefilled() if typed is None else self._as_initial(typed)

    @cached_property
    def helper(self) -> FormHelper:
        """How the step is drawn; the review reads its answers and draws none."""
        helper = FormHelper()
        helper.attrs = {"novalidate": "", "data-keep-typing": "", **AUTOSAVE}
        # Said in full, so that a place in the page does not follow into the next step.
        helper.form_action = reverse("students:intake-step", args=[self.slug])
        helper.form_class = "form-steps"
        helper.layout = Layout(self.whole_layout(), OPENED_AT, _buttons())
        return helper

    @property
    def last_row_id(self) -> str:
        """Where in the page a row that was asked for begins; nowhere in a step without rows."""
        return ""

    def offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Give a question its choices from reference data."""
        cast("forms.ChoiceField", self.fields[name]).choices = choices

    def add_questions(self) -> None:
        """Add the fields that come from reference data or from the number of rows."""

    def whole_layout(self) -> Layout:
        """The declared layout; a step whose questions are not known beforehand builds its own."""
        return self.layout

    def prefilled(self) -> dict[str, Any]:
        """What the record, or the last version, already says."""
        return {}

    def typed(self) -> dict[str, list[str]]:
        """What was sent, field by field, right or wrong."""
        return typed_in(cast("MultiValueDict[str, str]", self.data), self.fields)

    def warnings(self) -> list[str]:
        """What is odd in valid answers and may still be right."""
        return []

    def facts(self) -> dict[str, Any]:
        """The answers as the record takes them, once valid."""
        return {}

    def values(self) -> dict[str, Any]:
        """The answers as they are frozen, once valid: every field by its name."""
        return dict(self.cleaned_data)

    def rows(self) -> Iterator[Row]:
        """The answers in words, once valid; a question left empty is left out."""
        for field in self:
            words = say(field.field, self.cleaned_data.get(field.name))
            if words:
                yield Row(field.name, str(field.label), words)

    def as_typed(self) -> MultiValueDict[str, str]:
        """What is prefilled, as if the student had sent it just so."""
        data: MultiValueDict[str, str] = MultiValueDict()
        for field in self:
            value = field.value()
            if value is None or value is False:
                continue
            shown = field.field.widget.format_value(value) if value is not True else "on"
            data.setlist(field.name, shown if isinstance(shown, list) else [shown or ""])
        return data

    def _as_initial(self, typed: MultiValueDict[str, str]) -> dict[str, Any]:
        return {
            name: typed.getlist(name)
            if isinstance(self.fields[name], forms.MultipleChoiceField)
            else typed[name]
            for name in typed
            if name in self.fields
        }


def _buttons() -> Div:
    return Div(
        StrictButton("Save and continue", type="submit", css_class="btn-primary"),
        StrictButton(
            "Save and leave", type="submit", name="then", value="leave", css_class="btn-link"
        ),
        css_class="form-actions",
    )
