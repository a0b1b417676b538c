"""The pages of the intake."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from advising.access import UserRequest, student_page
from students.actions import intake as actions
from students.intake.background import Background
from students.intake.booklet import Booklet
from students.intake.document import changes, sections_of
from students.intake.forms.base import StepForm
from students.intake.saved import SavedStep
from students.intake.steps import BY_SLUG, STEPS, Step, number_of, step_after, step_before
from students.models import Student

# To a first submission, and to an amendment.
SAID = ("Your intake is submitted. That was a real piece of work.", "Your changes are submitted.")


@student_page
@require_safe
def intake_overview(request: UserRequest) -> HttpResponse:
    """Every step with its state, and where to go on."""
    background = _background(request)
    return render(
        request,
        "students/intake_overview.html",
        {"booklet": Booklet(background), **_common(background)},
    )


@student_page
def intake_step(request: UserRequest, step: str) -> HttpResponse:
    """One step: shown as last typed; saved as it is sent, right or wrong."""
    found = BY_SLUG.get(step)
    if found is None:
        raise Http404
    background = _background(request)
    if request.method != "POST":
        return _show(request, found, background, _form(found, background))
    form = found.form(background, request.POST)
    if "draft" in request.POST:
        return _keep_typing(request, found, background, form)
    return _save(request, found, background, form)


@student_page
def intake_review(request: UserRequest) -> HttpResponse:
    """All answers in words, and the button that submits them."""
    background = _background(request)
    booklet = Booklet(background)
    if request.method == "POST" and booklet.is_complete:
        try:
            version = actions.submit_intake(
                student=background.student,
                facts=booklet.facts(),
                answers=booklet.answers(),
                seen_at=_instant(request.POST.get("seen_at")),
                today=background.today,
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("students:intake-review")
        messages.success(request, SAID[version.number > 1])
        return redirect("students:intake-version", version.number)
    return render(
        request, "students/intake_review.html", {"booklet": booklet, **_common(background)}
    )


@student_page
@require_safe
def intake_version(request: UserRequest, number: int) -> HttpResponse:
    """One submitted intake as it was, and what it says otherwise than an earlier one."""
    background = _background(request)
    versions = {version.number: version for version in background.student.intake_versions.all()}
    if number not in versions:
        raise Http404
    asked = request.GET.get("since", "")
    earlier = versions.get(int(asked) if asked.isdecimal() else number - 1)
    sections = sections_of(versions[number])
    return render(
        request,
        "students/intake_version.html",
        {
            "version": versions[number],
            "versions": list(versions.values()),
            "earlier": earlier,
            "sections": sections,
            "changes": changes(sections_of(earlier), sections) if earlier else [],
            **_common(background),
        },
    )


def _background(request: UserRequest) -> Background:
    students = Student.objects.select_related("school")
    return Background(get_object_or_404(students, user=request.user), today=timezone.localdate())


def _common(background: Background) -> dict[str, object]:
    return {"zone": background.student.school.time_zone, "today": background.today}


def _form(step: Step, background: Background) -> StepForm:
    """The step as last typed, its errors shown only if the student had pressed save."""
    saved = background.draft.get(step.slug)
    if saved is None:
        return step.form(background)
    if saved.pressed_at and not saved.is_complete:
        return step.form(background, saved.as_posted())
    return step.form(background, typed=saved.as_posted())


def _show(request: UserRequest, step: Step, background: Background, form: StepForm) -> HttpResponse:
    saved = background.draft.get(step.slug)
    return render(
        request,
        "students/intake_step.html",
        {
            "step": step,
            "number": number_of(step),
            "total": len(STEPS),
            "before": step_before(step),
            "form": form,
            "saved_at": saved.saved_at if saved else None,
            "opened_at": timezone.now(),
            **_common(background),
        },
    )


def _keep_typing(
    request: UserRequest, step: Step, background: Background, form: StepForm
) -> HttpResponse:
    now = timezone.now()
    is_kept = actions.keep_typing(
        student=background.student,
        step=step.slug,
        saved=SavedStep(form.typed(), saved_at=now, is_complete=form.is_valid()),
        page_opened_at=_instant(request.POST.get("opened_at")),
    )
    return render(
        request,
        "students/_intake_saved.html",
        {"saved_at": now, "is_kept": is_kept, **_common(background)},
    )


def _save(request: UserRequest, step: Step, background: Background, form: StepForm) -> HttpResponse:
    now = timezone.now()
    wants_row = "add" in request.POST
    saved = SavedStep(
        form.typed(),
        saved_at=now,
        is_complete=not wants_row and form.is_valid(),
        pressed_at=None if wants_row else now,
    )
    actions.save_step(student=background.student, step=step.slug, saved=saved)
    if wants_row:
        return redirect(f"{request.path}#{form.last_row_id}")
    if request.POST.get("then") == "leave":
        return redirect("students:intake-overview")
    if not saved.is_complete:
        return _show(request, step, _background(request), form)
    for warning in form.warnings():
        messages.warning(request, warning)
    following = step_after(step)
    if following:
        return redirect("students:intake-step", following.slug)
    return redirect("students:intake-review")


def _instant(text: str | None) -> datetime | None:
    """A time a page sent back; None for anything else."""
    try:
        return parse_datetime(text or "")
    except ValueError:
        return None
