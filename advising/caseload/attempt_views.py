"""Reporting a student's sitting for them, as when the school hears of a result first."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from advising.access import UserRequest, counsellor_page, dean_page
from advising.caseload.file import StudentFile, open_file, render_tab
from advising.forms import errors_into
from students.actions import attempts as actions
from students.attempts.forms import AttemptForm, WithdrawForm
from students.attempts.meanwhile import say_withdrawn_already
from students.gather import result_of
from students.models import Attempt
from students.queries import report_questions

TEMPLATE = "advising/attempt_form.html"


@dean_page
def attempt_create(request: UserRequest, public_id: UUID) -> HttpResponse:
    """Report a sitting for the student."""
    today = timezone.localdate()
    file = open_file(request.user, public_id, today=today)
    questions = report_questions(file.student, on=today)
    form = AttemptForm(request.POST or None, **questions, is_own=False)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            actions.report_attempt(
                student=file.student,
                result=form.result(),
                exam=form.chosen_exam(),
                by=request.user,
                today=today,
            )
            messages.success(request, "The result is on record, and every date follows it.")
            return redirect("caseload:student-dates", public_id)
    return render_tab(request, TEMPLATE, file, {"form": form})


@dean_page
def attempt_edit(request: UserRequest, public_id: UUID, attempt_id: UUID) -> HttpResponse:
    """Put a reported sitting right for the student."""
    today = timezone.localdate()
    file = open_file(request.user, public_id, today=today)
    attempt = get_object_or_404(Attempt.everything, student=file.student, public_id=attempt_id)
    questions = report_questions(file.student, on=today)
    if attempt.withdrawn_on:
        form = AttemptForm(request.POST or None, **questions, is_own=False)
        return _keep_typed(request, file, attempt, form)
    form = AttemptForm(request.POST or None, **questions, result=result_of(attempt), is_own=False)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            actions.amend_attempt(
                attempt=attempt,
                result=form.result(),
                exam=form.chosen_exam(),
                by=request.user,
                today=today,
                seen=form.cleaned_data["seen"],
            )
            messages.success(request, "The result is changed, and every date follows it.")
            return redirect("caseload:student-dates", public_id)
    return render_tab(request, TEMPLATE, file, {"form": form, "attempt": attempt})


@counsellor_page
def attempt_withdraw(request: UserRequest, public_id: UUID, attempt_id: UUID) -> HttpResponse:
    """Take a sitting that was reported by mistake off the student's record."""
    today = timezone.localdate()
    file = open_file(request.user, public_id, today=today)
    attempt = get_object_or_404(Attempt.everything, student=file.student, public_id=attempt_id)
    if attempt.withdrawn_on:
        typed = request.POST.get("reason", "")
        messages.info(request, say_withdrawn_already(attempt.withdrawn_reason, typed))
        return redirect("caseload:student-dates", public_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            actions.withdraw_attempt(
                attempt=attempt, reason=form.cleaned_data["reason"], by=request.user, today=today
            )
            messages.success(request, "The sitting is withdrawn, and every date follows.")
            return redirect("caseload:student-dates", public_id)
    context = {"form": form, "attempt": attempt}
    return render_tab(request, "advising/attempt_withdraw.html", file, context)


def _keep_typed(
    request: UserRequest, file: StudentFile, attempt: Attempt, form: AttemptForm
) -> HttpResponse:
    """What was typed of a sitting that is withdrawn by now, to be reported anew if it is meant."""
    student = file.student.public_id
    if not form.is_bound:
        messages.info(request, say_withdrawn_already(attempt.withdrawn_reason, ""))
        return redirect("caseload:student-dates", student)
    form.report_anew(reverse("caseload:attempt-create", args=[student]))
    return render_tab(request, TEMPLATE, file, {"form": form})
