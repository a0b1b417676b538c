"""What the question log asks."""

from __future__ import annotations

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

LONGEST_TOPIC = 120
MOST_MISSES = 10_000  # what a case file may hold


class MissedForm(forms.Form):
    """A topic and how many questions on it were missed so far."""

    topic = forms.CharField(
        label="Topic",
        max_length=LONGEST_TOPIC,
        help_text="As narrow as you would look it up, such as “type 1 hypersensitivity”.",
    )
    misses = forms.IntegerField(
        label="Missed so far",
        min_value=0,
        max_value=MOST_MISSES,
        initial=1,
        help_text="All questions on it that you got wrong. 0 takes the topic out.",
    )

    helper = FormHelper()
    helper.attrs = {"novalidate": ""}
    helper.layout = Layout("topic", "misses", Submit("save", "Save"))

    def clean_topic(self) -> str:
        return " ".join(self.cleaned_data["topic"].split())
