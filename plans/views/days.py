"""Today and the days before it: what to do, and what became of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from advising.access import UserRequest, student_page
from advising.forms import errors_into
from advising.words import say_day
from plans import actions, queries
from plans.forms import BlockLogForm, block_forms
from plans.queries.preview import LOOKS_BACK
from plans.views.own import own_plan, own_record, shown_day
from students.dates.next_day import asked_day

DAY_WORDS = ("all", "half", "nothing")
NOT_HALVED = "nothing was halved or asked again. Say here what became of it, or go to today."


@student_page
@require_safe
def today(request: UserRequest) -> HttpResponse:
    """What to do now, and where that leads; another day of the plan if one is asked for."""
    current = own_plan(request)
    if current is None:
        return redirect("plans:plan-create")
    page = queries.day_page(current, today=timezone.localdate(), shown=shown_day(request))
    return _render_day(request, page)


@student_page
@require_POST
def block_log(request: UserRequest, on: date, position: int) -> HttpResponse:
    """Say what became of a block: done, partly or skipped."""
    current = own_plan(request)
    if current is None:
        return redirect("plans:plan-create")
    page = queries.day_page(current, today=timezone.localdate(), shown=on)
    block = next((block for block in page.blocks if block.position == position), None)
    if page.on != on or block is None:
        messages.warning(request, "Your plan has no such block any more. This is today.")
        return redirect("plans:today")
    form = BlockLogForm(request.POST, page=page, block=block, way=request.POST.get("way", ""))
    if form.is_valid():
        said = {k: v for k, v in form.cleaned_data.items() if k != "way"}
        with errors_into(form):
            try:
                logged = actions.log_block(
                    student=current.student, on=on, position=position, today=page.today, **said
                )
            except actions.PlanChangedMeanwhile as changed:
                messages.warning(request, " ".join(changed.messages))
                return redirect(_address(on))
            _say(request, logged)
            return redirect(_address(on))
    return _render_day(request, page, form)


@student_page
@require_POST
def block_take_back(request: UserRequest, on: date, position: int) -> HttpResponse:
    """Take back what was said of a block."""
    try:
        actions.unlog_block(
            student=own_record(request), on=on, position=position, today=timezone.localdate()
        )
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect(_address(on))


@student_page
@require_POST
def day_log(request: UserRequest, on: date) -> HttpResponse:
    """Say in one word what became of the rest of a day."""
    what, version = request.POST.get("what", ""), request.POST.get("version", "")
    if what in DAY_WORDS and version.isascii() and version.isdigit():
        try:
            actions.log_day(
                student=own_record(request),
                on=on,
                what=what,
                version=int(version),
                today=timezone.localdate(),
            )
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
    return redirect("plans:day-list" if request.POST.get("from") == "days" else _address(on))


@student_page
@require_POST
def day_halve(request: UserRequest, on: date) -> HttpResponse:
    """A hard day: set half of it aside, or ask for the whole of it again, while it lasts."""
    student, today = own_record(request), timezone.localdate()
    if on != today:
        messages.warning(request, f"{say_day(on)} is not today: {NOT_HALVED}")
        return redirect(_address(on))
    try:
        if request.POST.get("whole"):
            actions.take_back_halving(student=student, today=today)
        else:
            actions.halve_day(student=student, today=today)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect("plans:today")


@student_page
@require_safe
def day_list(request: UserRequest) -> HttpResponse:
    """What became of the last days, as far as nobody has said it."""
    on = timezone.localdate()
    first = on - timedelta(days=LOOKS_BACK)
    current = own_plan(request)
    if current is None:
        return redirect("plans:plan-create")
    days = queries.unlogged_days(current, first, on - timedelta(days=1))
    context = {"days": days, "first": first, "began_on": current.began_on}
    return render(request, "plans/day_list.html", context)


def _render_day(
    request: UserRequest, page: queries.DayPage, sent: BlockLogForm | None = None
) -> HttpResponse:
    forms = block_forms(page, sent)
    sitting = queries.sitting_of(page.current, today=page.today)
    context = {
        "page": page,
        "now": forms[page.now.position] if page.now else None,
        "rest": [forms[block.position] for block in page.rest],
        "form": sent,
        "sitting": sitting,
        "moved": "" if sitting else queries.say_moved(page.current),
        "is_asked": sitting is None or not sitting.takes_the_place_of(page.on),
        "standing": page.current.student.standing,
        "asked": asked_day(page.current.student, today=page.today),
        "chart": queries.progress_chart(page.current, today=page.today),
    }
    return render(request, "plans/plan_today.html", context)


def _say(request: UserRequest, logged: actions.Logged) -> None:
    if logged.unseen:
        messages.warning(
            request,
            f"In another window this block was already said to be: {logged.unseen}. "
            f"Now it is: {logged.log}.",
        )


def _address(on: date) -> str:
    """The page of a day; of today without naming it, so that it stays today's."""
    address = reverse("plans:today")
    return address if on == timezone.localdate() else f"{address}?on={on}"
