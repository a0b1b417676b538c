"""Step: looking back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from crispy_forms.bootstrap import InlineRadios
from crispy_forms.layout import Fieldset, Layout
from django import forms

from students.intake.background import Background
from students.intake.document import Row
from students.intake.forms.base import StepForm

WEIGHT, WORDS = "weight_", "words_"
# Not "right" or "wrong": how much of it was part of what happened.
WEIGHTS = [("none", "No"), ("some", "A little"), ("much", "Yes"), ("", "I would rather not say")]
COUNTS = ("some", "much")


class ReflectionForm(StepForm):
    """The self-appraisal: each question, how much it mattered, and a few words if they come."""

    slug = "looking-back"

    own_words = forms.CharField(
        label="What happened, in your own words",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="As much or as little as you like.",
    )

    def add_questions(self) -> None:
        for question in self.background.questions:
            self.fields[WORDS + question.code] = forms.CharField(
                label="Your answer", required=False, max_length=300
            )
            self.fields[WEIGHT + question.code] = forms.ChoiceField(
                label="Was this part of what went wrong?",
                choices=WEIGHTS,
                required=False,
                widget=forms.RadioSelect,
            )

    def whole_layout(self) -> Layout:
        questions = [
            Fieldset(question.name, WORDS + question.code, InlineRadios(WEIGHT + question.code))
            for question in self.background.questions
        ]
        return Layout(*questions, Fieldset("Anything else", "own_words"))

    def prefilled(self) -> dict[str, Any]:
        return {**self.background.submitted(self.slug)}

    def rows(self) -> Iterator[Row]:
        weights = dict(WEIGHTS)
        for question in self.background.questions:
            weight = self.cleaned_data[WEIGHT + question.code]
            words = self.cleaned_data[WORDS + question.code]
            lines = [words] if words else []
            if weight:
                lines.append(f"Part of what went wrong: {weights[weight].lower()}")
            if lines:
                yield Row(question.code, question.name, tuple(lines))
        if own_words := self.cleaned_data["own_words"]:
            yield Row("own_words", str(self.fields["own_words"].label), (own_words,))


def causes_raised(background: Background) -> set[str]:
    """The codes of the root causes that the answers to the self-appraisal point to."""
    weights = _weights(background)
    return {
        cause.code
        for question in background.questions
        if weights.get(WEIGHT + question.code) in COUNTS
        for cause in question.raises.all()
    }


def _weights(background: Background) -> Mapping[str, Any]:
    """The answers as typed in the draft, else as last submitted."""
    if saved := background.draft.get(ReflectionForm.slug):
        return {name: typed[-1] for name, typed in saved.typed.items() if typed}
    return background.submitted(ReflectionForm.slug)
