"""The record and the reference data, by subject."""

from students.models.assessments import AssessmentArea, MissedTopic, SelfAssessment
from students.models.availability import Availability, BlockedPeriod
from students.models.flags import FlagLimit
from students.models.intake import Intake, IntakeVersion
from students.models.policy import FailClause, Policy, PolicyDeadline, PolicyGate
from students.models.standing import PlannedRetake, Standing
from students.models.student import (
    Attempt,
    AttemptArea,
    Rotation,
    Student,
    StudentEvent,
    StudentQuerySet,
)

__all__ = [
    "AssessmentArea",
    "Attempt",
    "AttemptArea",
    "Availability",
    "BlockedPeriod",
    "FailClause",
    "FlagLimit",
    "Intake",
    "IntakeVersion",
    "MissedTopic",
    "PlannedRetake",
    "Policy",
    "PolicyDeadline",
    "PolicyGate",
    "Rotation",
    "SelfAssessment",
    "Standing",
    "Student",
    "StudentEvent",
    "StudentQuerySet",
]
