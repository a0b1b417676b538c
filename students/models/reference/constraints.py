"""The database's promises about reference rows, each with the sentence people read."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value


def one_in_force(*fields: str, message: str) -> ExclusionConstraint:
    """The database's promise that no two rows equal in these fields hold on the same day."""
    days = Func(
        "effective_from",
        "effective_to",
        Value("[]"),
        function="daterange",
        output_field=DateRangeField(),
    )
    return ExclusionConstraint(
        name="%(class)s_one_in_force",
        expressions=[
            *((field, RangeOperators.EQUAL) for field in fields),
            (days, RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )


def in_order(low: str, high: str, message: str, *, strict: bool = False) -> models.CheckConstraint:
    """The database's promise that a range's lower end does not pass its upper end.

    A missing end passes, as SQL has it.
    """
    lookup = "gt" if strict else "gte"
    return models.CheckConstraint(
        condition=Q(**{f"{high}__{lookup}": F(low)}),
        name=f"%(class)s_{low}_{high}",
        violation_error_message=message,
    )


def within(field: str, low: float, high: float, message: str) -> models.CheckConstraint:
    """The database's promise that a number, if given, lies between two others, both included."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__gte": low, f"{field}__lte": high}),
        name=f"%(class)s_{field}_within",
        violation_error_message=message,
    )


def calculated(*fields: str | Func, joiner: str, template: str = "(%(expressions)s)") -> Func:
    """Columns joined by an operator and set into an SQL template, for constraints that count.

    Not written with Python's operators: migrations would name their class by a path that is
    missing when pytest has tried to import Django's models before the settings were known.
    """
    return Func(
        *fields,
        arg_joiner=f" {joiner} ",
        output_field=models.DecimalField(),
        template=template,
    )
