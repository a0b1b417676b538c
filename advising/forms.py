"""What every form here shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm

from advising.meanwhile import ChangedMeanwhile


@contextmanager
def errors_into(form: BaseForm) -> Iterator[None]:
    """Show an action's refusal on the form, beside the field it names if the form has it.

    A form of an old page keeps what was typed and carries what is seen now.
    """
    try:
        yield
    except ValidationError as error:
        problems = (
            error.message_dict
            if hasattr(error, "error_dict")
            else {NON_FIELD_ERRORS: error.messages}
        )
        for field, messages in problems.items():
            form.add_error(field if field in form.fields else None, messages)
        if isinstance(error, ChangedMeanwhile):
            see_anew(form, error.seen)


def see_anew(form: BaseForm, seen: Mapping[str, str]) -> None:
    """Let the form carry what it shows now, so that sending it once more is meant."""
    data = form.data.copy()  # type: ignore[attr-defined]  # what was sent is a QueryDict
    for name, value in seen.items():
        data[form.add_prefix(name)] = value
    form.data = data
