"""How crispy forms come out of our templates."""

from django import forms
from django.template import engines


class ExampleForm(forms.Form):
    score = forms.IntegerField(help_text="On its own scale.")
    timed = forms.ChoiceField(choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect)
    repeat = forms.BooleanField(required=False, help_text="Reads high.")
    kind = forms.ChoiceField(choices=[("a", "A")], required=False)

    def clean(self):
        raise forms.ValidationError("Come back after the release.")


def render(form):
    source = "{% load crispy_forms_filters %}{{ form|crispy }}"
    return engines["django"].from_string(source).render({"form": form})


def test_errors_are_listed_first_and_lead_to_their_fields():
    html = render(ExampleForm({"score": "x", "kind": "a"}))

    assert html.index("error-summary") < html.index("id_score")
    assert '<a href="#id_score">Score: Enter a whole number.</a>' in html
    assert '<a href="#id_timed_0">Timed: Choose one.</a>' in html
    assert "<li>Come back after the release.</li>" in html
    assert 'id="id_timed_0"' in html


def test_an_inputs_help_and_error_are_named_by_it():
    html = render(ExampleForm({"score": "x"}))

    assert 'aria-describedby="id_score_helptext id_score_error"' in html
    assert html.count('id="id_score_helptext"') == html.count('id="id_score_error"') == 1
    assert '<fieldset aria-describedby="id_timed_error">' in html
    assert 'aria-describedby="id_repeat_helptext"' in html
    assert 'class="numberinput form-control is-invalid"' in html


def test_required_is_a_word():
    html = render(ExampleForm())

    assert html.count('<span class="required-word">required</span>') == 2
    assert "error-summary" not in html
    assert 'class="select form-select"' in html
