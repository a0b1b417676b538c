"""Cells of a spreadsheet that comes in: what each may hold, and what is said of one that cannot be."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import sanitize_separators
from import_export.widgets import (
    BooleanWidget,
    DateWidget,
    DecimalWidget,
    ForeignKeyWidget,
    IntegerWidget,
    JSONWidget,
    ManyToManyWidget,
)

YES: Final = ("1", "true", "yes")
NO: Final = ("0", "false", "no")
MOST_DIGITS: Final = 18  # no number of ours has as many, and longer ones take long to read


class NumberCell(DecimalWidget):
    """A number."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        if self.is_empty(value):
            return None
        number = _number(value)
        if number is None:
            raise ValueError(f"“{value}” is not a number. Write digits, such as 196 or 3.5.")
        return number


class WholeNumberCell(IntegerWidget):
    """A whole number; a fraction is not cut off unasked."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        if self.is_empty(value):
            return None
        number = _number(value)
        if number is None or number.adjusted() > MOST_DIGITS or number % 1:
            raise ValueError(f"“{value}” is not a whole number. Write digits only, such as 196.")
        return int(number)


class YesOrNoCell(BooleanWidget):
    """Yes or no; any other word is not taken for a no."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        word = "" if value is None else str(value).strip().lower().removesuffix(".0")
        if word not in ("", *YES, *NO):
            raise ValueError(f"“{value}” is neither yes nor no. Write 1 for yes or 0 for no.")
        return word in YES if word else None


class DayCell(DateWidget):
    """A day."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(value, row, **kwargs)
        except ValueError as wrong:
            raise ValueError(
                f"“{value}” is not a day. Write year, month and day, such as 2026-12-31."
            ) from wrong


class DataCell(JSONWidget):
    """Several values in one cell, as an export writes them."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(value, row, **kwargs)
        except ValueError as wrong:
            raise ValueError(
                f"“{value}” cannot be read. Write it the way an export of these rows does."
            ) from wrong


class NamedForeignKey(ForeignKeyWidget):
    """A reference to another row by its natural key, refused in words if there is none."""

    def get_instance_by_lookup_fields(self, value: str, row: Any, **kwargs: Any) -> models.Model:
        try:
            return super().get_instance_by_lookup_fields(value, row, **kwargs)
        except self.model.DoesNotExist as missing:
            raise ValueError(_say_missing(self.model, value)) from missing


class NamedManyToMany(ManyToManyWidget):
    """References to other rows by natural key, separated by commas."""

    def clean(self, value: str | None, row: Any = None, **kwargs: Any) -> Any:
        names = {name.strip() for name in str(value or "").split(",") if name.strip()}
        found = self.model.objects.filter(**{f"{self.field}__in": names})
        if missing := names - set(found.values_list(self.field, flat=True)):
            raise ValueError(_say_missing(self.model, ", ".join(sorted(missing))))
        return found


CELLS: Final = {
    "DecimalField": NumberCell,
    "IntegerField": WholeNumberCell,
    "PositiveIntegerField": WholeNumberCell,
    "PositiveSmallIntegerField": WholeNumberCell,
    "SmallIntegerField": WholeNumberCell,
    "BooleanField": YesOrNoCell,
    "DateField": DayCell,
    "JSONField": DataCell,
}


def in_plain_words(errors: dict[str, list[ValidationError]], model: Any) -> dict[str, Any]:
    """A row's errors by column, where the model's own words would speak of fields and nulls."""
    return {
        column: [_plain(error, model, column) for error in found]
        for column, found in errors.items()
    }


def _plain(error: ValidationError, model: Any, column: str) -> ValidationError:
    if error.code in ("null", "blank"):
        return ValidationError("This cell is empty. Fill it in.", code=error.code)
    if error.code in ("invalid_choice", "item_invalid"):
        field = model._meta.get_field(column)
        choices = getattr(field, "base_field", field).choices
        known = ", ".join(f"{value} ({label})" for value, label in choices)
        return ValidationError(f"Write one of: {known}.", code=error.code)
    return error


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(sanitize_separators(value)))
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def _say_missing(model: Any, name: str) -> str:
    kind = model._meta.verbose_name
    return f"There is no {kind} “{name}”. Write the code of one there is, or add it there first."
