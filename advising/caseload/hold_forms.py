"""What a dean fills in to act on a hold: always why, and who approved it."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

from students.fields import DayField

WHY = "Say why. The student reads it."


class ReasonField(forms.CharField):
    """Why, in a person's own words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=2000,
            help_text="The student reads it, and it stays in the history.",
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": WHY},
            **kwargs,
        )


class ApproverField(forms.CharField):
    """The person or committee who approved an act against the policy's words."""

    def __init__(self) -> None:
        super().__init__(
            label="Approved by",
            max_length=200,
            help_text="The person or committee, as the policy names them.",
            error_messages={"required": "Name the person or committee who approved it."},
        )


class ConfirmForm(forms.Form):
    """Nothing but the button: the ground is on record."""

    def __init__(self, *args: Any, button: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = Layout(*self.fields, Submit("save", button))


class TakeBackForm(ConfirmForm):
    """Why something granted is taken back."""

    reason = ReasonField(label="Why is it taken back?")


class ActForm(ConfirmForm):
    """Why something is granted against the policy's words, and who approved it.

    `seen` is the mark of what deans had done about the hold when the page was opened.
    """

    reason = ReasonField(label="Reason")
    approver = ApproverField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


def typed_in(form: forms.Form) -> tuple[tuple[str, str], ...]:
    """What a person sent, by the fields' names: to show what was not kept."""
    if not form.is_bound:
        return ()
    sent = ((str(field.label), str(field.value() or "")) for field in form.visible_fields())
    return tuple((name, value) for name, value in sent if value)


class ExtensionForm(ActForm):
    """A later day for a deadline; `seen_on` is the day the person deciding saw."""

    due_on = DayField(label="The new day")
    seen_on = forms.DateField(required=False, widget=forms.HiddenInput)

    field_order = ["due_on", "reason", "approver", "seen_on", "seen"]
