"""The people, who may open what, and the dean's pages."""

from typing import Any

from django import forms
from django.apps import AppConfig

# What an empty field asks for, where its form has no better words.
MISSING: dict[Any, str] = {
    forms.Field: "Fill this in.",
    forms.IntegerField: "Enter a number.",
    forms.DateField: "Enter a day.",
    forms.EmailField: "Enter an e-mail address.",
    forms.ChoiceField: "Choose one.",
    forms.ModelChoiceField: "Choose one.",
    forms.FileField: "Choose a file.",
}


class AdvisingConfig(AppConfig):
    name = "advising"
    verbose_name = "People and schools"

    def ready(self) -> None:
        """Say what to do where Django only says that something is required."""
        for field, words in MISSING.items():
            field.default_error_messages = {**field.default_error_messages, "required": words}
