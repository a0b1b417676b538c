"""What the admin pages of all reference rows share: who may, what is shown, what is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm

from advising.models import Role
from students.admin.columns import DatedColumns, say_clock
from students.admin.filters import ChangedHereFilter, InForceFilter, StaleFilter
from students.admin.meanwhile import SeenForm
from students.admin.previews import Change, PreviewBeforeSaving, rules_without
from students.admin.spreadsheet_files import SafeCSV, SafeXLSX, say_trouble
from students.admin.spreadsheets import FUTURE_MESSAGE, resource_for
from students.models.reference import DatedFact, DatedFactQuerySet

SOURCE_FIELDS = ("source", "source_note", "confidence", "verified_on")
SEARCHED = (
    models.CharField,
    models.TextField,
    models.DecimalField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.SmallIntegerField,
)


class StaffPermissions:
    """Every right of the admin belongs to people whose role is staff, and to the installer."""

    def _is_staff_member(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return user.is_active and (user.is_superuser or getattr(user, "role", None) == Role.STAFF)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._is_staff_member(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_staff_member(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_staff_member(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_staff_member(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._is_staff_member(request)

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self._is_staff_member(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self._is_staff_member(request)


class ReferenceForm(SeenForm):
    """A reference row's form: nobody can have verified it tomorrow."""

    def clean_verified_on(self) -> Any:
        verified_on = self.cleaned_data["verified_on"]
        if verified_on and verified_on > timezone.localdate():
            raise ValidationError(FUTURE_MESSAGE)
        return verified_on


class ReferenceAdmin(StaffPermissions, DatedColumns, ImportExportMixin, PreviewBeforeSaving):
    """A kind of reference row. A subclass names its `index_group` and its `columns`."""

    index_group: ClassVar[str]
    columns: ClassVar[Sequence[str]] = ()
    model: type[DatedFact]

    form = ReferenceForm
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
        models.URLField: {"assume_scheme": "https"},
        models.ManyToManyField: {"widget": CheckboxSelectMultiple},
    }
    formats = [SafeCSV, SafeXLSX]
    export_form_class = ExportForm
    import_template_name = "admin/students/import.html"
    readonly_fields = ("edited_at",)
    actions = ("delete_selected", "verify_today", "let_updates_change")
    list_per_page = 100

    # --- the list ---

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        tail = ("days_in_force", "holds_today", "trust", "verified", "source_in_short")
        return ["__str__", *self.columns, *tail]

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        own = [
            field.name
            for field in self.model._meta.concrete_fields
            if _has_few_values(field) or (field.name in self.columns and _is_yes_or_no(field))
        ]
        return [InForceFilter, StaleFilter, "confidence", ChangedHereFilter, *own]

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """Text and numbers: "196" finds the standard of that score."""
        return [
            field.name
            for field in self.model._meta.concrete_fields
            if isinstance(field, SEARCHED) and not field.choices
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        foreign = [field.name for field in self.model._meta.concrete_fields if field.remote_field]
        return super().get_queryset(request).select_related(*foreign)

    @admin.display(description="source", ordering="source")
    def source_in_short(self, row: DatedFact) -> str:
        short = Truncator(row.source.removeprefix("https://")).chars(30)
        if row.source.startswith("https://") and " " not in row.source:
            return format_html('<a href="{}" rel="noopener noreferrer">{}</a>', row.source, short)
        return short

    @admin.display(description="confidence", ordering="confidence")
    def trust(self, row: DatedFact) -> str:
        return row.get_confidence_display()

    # --- the form ---

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fact itself first, then its days, then where it comes from."""
        shared = {field.name for field in DatedFact._meta.fields}
        own = [name for name in self.get_fields(request, obj) if name not in shared]
        own = [self.model.NATURAL_KEY, *(name for name in own if name != self.model.NATURAL_KEY)]
        remembered = ("edited_at",) if obj else ()
        return [
            (None, {"fields": [*own, "note"]}),
            (
                "When it holds",
                {"fields": ["effective_from", "effective_to"], "description": say_clock()},
            ),
            ("Where it comes from", {"fields": [*SOURCE_FIELDS, *remembered]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """A row's fixed name stays: records, case files and updates find it by that name."""
        fixed = (self.model.NATURAL_KEY,) if obj else ()
        return [*fixed, *super().get_readonly_fields(request, obj)]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Remember that staff changed the row, so that updates leave it alone."""
        if form.changed_data or not change:
            obj.edited_at = timezone.now()
        super().save_model(request, obj, form, change)

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet[Any], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """Refuse to delete a row that others list or point at, and the last one the rules need."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        protected = [*protected, *self._listed_by(objs)]
        if not protected and rules_without(objs, request) is None:
            protected = [f"The rules need one {self.opts.verbose_name}: change it, or add another."]
        return deleted, counts, needed, protected

    def _listed_by(self, objs: Sequence[Any] | QuerySet[Any]) -> list[str]:
        links = [link for link in self.model._meta.related_objects if link.many_to_many]
        return [
            f"{other._meta.verbose_name}: {other}"
            for obj in objs
            for link in links
            for other in getattr(obj, str(link.get_accessor_name())).all()
        ]

    # --- in and out, and together ---

    def get_resource_classes(self, request: HttpRequest) -> list[Any]:
        return [resource_for(self.model)]

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        return {"change": Change(timezone.localdate())}

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        form.add_error("import_file", say_trouble(e))

    def process_import(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Bring in what was looked at before, and the students it touches up to it."""
        change = Change(timezone.localdate())
        with transaction.atomic():
            answer = super().process_import(request, *args, **kwargs)
            change.finish(
                request, f"{str(self.opts.verbose_name_plural).capitalize()} were imported."
            )
        return answer

    @admin.action(description="Mark as verified today")
    def verify_today(self, request: HttpRequest, queryset: DatedFactQuerySet) -> None:
        count = queryset.update(verified_on=timezone.localdate(), edited_at=timezone.now())
        messages.success(request, f"Marked as verified today: {count}.")

    @admin.action(description="Let updates of the system change them again")
    def let_updates_change(self, request: HttpRequest, queryset: DatedFactQuerySet) -> None:
        count = queryset.update(edited_at=None)
        messages.success(request, f"The next update may change them again: {count}.")


def _has_few_values(field: models.Field) -> bool:
    """Whether a column of this model's own takes one of a handful of values."""
    return bool(field.remote_field or field.choices) and field.name != "confidence"


def _is_yes_or_no(field: models.Field) -> bool:
    return isinstance(field, models.BooleanField)
