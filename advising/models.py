"""School, User and Role: people, not records."""

from __future__ import annotations

import uuid
import zoneinfo
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper


def validate_time_zone(name: str) -> None:
    """Refuse a name the time zone database does not know."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError("Enter a time zone such as America/New_York.")


class School(models.Model):
    """A medical school. Every record that belongs to one carries it."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(
        max_length=64, default="America/New_York", validators=[validate_time_zone]
    )
    policy_code = models.SlugField(
        "policy of new students",
        max_length=60,
        blank=True,
        help_text="The code of the policy that governs a student who joins.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person does here. One role a person; it decides which pages exist for them."""

    STUDENT = "student"
    ADVISOR = "advisor"
    DEAN = "dean"
    COMMITTEE = "committee", "Committee member"
    STAFF = "staff"


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person who logs in with this e-mail address."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make the person who installs the system: a staff member with every permission."""
        return self.create_user(
            email, password, **{"role": Role.STAFF, "is_superuser": True, "is_staff": True} | fields
        )


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can log in. Only an installer may be without a school."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("e-mail address")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    is_active = models.BooleanField("may log in", default=True)
    is_staff = models.BooleanField(
        "may open the admin", default=False, help_text="Only for people whose role is staff."
    )
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["school", "name"], name="user_by_name"),
            models.Index(
                fields=["school", "name"],
                condition=Q(role__in=[Role.ADVISOR, Role.DEAN]),
                name="user_counsellors",
            ),
            GinIndex(
                OpClass(Upper("name"), name="gin_trgm_ops"),
                OpClass(Upper("email"), name="gin_trgm_ops"),
                name="user_search",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="Someone already logs in with this e-mail address.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="user_role_known",
                violation_error_message="Choose one of the roles.",
            ),
            models.CheckConstraint(
                condition=Q(is_staff=False) | Q(role=Role.STAFF),
                name="user_admin_only_for_staff",
                violation_error_message="Only a person whose role is staff may open the admin.",
            ),
            models.CheckConstraint(
                condition=Q(school__isnull=False) | Q(is_superuser=True),
                name="user_has_school",
                violation_error_message="Choose the person's school.",
            ),
        ]

    def clean(self) -> None:
        """Keep the address in lower case, as the login looks it up."""
        super().clean()
        self.email = self.email.lower()

    def __str__(self) -> str:
        return self.name
