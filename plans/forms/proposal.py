"""What a student says about a plan."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms


class ProposalForm(forms.Form):
    """Propose the current plan to the dean, with a word if the student likes."""

    message = forms.CharField(
        label="A word to your dean (optional)",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    helper = FormHelper()
    helper.layout = Layout("message", Submit("propose", "Propose this plan"))
