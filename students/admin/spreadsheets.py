"""Reference rows as CSV and XLSX, in and out; a row is found by its code or row name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.html import format_html
from import_export.resources import Diff, ModelResource, modelresource_factory
from import_export.widgets import CharWidget

from advising.spreadsheets import unescape_cell
from students.admin.previews import Change, effect_context
from students.admin.spreadsheet_cells import (
    CELLS,
    NamedForeignKey,
    NamedManyToMany,
    in_plain_words,
)
from students.admin.spreadsheet_files import FIRST_ROW
from students.models.reference import DatedFact

FUTURE_MESSAGE = "Enter a day that is not in the future."


class WordDiff(Diff):
    """An import preview that marks changed cells with elements, not with inline styles."""

    def as_html(self) -> list[str]:
        return [
            self._cell(str(old), str(new)) for old, new in zip(self.left, self.right, strict=True)
        ]

    def _cell(self, old: str, new: str) -> str:
        if old == new:
            return old
        if self.new or not old:
            return format_html("<ins>{}</ins>", new)
        return format_html("<del>{}</del> <ins>{}</ins>", old, new)


class ReferenceResource(ModelResource):
    """How a reference row becomes a line of a spreadsheet and comes back.

    Given the `change` that its import makes, a trial's result says what that does to students.
    """

    WIDGETS_MAP = ModelResource.WIDGETS_MAP | {"TextField": CharWidget} | CELLS

    def __init__(self, change: Change | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._change = change

    @classmethod
    def get_fk_widget(cls, field: models.Field) -> Callable[..., NamedForeignKey]:
        return partial(NamedForeignKey, model=field.related_model)

    @classmethod
    def get_m2m_widget(cls, field: models.Field) -> Callable[..., NamedManyToMany]:
        return partial(NamedManyToMany, model=field.related_model, field=_key(field))

    def get_diff_class(self) -> type[Diff]:
        return WordDiff

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Refuse a file whose first line does not name our columns: a cell would go unread."""
        named, columns = dataset.headers or [], self.get_export_headers()
        (found_by,) = self._meta.import_id_fields
        if found_by not in named:
            raise ValueError(
                f"The first line of the file names no column “{found_by}”, by which rows are found."
                " Export the rows first and change that file."
            )
        if unknown := [str(name) for name in named if name and name not in columns]:
            raise ValueError(
                f"The file has columns that are none here: {', '.join(unknown)}. Take them out, or"
                f" use the names of an export: {', '.join(columns)}."
            )
        if twice := [
            str(name) for name, times in Counter(filter(None, named)).items() if times > 1
        ]:
            raise ValueError(
                f"The file has these columns twice: {', '.join(twice)}. Keep one each."
            )
        _refuse_same_rows(dataset[found_by], found_by)

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Read every cell; what a list of other rows holds is said with the rest."""
        errors: dict[str, list[ValidationError]] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as wrong:
            errors = wrong.error_dict
        for field in self.get_import_fields():
            if isinstance(field.widget, NamedManyToMany) and field.column_name in row:
                try:
                    field.clean(row)
                except ValueError as wrong:
                    errors[field.attribute] = [ValidationError(str(wrong))]
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance: Any, original: Any, row: Any, errors: Any = None) -> bool:
        """An empty line between rows says nothing."""
        return not any(row.values()) or super().skip_row(instance, original, row, errors)

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        for column, cell in row.items():
            row[column] = unescape_cell(cell)

    def after_import(self, dataset: Any, result: Any, *, dry_run: bool, **kwargs: Any) -> None:
        if self._change and dry_run and not (result.has_errors() or result.has_validation_errors()):
            result.effect = effect_context(self._change.effect())

    def validate_instance(
        self,
        instance: DatedFact,
        import_validation_errors: dict[str, Any] | None = None,
        validate_unique: bool = True,
    ) -> None:
        """The model's own checks, and that nobody claims to have looked tomorrow."""
        errors = dict(import_validation_errors or {})
        if instance.verified_on and instance.verified_on > timezone.localdate():
            errors["verified_on"] = ValidationError(FUTURE_MESSAGE)
        try:
            super().validate_instance(instance, errors, validate_unique)
        except ValidationError as wrong:
            raise ValidationError(in_plain_words(wrong.error_dict, type(instance))) from wrong

    def before_save_instance(self, instance: DatedFact, row: Any, **kwargs: Any) -> None:
        instance.edited_at = timezone.now()


def resource_for(model: type[DatedFact]) -> type[ReferenceResource]:
    """The spreadsheet form of one kind of reference row: every column a person may change."""
    columns = [
        field.name
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if not field.primary_key and field.editable
    ]
    columns.sort(key=lambda name: name != model.NATURAL_KEY)
    foreign = [field for field in model._meta.concrete_fields if field.remote_field]
    return modelresource_factory(
        model,
        resource_class=ReferenceResource,
        meta_options={
            "fields": columns,
            "export_order": columns,
            "import_order": columns,
            "widgets": {field.name: {"field": _key(field)} for field in foreign},
            "import_id_fields": [model.NATURAL_KEY],
            "clean_model_instances": True,
            "skip_unchanged": True,
            "use_transactions": True,
        },
    )


def _refuse_same_rows(names: Iterable[Any], column: str) -> None:
    """Of two rows with one name the second would silently win."""
    places: dict[str, int] = {}
    for number, name in enumerate(names, start=FIRST_ROW):
        first = places.setdefault(str(name), number) if name else number
        if first != number:
            raise ValueError(f"Rows {first} and {number} both have “{name}” as {column}. Keep one.")


def _key(field: Any) -> str:
    return field.related_model.NATURAL_KEY
