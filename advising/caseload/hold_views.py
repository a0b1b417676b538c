"""What a dean does about a hold, each on a page of its own inside the student's file."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from advising.access import UserRequest, counsellor_page, dean_page
from advising.caseload.dates import dates_page
from advising.caseload.file import StudentFile, open_file, render_tab, visible_student
from advising.caseload.hold_forms import ActForm, ConfirmForm, ExtensionForm, TakeBackForm, typed_in
from advising.forms import errors_into
from students.actions.extensions import grant_extension
from students.actions.hold_acts import mark_of_acts
from students.actions.holds import (
    allow_sitting,
    leave_to_sit,
    lift_hold,
    mark_task,
    take_back,
)
from students.choices import HoldState, OverrideKind
from students.models import Extension, Hold, HoldTask, Override


@dean_page
def hold_lift(request: UserRequest, public_id: UUID) -> HttpResponse:
    """Let the student back into clerkships: one click where there is a ground, else accounted for."""
    today = timezone.localdate()
    file = open_file(request.user, public_id, today=today)
    hold = _latest_hold(file)
    is_early = hold.state == HoldState.ACTIVE
    # A page opened before a ground came, or before another window lifted it, still sends a reason.
    form_class = ActForm if is_early or "reason" in request.POST else ConfirmForm
    form = form_class(
        request.POST if request.method == "POST" else None,  # it may be empty: a click is enough
        button="Lift the hold early" if is_early else "Lift the hold",
        initial={"approver": hold.approver, "seen": mark_of_acts(hold)},
    )
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            lift_hold(hold=hold, by=request.user, today=today, **form.cleaned_data)
            messages.success(request, "The hold is lifted. Tell the student, too.")
            return redirect("caseload:student-dates", public_id)
    context = {"form": form, "hold": hold, "is_early": is_early, "not_kept": typed_in(form)}
    return render_tab(request, "advising/hold_lift.html", file, context)


@dean_page
def deadline_extend(request: UserRequest, public_id: UUID, day: str) -> HttpResponse:
    """Give one deadline a later day."""
    today = timezone.localdate()
    file = open_file(request.user, public_id, today=today)
    page = dates_page(file.student, today=today)
    due = next((row for row in page.dates.deadlines if row.key == day), None)
    hold = page.dates.hold
    if due is None or hold is None or not page.can_extend:
        raise Http404("There is no such deadline.")
    form = ExtensionForm(
        request.POST or None,
        button="Grant the extension",
        initial={"approver": hold.approver, "seen_on": due.on, "seen": mark_of_acts(hold)},
    )
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            grant_extension(
                hold=hold, clause=due.clause, by=request.user, today=today, **form.cleaned_data
            )
            messages.success(request, "The extension is granted, and every date follows it.")
            return redirect("caseload:student-dates", public_id)
    return render_tab(request, "advising/deadline_extend.html", file, {"form": form, "due": due})


@dean_page
def sitting_allow(request: UserRequest, public_id: UUID) -> HttpResponse:
    """Let the student sit before the gate is met."""
    today = timezone.localdate()
    file = open_file(request.user, public_id, today=today)
    hold = _latest_hold(file)
    form = ActForm(
        request.POST or None,
        button="Allow the sitting",
        initial={"approver": hold.approver, "seen": mark_of_acts(hold)},
    )
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            allow_sitting(hold=hold, by=request.user, today=today, **form.cleaned_data)
            messages.success(request, "The student may sit before the gate is met.")
            return redirect("caseload:student-dates", public_id)
    gate = dates_page(file.student, today=today).dates.rules.readiness.gate
    context = {"form": form, "gate": gate, "given": leave_to_sit(hold), "not_kept": typed_in(form)}
    return render_tab(request, "advising/sitting_allow.html", file, context)


@dean_page
def act_take_back(request: UserRequest, public_id: UUID, act_id: UUID) -> HttpResponse:
    """Take back what was granted."""
    today = timezone.localdate()
    file = open_file(request.user, public_id, today=today)
    act = _act(file, act_id)
    form = TakeBackForm(request.POST or None, button="Take it back")
    if request.method == "POST" and form.is_valid():
        with errors_into(form):
            take_back(act=act, by=request.user, today=today, **form.cleaned_data)
            messages.success(request, _say_taken_back(act))
            return redirect("caseload:student-dates", public_id)
    context = {"form": form, "act": act, "not_kept": typed_in(form)}
    return render_tab(request, "advising/act_take_back.html", file, context)


@counsellor_page
@require_POST
def task_mark(request: UserRequest, public_id: UUID, task_id: UUID) -> HttpResponse:
    """Tick a meeting or a document, or take the tick away."""
    student = visible_student(request.user, public_id)
    task = get_object_or_404(HoldTask, hold__student=student, public_id=task_id)
    is_done = request.POST.get("done") == "yes"
    try:
        mark_task(task=task, is_done=is_done, by=request.user, today=timezone.localdate())
        messages.success(request, f"{task}: {'done' if is_done else 'to do'}.")
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect("caseload:student-dates", public_id)


def _latest_hold(file: StudentFile) -> Hold:
    """The open hold, else the last there was; without any there is no such page."""
    holds = file.student.holds.select_related("lifted_by")
    hold = holds.open().first() or holds.last()
    if hold is None:
        raise Http404("This student is not on hold.")
    return hold


def _say_taken_back(act: Extension | Override) -> str:
    if act.kind == OverrideKind.LIFT_EARLY:
        return "The hold is in force again. Tell the student, too."
    return "It is taken back, and every date follows."


def _act(file: StudentFile, act_id: UUID) -> Extension | Override:
    for kind in (Extension, Override):
        act = kind.objects.filter(hold__student=file.student, public_id=act_id).first()
        if act is not None:
            return act
    raise Http404("Nothing of the kind was granted.")
