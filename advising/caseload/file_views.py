"""A student's file, page by page. Every page begins at the one door: `open_file`."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from advising.access import UserRequest, counsellor_page, dean_page
from advising.caseload.dates import dates_page
from advising.caseload.file import StudentFile, open_file, render_tab, visible_student
from advising.caseload.forms import AdvisorForm, VerifyForm
from advising.caseload.intake import intake_page
from advising.caseload.timeline import timeline_of
from advising.forms import errors_into
from advising.models import Role
from advising.words import say_day
from students.actions.advisors import assign_advisor
from students.actions.assessments import EntryChangedMeanwhile, verify_assessment
from students.assessments.queries import ledger_of
from students.models import SelfAssessment


@counsellor_page
@require_safe
def student_detail(request: UserRequest, public_id: UUID) -> HttpResponse:
    """The first page: why this student, and everything that happened."""
    file = open_file(request.user, public_id, today=timezone.localdate())
    return _render_detail(request, file, _advisor_form(request, file))


@dean_page
@require_POST
def student_advisor(request: UserRequest, public_id: UUID) -> HttpResponse:
    """Say who advises the student."""
    file = open_file(request.user, public_id, today=timezone.localdate())
    form = AdvisorForm(request.POST, student=file.student)
    if form.is_valid():
        with errors_into(form):
            assign_advisor(student=file.student, **form.cleaned_data)
            messages.success(request, "The advisor is changed.")
            return redirect("caseload:student-detail", public_id)
    return _render_detail(request, file, form, status=422)


@counsellor_page
@require_safe
def student_scores(request: UserRequest, public_id: UUID) -> HttpResponse:
    """The chart and the log, with a button to verify an entry."""
    file = open_file(request.user, public_id, today=timezone.localdate())
    ledger = ledger_of(file.student, today=file.today)
    return render_tab(request, "advising/student_scores.html", file, {"ledger": ledger})


@counsellor_page
@require_POST
def score_verify(request: UserRequest, public_id: UUID, assessment_id: UUID) -> HttpResponse:
    """Say that an entry agrees with its report, as it was when the page was opened."""
    student = visible_student(request.user, public_id)
    assessment = get_object_or_404(student.assessments, public_id=assessment_id)
    try:
        verify_assessment(
            assessment=assessment,
            by=request.user,
            now=timezone.now(),
            revision=VerifyForm(request.POST).seen,
        )
        messages.success(request, _say_verified(assessment))
    except EntryChangedMeanwhile:
        messages.warning(request, "The entry was changed meanwhile. Read it again, then verify it.")
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect("caseload:student-scores", public_id)


def _say_verified(assessment: SelfAssessment) -> str:
    form = f" form {assessment.form}" if assessment.form else ""
    return f"Verified: {assessment.instrument.name}{form} of {say_day(assessment.taken_on)}."


@counsellor_page
@require_safe
def student_dates(request: UserRequest, public_id: UUID) -> HttpResponse:
    """Hold, deadlines and attempts, why each is so, and what a dean can do about it."""
    file = open_file(request.user, public_id, today=timezone.localdate())
    context = {
        "page": dates_page(file.student, today=file.today),
        "opened": request.GET.get("why", ""),
        "is_dean": request.user.role == Role.DEAN,
    }
    return render_tab(request, "advising/student_dates.html", file, context)


@counsellor_page
@require_safe
def student_intake(request: UserRequest, public_id: UUID) -> HttpResponse:
    """The submitted intake, version by version; of a draft only that it is there."""
    file = open_file(request.user, public_id, today=timezone.localdate())
    page = intake_page(file.student, asked=request.GET.get("version", ""))
    return render_tab(request, "advising/student_intake.html", file, {"page": page})


def _advisor_form(request: UserRequest, file: StudentFile) -> AdvisorForm | None:
    return AdvisorForm(student=file.student) if request.user.role == Role.DEAN else None


def _render_detail(
    request: UserRequest, file: StudentFile, form: AdvisorForm | None, status: int = 200
) -> HttpResponse:
    context = {"timeline": timeline_of(file), "form": form}
    return render_tab(request, "advising/student_detail.html", file, context, status=status)
