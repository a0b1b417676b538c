"""The forms of a policy and its parts in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils import timezone

from students.admin import policy_fields as fields
from students.admin.base import FUTURE_MESSAGE
from students.admin.meanwhile import SeenForm
from students.choices import DeadlineShape
from students.rules.policy_problems import MOST, SITTINGS, YEARS, is_a_year

if TYPE_CHECKING:
    from advising.models import School
    from students.admin.policy_draft import Draft

SPAN: Final = ("n", "event")
SHAPE_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    DeadlineShape.DAYS_AFTER: SPAN,
    DeadlineShape.WEEKS_AFTER: SPAN,
    DeadlineShape.MONTHS_AFTER: SPAN,
    DeadlineShape.ON_DATE: ("date",),
    DeadlineShape.MONTH_DAY: ("month", "day", "year_event", "year_plus"),
    DeadlineShape.BEFORE_BLOCK: ("block",),
}
EMPTY: Final[dict[str, Any]] = {
    "n": None,
    "event": "",
    "date": None,
    "month": None,
    "day": None,
    "year_event": "",
    "year_plus": 0,
    "block": None,
}


GONE: Final = (
    "Somebody took this part out after you opened the page. Tick “Delete” beside it; to have it"
    " again, type it anew in an empty part below."
)


class PolicyForm(SeenForm):
    """One version of a policy. `keeper` is the school whose staff type it."""

    class Meta:
        help_texts: ClassVar = {
            "code": "The fixed word for the policy, such as example-college: every later version of"
            " it has the same, and students are governed by it."
        }

    parts = ("on_fail", "deadlines", "gate", "notes")
    keeper: School | None = None
    class_years = fields.YearsField(label="Classes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None and "school" not in self.fields:
            self.instance.school = self.keeper

    def clean(self) -> dict[str, Any] | None:
        """What no part of the policy can say is wrong with the whole."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("effective_from", "effective_to"):
            if (day := cleaned.get(name)) and not is_a_year(day.year):
                self.add_error(name, YEARS)
        if (cleaned.get("max_attempts") or 0) > MOST:
            self.add_error("max_attempts", SITTINGS)
        return cleaned

    def clean_verified_on(self) -> Any:
        verified_on = self.cleaned_data["verified_on"]
        if verified_on and verified_on > timezone.localdate():
            raise ValidationError(FUTURE_MESSAGE)
        return verified_on


class FailClauseForm(forms.ModelForm):
    """What the policy says for one fail."""

    meetings = fields.LinesField(
        max_length=100, help_text="Whom the student must meet, one a line."
    )
    documents = fields.LinesField(max_length=100, help_text="What is handed in, one a line.")

    class Meta:
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "cols": 60})}


class DeadlineForm(forms.ModelForm):
    """One deadline. What does not belong to its shape is left out of it."""

    fail_number = forms.TypedChoiceField(
        choices=fields.fails, coerce=int, empty_value=None, required=False, label="Applies"
    )
    event = fields.chosen_from(fields.events, label="After")
    year_event = fields.chosen_from(fields.events, label="In the calendar year of")
    year_plus = forms.IntegerField(
        label="Plus years", required=False, initial=0, min_value=-100, max_value=100
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        own = SHAPE_FIELDS.get(cleaned.get("shape", ""), ())
        for name in EMPTY.keys() - set(own):
            cleaned[name] = EMPTY[name]
            self.errors.pop(name, None)
        cleaned["year_plus"] = cleaned.get("year_plus") or 0
        return cleaned


class GateForm(forms.ModelForm):
    """The practice scores asked for before sitting."""

    instruments = forms.MultipleChoiceField(
        choices=fields.instruments, widget=forms.CheckboxSelectMultiple, label="Practice exams"
    )
    scale = forms.ChoiceField(choices=lambda: [fields.NOTHING, *fields.scales()])
    extra = fields.LinesField(
        max_length=300, help_text="Conditions a person must judge, one a line: shown, not computed."
    )


class NoteForm(forms.ModelForm):
    """Something the policy says that no rule computes."""

    fail_number = forms.TypedChoiceField(
        choices=fields.fails, coerce=int, empty_value=None, required=False, label="Applies"
    )

    class Meta:
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "cols": 60})}


class PartFormSet(BaseInlineFormSet):
    """One kind of part of a policy. The set that is given the draft answers for the whole."""

    draft: Draft | None = None

    def add_fields(self, form: Any, index: int | None) -> None:
        """Each part is found by its number, which somebody else's save may have ended."""
        super().add_fields(form, index)
        model: Any = self.model
        if field := form.fields.get(model._meta.pk.name):
            field.error_messages["invalid_choice"] = GONE

    def is_valid(self) -> bool:
        is_possible = self.draft is None or self.draft.is_possible()
        return super().is_valid() and is_possible
