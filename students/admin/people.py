"""Schools and people in the admin: staff make the accounts of their own school, not records."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from advising.models import Role, School, User
from students.actions.people import enrol_student
from students.admin.base import StaffPermissions

NO_PASSWORDS = (
    "Nobody here sees or sets the password. Who has forgotten it gets a link for a new one by"
    " e-mail: through “Forgot your password?” on the login page."
)


def _asking(request: HttpRequest) -> User:
    """The person at the admin, who is logged in by then."""
    return cast(User, request.user)


class TiesMixin:
    """Role and school of a person hang together with the students they are or advise."""

    cleaned_data: dict[str, Any]
    instance: User

    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        if hasattr(self.instance, "student") and role != Role.STUDENT:
            raise ValidationError("This person has a student's record. Make a second account.")
        if role not in (Role.ADVISOR, Role.DEAN) and self._advises():
            raise ValidationError(
                "This person advises students, and a student's advisor does not judge them. Ask a"
                " dean to give each of them another advisor first: the caseload lists them by"
                " advisor. To end the access at once, untick “may log in”."
            )
        return role

    def clean_school(self) -> School | None:
        """A student, their advisor and their school belong together."""
        school: School | None = self.cleaned_data["school"]
        if self.instance.pk is None or school == self.instance.school:
            return school
        if self._advises():
            raise ValidationError(
                "This person advises students there. Ask a dean of that school to give each of them"
                " another advisor first."
            )
        if hasattr(self.instance, "student") and self.instance.student.advisor:
            raise ValidationError(
                "This student has an advisor there. Ask a dean of that school to choose nobody as"
                " the advisor first."
            )
        return school

    def _advises(self) -> bool:
        return self.instance.pk is not None and self.instance.advisees.exists()


class PersonCreationForm(TiesMixin, AdminUserCreationForm):
    """A new account: who it is and what they do here."""

    usable_password = forms.ChoiceField(
        label="Their first password",
        required=False,
        initial="true",
        choices={"true": "I type one below", "false": "They choose it themselves"},
        widget=forms.RadioSelect(attrs={"class": "radiolist inline"}),
        help_text="Who chooses it themselves gets a link for it by e-mail: through “Forgot your"
        " password?” on the login page.",
    )

    class Meta:
        model = User
        fields = ("email", "name", "role", "school")
        field_classes: dict[str, type[forms.Field]] = {}


class PersonChangeForm(TiesMixin, UserChangeForm):
    """An account as it is."""

    class Meta:
        model = User
        fields = "__all__"
        field_classes: dict[str, type[forms.Field]] = {}
        help_texts: ClassVar = {
            "is_active": "Untick it when somebody leaves: that ends their access at once, and what"
            " they did here keeps their name. A student's record stays in the caseload, marked."
        }


@admin.register(User)
class PersonAdmin(StaffPermissions, UserAdmin):
    """People of the staff member's own school; the installer sees every school."""

    index_group = "People and schools"
    form = PersonChangeForm
    add_form = PersonCreationForm
    list_display = ["name", "email", "role", "school", "is_active"]
    list_filter = ["role", "is_active"]
    search_fields = ["name", "email"]
    ordering = ["name", "pk"]
    list_select_related = ["school"]
    filter_horizontal = ()
    readonly_fields = ["last_login", "joined_at"]
    fieldsets = [
        (None, {"fields": ["email", "name", "role", "school", "is_active", "password"]}),
        ("Since when", {"fields": ["joined_at", "last_login"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["email", "name", "role", "school"]}),
        ("Password", {"fields": ["usable_password", "password1", "password2"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        people, asking = super().get_queryset(request), _asking(request)
        if asking.is_superuser:
            return people
        return people.filter(school=asking.school_id, is_superuser=False)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only the installer sets somebody's password; others read how a person gets one."""
        sets = super().get_fieldsets(request, obj)
        if obj is None or request.user.is_superuser:
            return sets
        (title, first), *rest = sets
        fields = [field for field in first["fields"] if field != "password"]
        return [(title, {"fields": fields, "description": NO_PASSWORDS}), *rest]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        asking = _asking(request)
        if db_field.name == "school" and not asking.is_superuser:
            own = School.objects.filter(people=asking)
            kwargs |= {"queryset": own, "initial": asking.school_id}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def user_change_password(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only the installer: others get a reset link by e-mail, so staff never hold a dean's key."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().user_change_password(request, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: an account that is no longer used is switched off, so that its acts keep a name."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.is_staff = obj.role == Role.STAFF
        super().save_model(request, obj, form, change)
        if obj.role == Role.STUDENT:
            enrol_student(user=obj, today=timezone.localdate())


@admin.register(School)
class SchoolAdmin(StaffPermissions, admin.ModelAdmin):
    """The staff member's own school; only the installer adds one.

    Its policy is chosen on the policy's own page, which shows whom that touches.
    """

    index_group = "People and schools"
    list_display = ["name", "code", "time_zone"]
    readonly_fields = ["policy_code"]
    search_fields = ["name", "code"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[School]:
        schools, asking = super().get_queryset(request), _asking(request)
        return schools if asking.is_superuser else schools.filter(people=asking)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser
