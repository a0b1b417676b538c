"""Reference rows as CSV and XLSX, in and out; a row is found by its code or row name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.html import format_html
from import_export.formats.base_formats import CSV, XLSX
from import_export.resources import Diff, ModelResource, modelresource_factory
from import_export.widgets import CharWidget, ForeignKeyWidget, ManyToManyWidget

from advising.spreadsheets import escape_cell, unescape_cell
from students.admin.previews import Change, effect_context
from students.models.reference import DatedFact

FUTURE_MESSAGE = "Enter a day that is not in the future."


class EscapedExport:
    """A format whose exported cells cannot run as formulas."""

    def export_data(self, dataset: Any, **kwargs: Any) -> Any:
        for _ in range(len(dataset)):
            dataset.append([escape_cell(cell) for cell in dataset.lpop()])
        return super().export_data(dataset, **kwargs)  # type: ignore[misc]


class SafeCSV(EscapedExport, CSV):
    """CSV without live formulas."""


class SafeXLSX(EscapedExport, XLSX):
    """XLSX without live formulas."""


class NamedForeignKey(ForeignKeyWidget):
    """A reference to another row by its natural key, refused in words if there is none."""

    def get_instance_by_lookup_fields(self, value: str, row: Any, **kwargs: Any) -> models.Model:
        try:
            return super().get_instance_by_lookup_fields(value, row, **kwargs)
        except self.model.DoesNotExist as missing:
            raise ValueError(f"There is no {self.model._meta.verbose_name} “{value}”.") from missing


class NamedManyToMany(ManyToManyWidget):
    """References to other rows by natural key, separated by commas."""

    def clean(self, value: str | None, row: Any = None, **kwargs: Any) -> Any:
        names = {name.strip() for name in (value or "").split(",") if name.strip()}
        found = self.model.objects.filter(**{f"{self.field}__in": names})
        if missing := names - set(found.values_list(self.field, flat=True)):
            known = ", ".join(sorted(missing))
            raise ValueError(f"There is no {self.model._meta.verbose_name} “{known}”.")
        return found


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

    WIDGETS_MAP = ModelResource.WIDGETS_MAP | {"TextField": CharWidget}

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
        super().validate_instance(instance, errors, validate_unique)

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


def _key(field: Any) -> str:
    return field.related_model.NATURAL_KEY
