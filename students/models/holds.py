"""A hold's life: what keeps a student out of clerkships, what it asks for, who may change it."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from advising.words import say_day
from students.choices import (
    DeadlineKind,
    HoldState,
    OverrideKind,
    ReleaseGround,
    ResumeOn,
    RotationRule,
    TaskKind,
)
from students.models.attempts import Attempt
from students.models.student import Student

OPEN = (HoldState.ACTIVE, HoldState.RELEASE_PROPOSED)
LIFTED = (HoldState.RELEASED, HoldState.OVERRIDDEN)


class HoldQuerySet(models.QuerySet["Hold"]):
    """Named reads of holds."""

    def open(self) -> Self:
        """The holds that are in force, be their release proposed."""
        return self.filter(state__in=OPEN)


class Hold(models.Model):
    """A student kept out of clerkships because of one fail, until a named person lifts it.

    What it asks for is what the rules say of the record today; its state is what people did.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="holds")
    attempt = models.OneToOneField(Attempt, on_delete=models.RESTRICT, related_name="hold")
    state = models.CharField(max_length=20, choices=HoldState, default=HoldState.ACTIVE)
    kind = models.CharField(max_length=20)
    starts_on = models.DateField()
    rotation = models.CharField(max_length=20, choices=RotationRule)
    resume_on = models.CharField(max_length=10, choices=ResumeOn)
    clause = models.CharField(max_length=60, help_text="As the rules name it: on_fail[1].")
    policy_code = models.TextField(blank=True)
    policy_name = models.TextField()
    policy_from = models.DateField(null=True, help_text="Which version: the first day in force.")
    approver = models.TextField(blank=True, help_text="Who may decide, if the policy names it.")
    release_ground = models.CharField(max_length=20, choices=ReleaseGround, blank=True)
    proposed_on = models.DateField(null=True)
    lifted_on = models.DateField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["student"],
                condition=Q(state__in=OPEN),
                name="hold_one_open",
                violation_error_message="This student is on hold already.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=HoldState.values), name="hold_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=HoldState.RELEASE_PROPOSED)
                | (~Q(release_ground="") & Q(proposed_on__isnull=False)),
                name="hold_proposal_has_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIFTED, lifted_by__isnull=False, lifted_on__isnull=False)
                | (~Q(state__in=LIFTED) & Q(lifted_by__isnull=True, lifted_on__isnull=True)),
                name="hold_lifted_by_a_person",
                violation_error_message="Only a person lifts a hold.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hold from {self.starts_on}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_lifted(self) -> bool:
        return self.state in LIFTED


class HoldTask(models.Model):
    """A meeting or a document that the hold's clause asks for."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=10, choices=TaskKind)
    name = models.TextField()
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("hold", "kind", MD5("name"), name="hold_task_once"),
            models.CheckConstraint(condition=Q(kind__in=TaskKind.values), name="hold_task_kind"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="hold_task_done_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"


class DeansAct(models.Model):
    """Something a dean grants against the policy's words. Never edited: it can be withdrawn."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reason = models.TextField(max_length=2000)
    approver = models.CharField(max_length=200, help_text="The person or committee who approved.")
    granted_on = models.DateField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_on = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_reason = models.TextField(blank=True, max_length=2000)

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(approver=""),
                name="%(class)s_is_accounted_for",
                violation_error_message="Give the reason and who approved it.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_by__isnull=True)
                | (
                    Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_reason="")
                ),
                name="%(class)s_withdrawal_is_accounted_for",
                violation_error_message="Give the reason for taking it back.",
            ),
        ]


class Extension(DeansAct):
    """A later day for one deadline. The rules read it as the policy's own."""

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="extensions")
    clause = models.CharField(max_length=60, help_text="As the rules name it.")
    kind = models.CharField(max_length=10, choices=DeadlineKind)
    extends_on = models.DateField(null=True, help_text="The day before the extension, if known.")
    due_on = models.DateField()

    class Meta(DeansAct.Meta):
        constraints = [
            *DeansAct.Meta.constraints,
            models.CheckConstraint(
                condition=Q(extends_on__isnull=True) | Q(due_on__gt=F("extends_on")),
                name="extension_is_later",
                violation_error_message="An extension is later than the day it extends.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {say_day(self.due_on)}"


class Override(DeansAct):
    """A rule set aside for one hold: sitting before the gate, or going back before the release."""

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="overrides")
    kind = models.CharField(max_length=20, choices=OverrideKind)

    class Meta(DeansAct.Meta):
        constraints = [
            *DeansAct.Meta.constraints,
            models.UniqueConstraint(
                fields=["hold", "kind"],
                condition=Q(withdrawn_on__isnull=True),
                name="override_once",
                violation_error_message="This is granted already.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
