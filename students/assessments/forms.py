"""The form a practice exam is logged with: the instrument decides its fields."""

from __future__ import annotations

import uuid
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms
from django.http import QueryDict

from advising.words import say_day
from students.assessments.entry import AREA_FIELD, Entry, problems_in
from students.assessments.options import EntryOptions
from students.assessments.reports import AT_MOST
from students.fields import DayField
from students.models import SelfAssessment
from students.rules import reference as rules

FIRST_USE = {"log": None, "first": True, "repeat": False}
PRINTED = ("range_low", "range_high", "band_low", "band_high")


class Disclosure(Fieldset):
    """Fields that few need, behind their legend; open when one of them is wrong or filled in."""

    template = "students/_assessment_disclosure.html"

    def render(self, form: forms.Form, context: Any, **kwargs: Any) -> str:
        names = [pointer.name for pointer in self.get_field_names()]
        is_open = any(form[name].errors or _is_filled(form[name]) for name in names)
        with context.push(is_open=is_open):
            return super().render(form, context, **kwargs)


def _is_filled(field: forms.BoundField) -> bool:
    return field.value() not in (None, "", "log")


class NumberField(forms.FloatField):
    """A number as a report prints it; empty where the report prints none."""

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        messages = {"invalid": "Enter a number as printed, such as 62.5, or leave it empty."}
        super().__init__(required=required, error_messages=messages, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "step": "any"}


