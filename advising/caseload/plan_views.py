"""A student's plan as the people who advise them see it: what it is, what was done, what changed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from advising.access import UserRequest, counsellor_page
from advising.caseload.file import open_file, render_tab
from plans.queries import current_plan, diff_page, plan_page, plan_versions, work_done
from plans.telling import Reader


@counsellor_page
@require_safe
def student_plan(request: UserRequest, public_id: UUID) -> HttpResponse:
    """The plan the student follows, the work of the last days, and every version."""
    file = open_file(request.user, public_id, today=timezone.localdate())
    version = current_plan(file.student)
    context = {
        "page": plan_page(version, today=file.today, reader=Reader.ADVISOR) if version else None,
        "work": work_done(version, today=file.today) if version else [],
        "versions": plan_versions(file.student),
    }
    return render_tab(request, "advising/student_plan.html", file, context)


@counsellor_page
@require_safe
def plan_diff(request: UserRequest, public_id: UUID, before: int, after: int) -> HttpResponse:
    """What differs between two versions of the student's plan."""
    file = open_file(request.user, public_id, today=timezone.localdate())
    page = diff_page(file.student, before, after, Reader.ADVISOR)
    return render_tab(request, "advising/plan_diff.html", file, {"page": page})
