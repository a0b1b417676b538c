"""What a browser would post from an admin page as it stands, to change a little and post again."""

from __future__ import annotations

from typing import Any


def typed(answer: Any, **changes: Any) -> dict[str, Any]:
    """The fields of a form page with their values; a part's are named as in `deadlines-0-n`."""
    form = answer.context_data["adminform"].form
    sets = [inline.formset for inline in answer.context_data["inline_admin_formsets"]]
    forms = [form, *(part for parts in sets for part in (parts.management_form, *parts.forms))]
    values = {bound.html_name: _posted(bound) for part in forms for bound in part}
    return {name: value for name, value in values.items() if value is not None} | changes


def with_part(page: dict[str, Any], part: str, /, **fields: Any) -> dict[str, Any]:
    """The same fields with one more part of a kind, as "Add another" makes it."""
    place = int(page[f"{part}-TOTAL_FORMS"])
    added = {f"{part}-{place}-{name}": value for name, value in fields.items()}
    return page | added | {f"{part}-TOTAL_FORMS": place + 1}


def problems(answer: Any) -> list[str]:
    """Every message the page shows beside its fields."""
    return [str(message) for messages in answer.context_data["errors"] for message in messages]


def _posted(bound: Any) -> Any:
    value = bound.value()
    if value is False or value == [] or (value is None and hasattr(bound.field, "choices")):
        return None
    return "" if value is None else value
