"""How the lists and choices of a policy are typed in the admin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib.postgres.forms import SimpleArrayField

from students.models import Instrument, Scale, StudentEventKind
from students.rules.dates import ordinal
from students.rules.policy_problems import FIRST_YEAR, LAST_YEAR

Choices = Iterator[tuple[Any, str]]
NOTHING = ("", "---------")
MOST_FAILS = 6
FAIL_EVENTS = [
    ("reported", "The result of the fail"),
    ("sat", "The failed sitting"),
    ("first_attempt", "The first sitting"),
]


class LinesField(SimpleArrayField):
    """Several things, one a line."""

    default_error_messages = {"item_invalid": "Line %(nth)s:"}

    def __init__(self, *, max_length: int, **kwargs: Any) -> None:
        super().__init__(
            forms.CharField(max_length=max_length),
            delimiter="\n",
            required=False,
            widget=forms.Textarea(attrs={"rows": 2, "cols": 40}),
            **{"help_text": "One a line."} | kwargs,
        )

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "\n".join(line.strip() for line in value.splitlines() if line.strip())
        return super().to_python(value)


class YearsField(SimpleArrayField):
    """Graduation years, separated by commas; each counts once."""

    default_error_messages = {"item_invalid": "Year %(nth)s:"}

    def __init__(self, **kwargs: Any) -> None:
        help_text = "Graduation years it binds, such as 2027, 2028. Empty: every class."
        year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)
        super().__init__(year, required=False, help_text=help_text, **kwargs)

    def to_python(self, value: Any) -> Any:
        years = super().to_python(value.strip(" ,") if isinstance(value, str) else value)
        return sorted(set(years))


def chosen_from(choices: Callable[[], Choices], **kwargs: Any) -> forms.ChoiceField:
    """A choice that may be left open, read from the reference rows when the form is shown."""
    return forms.ChoiceField(choices=lambda: [NOTHING, *choices()], required=False, **kwargs)


def fails() -> Choices:
    """Which fail something is for."""
    yield "", "Whatever the attempt"
    for number in range(1, MOST_FAILS + 1):
        yield number, f"After a {ordinal(number)} fail"


def events() -> Choices:
    """The events a deadline may be counted from."""
    yield from FAIL_EVENTS
    yield from StudentEventKind.objects.values_list("code", "name")


def instruments() -> Choices:
    """The practice exams, each with the scale it is scored on."""
    for row in Instrument.objects.select_related("scale"):
        yield row.code, f"{row.name}: {row.scale.name}"


def scales() -> Choices:
    """The scales of practice exams."""
    yield from Scale.objects.values_list("code", "name")
