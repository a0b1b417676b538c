"""The intake: what the student tells us once, in steps, and what they said when."""

from django.db import models
from django.utils import timezone

from students.models.student import Student


class Intake(models.Model):
    """The draft: answers by step, saved as typed. Only the student reads it until it is submitted."""

    student = models.OneToOneField(
        Student, on_delete=models.CASCADE, primary_key=True, related_name="intake"
    )
    answers = models.JSONField(default=dict, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Intake of student {self.student_id}"


class IntakeVersion(models.Model):
    """One submitted intake, frozen. An amendment is the next version."""

    student = models.ForeignKey(Student, on_delete=models.CASCADE, related_name="intake_versions")
    number = models.PositiveIntegerField()
    answers = models.JSONField()
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["student", "number"], name="intake_version_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="intake_version_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"Intake {self.number}"
