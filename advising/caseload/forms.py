"""The caseload's filters, all of them in the address, and the file's small forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from advising.caseload.calendar import GONE_BY
from advising.caseload.flag_words import WORDS
from advising.models import Role, User
from students.choices import Scenario, StandingDateKind
from students.models import Student

ANY = ("", "Any")
URGENCY, DEADLINE, NAME, DISTANCE = "", "deadline", "name", "distance"
PICKED = (forms.ChoiceField, forms.ModelChoiceField, forms.DateField)  # nobody types these


class LongSelect(forms.Select):
    """A select of hundreds of options: Django's own takes a template for each."""

    template_name = "advising/widgets/long_select.html"


class AdvisorField(forms.ModelChoiceField):
    """A person who may advise students of a school, named in addresses by their public id."""

    widget = LongSelect

    default_error_messages = {
        "invalid_choice": "This person cannot be chosen any more. Choose somebody from the list."
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(User.objects.none(), to_field_name="public_id", **kwargs)

    def to_python(self, value: Any) -> User | None:
        try:
            return super().to_python(value)
        except ValidationError as wrong:  # an address may hold anything
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from wrong

    def offer(self, school_id: int | None, *, now: UUID | None) -> None:
        """The advisors and deans of one school who may log in, and who it is `now`."""
        self._offer(school_id, Q(is_active=True) | Q(public_id=now))

    def offer_to_find(self, school_id: int | None) -> None:
        """Those, and whoever left while advising: a dean has to find their students."""
        left = Q(Exists(Student.objects.filter(advisor=OuterRef("pk"))))
        self._offer(school_id, Q(is_active=True) | left)

    def _offer(self, school_id: int | None, who: Q) -> None:
        people = User.objects.filter(who, school=school_id, role__in=[Role.ADVISOR, Role.DEAN])
        self.queryset = people.only("public_id", "name", "is_active")

    def label_from_instance(self, person: User) -> str:
        return person.name if person.is_active else f"{person.name} (may not log in any more)"


class FilterForm(forms.Form):
    """Filters in an address. An empty field asks for nothing.

    An old address may ask for what is not there any more, which is nobody's error: it is left out
    and `left_out` says so.
    """

    left_out = ""

    def full_clean(self) -> None:
        super().full_clean()
        gone = [name for name in self.errors if isinstance(self.fields[name], PICKED)]
        if gone:
            names = ", ".join(str(self[name].label).lower() for name in gone)
            self.left_out = f"This link asks for something that is not there any more ({names})."
        for name in gone:
            del self.errors[name]

    @property
    def wanted(self) -> dict[str, Any]:
        """What is asked for and makes sense; a field with an error asks for nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CaseloadFilterForm(FilterForm):
    """Which students, and in what order."""

    q = forms.CharField(label="Name or e-mail", required=False, max_length=100)
    flag = forms.ChoiceField(
        required=False, choices=[ANY, *((flag.value, words.label) for flag, words in WORDS.items())]
    )
    scenario = forms.ChoiceField(required=False, choices=[ANY, *Scenario.choices])
    due = forms.ChoiceField(
        label="Deadline within",
        required=False,
        choices=[ANY, *((str(days), f"{days} days") for days in (7, 14, 30, 60, 90))],
    )
    plan = forms.ChoiceField(
        required=False, choices=[ANY, ("yes", "Has a plan"), ("no", "No plan yet")]
    )
    advisor = AdvisorField(required=False, empty_label="Any")
    class_year = forms.IntegerField(
        label="Class of", required=False, min_value=1950, max_value=2100
    )
    sort = forms.ChoiceField(
        label="Sorted by",
        required=False,
        choices=[
            (URGENCY, "Urgency"),
            (DEADLINE, "Deadline"),
            (NAME, "Name"),
            (DISTANCE, "Distance to ready"),
        ],
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.role == Role.DEAN:
            self.fields["advisor"].offer_to_find(user.school_id)  # type: ignore[attr-defined]
        else:
            del self.fields["advisor"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # a token has no business in an address
        self.helper.layout = Layout(*self.fields)


class DayFilterForm(FilterForm):
    """Which days of the caseload."""

    kind = forms.ChoiceField(
        label="Which days", required=False, choices=[("", "All"), *StandingDateKind.choices]
    )
    when = forms.ChoiceField(
        required=False, choices=[("", "From today on"), (GONE_BY, "Gone by without it")]
    )
    on = forms.DateField(label="Day", required=False, widget=forms.HiddenInput)

    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True  # a token has no business in an address
    helper.layout = Layout("kind", "when")


class AdvisorForm(forms.Form):
    """Who advises this student. `seen` is who did when the page was opened.

    Who may not log in any more is offered as long as they do: saving changes nobody unasked.
    """

    advisor = AdvisorField(required=False, empty_label="Nobody yet")
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, student: Student) -> None:
        now = student.advisor.public_id if student.advisor else None
        super().__init__(data, initial={"advisor": now, "seen": now or ""})
        self.fields["advisor"].offer(student.school_id, now=now)  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True  # the page has it
        self.helper.layout = Layout("advisor", "seen")


class VerifyForm(forms.Form):
    """Which state of an entry was read before it was verified."""

    revision = forms.IntegerField()

    @property
    def seen(self) -> int:
        """The entry's revision as the page showed it; 0, which no entry has, if it is not there."""
        return self.cleaned_data["revision"] if self.is_valid() else 0