class AssessmentForm(forms.Form):
    """One practice exam. Fields and limits are those of the chosen instrument."""

    taken_on = DayField(label="Day you took it")
    score = NumberField(required=True, label="Score")
    is_timed = forms.BooleanField(label="Timed, in exam conditions", required=False, initial=True)
    first_use = forms.ChoiceField(
        label="First time with this form?",
        choices=[
            ("log", "Go by my log"),
            ("first", "First time"),
            ("repeat", "I had seen it before"),
        ],
        initial="log",
        widget=forms.RadioSelect,
        help_text="Your log knows a form is a repeat when it already holds it.",
    )
    is_meant = forms.BooleanField(
        label="Log it again: I took it twice that day, with the same score", required=False
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, options: EntryOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        self.fields["taken_on"].initial = options.today
        self.fields["taken_on"].widget.attrs["max"] = options.today.isoformat()
        scale = options.scale
        limits = f"{float(scale.low):g} to {float(scale.high):g}"
        self.fields["score"].help_text = f"{scale.name}, {limits}."
        as_printed = f"Enter the score as printed, from {limits}."
        self.fields["score"].error_messages |= {"required": as_printed, "invalid": as_printed}
        self._add_form_field()
        if options.has_report:
            self._add_report_fields()
        for code, name in options.areas.items():
            self.fields[AREA_FIELD + code] = NumberField(label=name)
        self.helper = FormHelper()
        self.helper.form_id = "entry"
        self.helper.form_action = f"?instrument={options.instrument.code}"
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = self._layout()

    def _add_form_field(self) -> None:
        """A choice where the instrument's forms are known, a short text where they are not."""
        if not self.options.forms:
            self.fields["form"] = forms.CharField(
                label="Form or name", required=False, max_length=20, help_text="If it has one."
            )
            return
        self.fields["form"] = forms.ChoiceField(
            label="Form",
            required=False,
            choices=[("", "Choose, or leave empty"), *self.options.form_choices()],
            error_messages={
                "invalid_choice": "Choose a form from the list, or type it as another form below."
            },
        )
        self.fields["other_form"] = forms.CharField(
            label="Another form",
            required=False,
            max_length=20,
            help_text="Only if yours is not in the list.",
        )
        if self.initial.get("form") not in {form.form for form in self.options.forms}:
            self.initial.setdefault("other_form", self.initial.get("form"))

    def _add_report_fields(self) -> None:
        self.fields["p_pass"] = NumberField(
            label="Probability of passing, %",
            help_text="As printed on the report.",
        )
        self.fields["range_low"] = NumberField(label="Likely range from")
        self.fields["range_high"] = NumberField(label="Likely range to")
        if self.options.has_band:
            self.fields["band_low"] = NumberField(label="Low-pass band from")
            self.fields["band_high"] = NumberField(label="Low-pass band to")

    def _layout(self) -> Layout:
        """The few fields everyone fills in, then what only some reports have."""
        printed = ["p_pass"] if "p_pass" in self.fields else []
        pairs = [
            Div(f"{pair}_low", f"{pair}_high", css_class="field-grid")
            for pair in ("range", "band")
            if f"{pair}_low" in self.fields
        ]
        areas = [name for name in self.fields if name.startswith(AREA_FIELD)]
        other = ["other_form"] if "other_form" in self.fields else []
        sections = {
            "Printed on the report: probability, ranges": [*printed, *pairs],
            "Percent correct by content area": [Div(*areas, css_class="field-grid")]
            if areas
            else [],
            "Seen before, or not in the list" if other else "Seen before": [*other, "first_use"],
        }
        return Layout(
            "submission_key",
            "revision",
            "form",
            Div("taken_on", "score", css_class="field-grid"),
            "is_timed",
            *(Disclosure(legend, *fields) for legend, fields in sections.items() if fields),
            Submit("save", "Save"),
        )

    def clean(self) -> dict[str, Any]:
        """Say at once all that the log would refuse, whatever else is wrong."""
        typed = self.cleaned_data
        scale = self.options.scale
        given = {"taken_on": self.options.today, "score": float(scale.low), "first_use": "log"}
        problems = problems_in(
            self._entry(given | typed),
            scale=rules.Scale(scale.code, float(scale.low), float(scale.high)),
            scale_name=scale.name,
            areas=self.options.areas,
            today=self.options.today,
        )
        for name, problem in problems.items():
            # Without a score nothing can be said of the range that must hold it.
            if name not in self.errors and ("score" in typed or name != "range_low"):
                self.add_error(name, problem)
        return typed

    def ask_whether_meant(self, logged: SelfAssessment) -> None:
        """Ask, beside a box to tick, whether what the log holds already is to be logged again."""
        self.add_error(
            "is_meant",
            f"This looks like the exam of {say_day(logged.taken_on)} that is in your log already. "
            "If you sent it twice, there is nothing more to do. If you took it twice, tick this "
            "and save.",
        )
        self.helper.layout.insert(0, "is_meant")

    def entry(self) -> Entry:
        """What the person typed, as the ledger's own values."""
        return self._entry(self.cleaned_data)

    def _entry(self, typed: dict[str, Any]) -> Entry:
        percent = typed.get("p_pass")
        return Entry(
            instrument=self.options.instrument.code,
            taken_on=typed["taken_on"],
            score=typed["score"],
            form=typed.get("other_form") or typed.get("form") or None,
            p_pass=None if percent is None else percent / 100,
            is_timed=typed["is_timed"],
            is_first_use=FIRST_USE[typed["first_use"]],
            areas={
                name.removeprefix(AREA_FIELD): value
                for name, value in typed.items()
                if name.startswith(AREA_FIELD) and value is not None
            },
            **{name: typed.get(name) for name in PRINTED},
        )


def initial_of(entry: Entry) -> dict[str, Any]:
    """The form's values for an entry that is already logged."""
    percent = None if entry.p_pass is None else round(entry.p_pass * 100, 4)
    return {
        "taken_on": entry.taken_on,
        "score": entry.score,
        "form": entry.form,
        "is_timed": entry.is_timed,
        "first_use": "first" if entry.is_first_use else "repeat",
        "p_pass": percent,
        **{name: getattr(entry, name) for name in PRINTED},
        **{AREA_FIELD + code: value for code, value in entry.areas.items()},
    }


def typed_values(data: QueryDict) -> dict[str, Any]:
    """What was typed so far, for showing it again under another instrument."""
    return data.dict() | {"is_timed": "is_timed" in data}


class ReportForm(forms.Form):
    """A score report to keep with its entry."""

    report = forms.FileField(
        label="Score report",
        help_text=f"PDF, PNG or JPEG, {AT_MOST}.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={
            "required": "Choose the file of your report, then attach it.",
            "invalid": "No file came along. Choose the file of your report again.",
            "empty": "That file is empty. Save your report again, then choose the new file.",
        },
    )
    helper = FormHelper()
    helper.attrs = {"novalidate": ""}
    helper.layout = Layout("report", Submit("save", "Attach"))


class DeleteForm(forms.Form):
    """That this entry, as it was shown, is to go."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    helper = FormHelper()
    helper.layout = Layout("revision", Submit("delete", "Delete", css_class="btn-danger"))
