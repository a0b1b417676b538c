"""The pages where a student reports a sitting of the exam."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from advising.access import UserRequest, student_page
from advising.forms import errors_into
from students.actions import attempts as actions
from students.attempts.forms import AttemptForm, WithdrawForm
from students.attempts.meanwhile import say_withdrawn_already
from students.gather import result_of
from students.models import Attempt, Student
from students.queries import report_questions

# Where a student goes on after saving, by the page that sent them here.
GO_ON = {"intake": ("students:intake-step", "result")}


@student_page
def attempt_create(request: UserRequest) -> HttpResponse:
    """Report a sitting."""
    student = get_object_or_404(Student, user=request.user)
    today = timezone.localdate()
    form = AttemptForm(request.POST or None, **report_questions(student, on=today))
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            actions.report_attempt(
                student=student,
                result=form.result(),
                exam=form.chosen_exam(),
                by=request.user,
                today=today,
            )
            messages.success(request, "Your result is saved. Thank you for telling us.")
            return _go_on(request)
    return render(request, "students/attempt_form.html", {"form": form})


@student_page
def attempt_edit(request: UserRequest, public_id: UUID) -> HttpResponse:
    """Put a reported sitting right."""
    student = get_object_or_404(Student, user=request.user)
    attempt = get_object_or_404(Attempt.everything, student=student, public_id=public_id)
    today = timezone.localdate()
    questions = report_questions(student, on=today)
    if attempt.withdrawn_on:
        return _keep_typed(request, attempt, AttemptForm(request.POST or None, **questions))
    form = AttemptForm(request.POST or None, **questions, result=result_of(attempt))
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
            messages.success(request, "Your result is changed.")
            return _go_on(request)
    return render(request, "students/attempt_form.html", {"form": form, "attempt": attempt})


@student_page
def attempt_withdraw(request: UserRequest, public_id: UUID) -> HttpResponse:
    """Take a sitting that was reported by mistake off the record."""
    student = get_object_or_404(Student, user=request.user)
    attempt = get_object_or_404(Attempt.everything, student=student, public_id=public_id)
    if attempt.withdrawn_on:
        typed = request.POST.get("reason", "")
        messages.info(request, say_withdrawn_already(attempt.withdrawn_reason, typed))
        return redirect("students:start")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            actions.withdraw_attempt(
                attempt=attempt,
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=timezone.localdate(),
            )
            messages.success(request, "The sitting is withdrawn, and every date follows.")
            return redirect("students:start")
    may_withdraw = actions.may_withdraw(attempt, request.user)
    context = {"form": form, "attempt": attempt, "may_withdraw": may_withdraw}
    return render(request, "students/attempt_withdraw.html", context)


def _keep_typed(request: UserRequest, attempt: Attempt, form: AttemptForm) -> HttpResponse:
    """What was typed of a sitting that is withdrawn by now, to be reported anew if it is meant."""
    if not form.is_bound:
        messages.info(request, say_withdrawn_already(attempt.withdrawn_reason, ""))
        return redirect("students:start")
    form.report_anew(reverse("students:attempt-create"))
    return render(request, "students/attempt_form.html", {"form": form})


def _go_on(request: UserRequest) -> HttpResponse:
    return redirect(*GO_ON.get(request.GET.get("from", ""), ("students:start",)))
