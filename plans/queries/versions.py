"""The versions of a plan: what differs between two, and which may be gone back to."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, QuerySet, Window
from django.db.models.functions import Lag
from django.shortcuts import get_object_or_404

from plans.diff import PlanDiff, compare
from plans.models import StudyPlan
from plans.queries.pages import names
from plans.telling import Reader
from students.models import Student


@dataclass(frozen=True, slots=True)
class DiffPage:
    """Two versions of one student's plan, and what differs in the second."""

    before: StudyPlan
    after: StudyPlan
    changes: PlanDiff

    @property
    def title(self) -> str:
        return f"Plan {self.before.version} and plan {self.after.version}"

    @property
    def lead(self) -> str:
        return f"What is different in plan {self.after.version}. {self.changes.days_words}"


def plan_versions(student: Student) -> QuerySet[StudyPlan]:
    """Every version made, the newest first, each with the number of the one before as `earlier`."""
    before = Window(Lag("version"), order_by=F("version").asc())
    versions = StudyPlan.objects.filter(student=student).annotate(earlier=before)
    return versions.select_related("proposal").defer("case", "result").order_by("-version")


def diff_page(
    student: Student, before: int, after: int, reader: Reader = Reader.STUDENT
) -> DiffPage:
    """What differs between two versions, by their numbers; 404 where one does not exist."""
    versions = StudyPlan.objects.filter(student=student).defer("case")
    old = get_object_or_404(versions, version=before)
    new = get_object_or_404(versions, version=after)
    changes = compare(
        (old.result, old.began_on), (new.result, new.began_on), names(), reader=reader
    )
    return DiffPage(old, new, changes)


def undoable_version(current: StudyPlan) -> StudyPlan | None:
    """The version that the current one replaced, if that was the last thing that happened.

    An older version than the newest one is followed only after going back, and that is not gone
    back from: planning again makes the newer one anew.
    """
    others = StudyPlan.objects.filter(student=current.student_id).exclude(pk=current.pk)
    if others.filter(version__gt=current.version).exists():
        return None
    return others.filter(undone_at=None).order_by("-version").first()
