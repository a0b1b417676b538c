"""The student's log of practice exams: the list, one entry's reading, adding and putting right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from advising.access import UserRequest, page_for, student_page
from advising.forms import errors_into
from advising.models import Role
from students.actions import assessments as actions
from students.assessments.changes import changes_between
from students.assessments.entry import Entry, entry_of
from students.assessments.forms import (
    AssessmentForm,
    DeleteForm,
    ReportForm,
    initial_of,
    typed_values,
)
from students.assessments.options import EntryOptions, entry_options
from students.assessments.own_entry import render_gone, with_own_entry
from students.assessments.queries import has_score_since_fail, ledger_of, note_on_first_score
from students.assessments.reports import CONTENT_TYPES
from students.models import SelfAssessment, Student


@student_page
@require_safe
def assessment_list(request: UserRequest) -> HttpResponse:
    """The whole log: chart, reading, areas, forms left, every entry."""
    today = timezone.localdate()
    ledger = ledger_of(_own_record(request), today=today)
    return render(request, "students/assessment_list.html", {"ledger": ledger, "today": today})


@student_page
@require_safe
def assessment_detail(request: UserRequest, public_id: UUID) -> HttpResponse:
    """One entry's reading: what changed, what it does and does not mean, what to do next."""
    today = timezone.localdate()
    student = _own_record(request)
    ledger = ledger_of(student, today=today)
    row = ledger.row(public_id)
    if row is None:
        return render_gone(request, student)
    context = {"ledger": ledger, "row": row, "today": today}
    return render(request, "students/assessment_detail.html", context)


@student_page
def assessment_create(request: UserRequest) -> HttpResponse:
    """Log a practice exam."""
    student, today = _own_record(request), timezone.localdate()
    options = entry_options(student, instrument=_asked(request), today=today)
    form = _bind(request, options, initial={"form": request.GET.get("form")})
    context: dict[str, Any] = {}
    if form.is_valid():
        try:
            with errors_into(form):
                assessment = actions.log_assessment(
                    student=student,
                    entry=form.entry(),
                    submission_key=form.cleaned_data["submission_key"],
                    today=today,
                    is_meant=form.cleaned_data["is_meant"],
                )
                messages.success(request, "Saved in your log.")
                return redirect("students:assessment-detail", assessment.public_id)
        except actions.LooksLogged as found:
            form.ask_whether_meant(found.logged)
            context["logged"] = found.logged
    context |= {
        "is_before_first": not has_score_since_fail(student),
        "note": note_on_first_score(today),
    }
    return _render_form(request, form, context)


@student_page
@with_own_entry
def assessment_edit(request: UserRequest, assessment: SelfAssessment) -> HttpResponse:
    """Put an entry right; refused, with what changed, if it was changed meanwhile."""
    today, entry = timezone.localdate(), entry_of(assessment)
    options = entry_options(
        assessment.student,
        instrument=_asked(request) or entry.instrument,
        today=today,
        entry=assessment,
    )
    form = _bind(request, options, initial=_initial(assessment, entry))
    if form.is_valid():
        try:
            with errors_into(form):
                actions.amend_assessment(
                    assessment=assessment,
                    entry=form.entry(),
                    revision=form.cleaned_data["revision"],
                    today=today,
                )
                messages.success(request, "Your log is changed.")
                return redirect("students:assessment-detail", assessment.public_id)
        except actions.EntryChangedMeanwhile as stale:
            return _render_conflict(request, form, stale)
    return _render_form(request, form, {"assessment": assessment})


@student_page
@with_own_entry
def assessment_delete(request: UserRequest, assessment: SelfAssessment) -> HttpResponse:
    """Take an entry out of the log, after asking."""
    form = DeleteForm(request.POST or None, initial={"revision": assessment.revision})
    context: dict[str, Any] = {"form": form, "assessment": assessment}
    if form.is_valid():
        try:
            with errors_into(form):
                actions.delete_assessment(
                    assessment=assessment,
                    revision=form.cleaned_data["revision"],
                    today=timezone.localdate(),
                )
                messages.success(request, "Deleted from your log.")
                return redirect("students:assessment-list")
        except actions.EntryChangedMeanwhile as stale:
            context["form"] = DeleteForm(initial={"revision": stale.current.revision})
            context["is_stale"] = True
            return render(request, "students/assessment_delete.html", context, status=409)
    return render(request, "students/assessment_delete.html", context)


@student_page
@with_own_entry
def assessment_report(request: UserRequest, assessment: SelfAssessment) -> HttpResponse:
    """Attach the score report to an entry."""
    form = ReportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            actions.attach_report(
                assessment=assessment,
                report=form.cleaned_data["report"],
                today=timezone.localdate(),
            )
            messages.success(request, "Your report is attached.")
            return redirect("students:assessment-detail", assessment.public_id)
    return render(
        request, "students/assessment_report.html", {"form": form, "assessment": assessment}
    )


@page_for(Role.STUDENT, Role.ADVISOR, Role.DEAN)
@require_safe
def assessment_report_download(request: UserRequest, public_id: UUID) -> FileResponse:
    """Hand out an attached report to those who may open the student's record, as a download."""
    students = Student.objects.visible_to(request.user)
    assessment = get_object_or_404(
        SelfAssessment.objects.exclude(report="").exclude(report=None),
        public_id=public_id,
        student__in=students,
    )
    kind = str(assessment.report.name).rpartition(".")[2]
    try:
        report = assessment.report.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        report,
        as_attachment=True,
        filename=f"score-report-{assessment.taken_on}.{kind}",
        content_type=CONTENT_TYPES[kind],
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"},
    )


def _own_record(request: UserRequest) -> Student:
    return get_object_or_404(Student, user=request.user)


def _asked(request: UserRequest) -> str | None:
    """The instrument just chosen, else the one the page is for."""
    return request.POST.get("instrument") or request.GET.get("instrument")


def _bind(
    request: UserRequest, options: EntryOptions, *, initial: dict[str, Any]
) -> AssessmentForm:
    """The form as it was sent; only shown again if another instrument was chosen in it."""
    if request.method != "POST":
        return AssessmentForm(options=options, initial=initial)
    if "instrument" in request.POST:
        return AssessmentForm(options=options, initial=typed_values(request.POST))
    return AssessmentForm(request.POST, options=options)


def _initial(assessment: SelfAssessment, entry: Entry) -> dict[str, Any]:
    return initial_of(entry) | {"revision": assessment.revision}


def _render_form(
    request: UserRequest, form: AssessmentForm, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The page, or only the form when that is all the page asked for."""
    page = "students/_assessment_entry.html" if request.htmx else "students/assessment_form.html"
    return render(request, page, {"form": form, **context}, status=status)


def _render_conflict(
    request: UserRequest, form: AssessmentForm, stale: actions.EntryChangedMeanwhile
) -> HttpResponse:
    """What was typed, beside what is saved now: saving once more keeps what was typed."""
    typed = request.POST.copy()
    typed["revision"] = str(stale.current.revision)
    again = AssessmentForm(typed, options=form.options)
    again.add_error(None, "This entry was changed after you opened it. Nothing is saved yet.")
    changes = changes_between(
        entry_of(stale.current), stale.asked or form.entry(), areas=form.options.areas
    )
    return _render_form(
        request, again, {"assessment": stale.current, "changes": changes}, status=409
    )
