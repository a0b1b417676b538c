"""What every form here shares."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm


@contextmanager
def errors_into(form: BaseForm) -> Iterator[None]:
    """Show an action's refusal on the form, beside the field it names if the form has it."""
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
