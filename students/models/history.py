"""What happened to a student's hold and dates, line by line."""

from django.conf import settings
from django.db import models

from students.choices import ChangeKind
from students.models.holds import Hold
from students.models.student import Student


class RecordChange(models.Model):
    """One line of the history: what happened, to which dates, why and through whom.

    The database refuses to edit it. `changes` holds codes and days, so that words are made when
    shown; `because` is what a person or an action said, `by` nobody where only a day went by.
    """

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="changes")
    hold = models.ForeignKey(Hold, on_delete=models.RESTRICT, null=True, related_name="changes")
    kind = models.CharField(max_length=30, choices=ChangeKind)
    happened_on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    because = models.TextField(blank=True)
    approver = models.CharField(max_length=200, blank=True)
    changes = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["student", "id"], name="record_change_by_student")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ChangeKind.values), name="record_change_kind_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"
