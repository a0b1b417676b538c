"""Before a change of the rules is kept, staff see whom it touches; after, standings are true.

The change is really made, looked at and rolled back, so that what is shown is what will happen.
Staff see counts and days, never students.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from students.actions.history import Because
from students.actions.preview import apply_change, preview_change
from students.actions.standing import Rulebook, read_rulebook
from students.models import ReferenceVersion
from students.reference import ReferenceDataMissing
from students.rules.dates import plural
from students.rules.effect import Effect, say

CONFIRMED: Final = "_confirmed"
# Which state of the rules an effect was worked out against.
SEEN: Final = "_seen"
# Buttons that show the form again as it was typed, without saving it.
HELD: Final = ("_back", "_read")
SHOWN_MOVES: Final = 50


class Change:
    """A change of the rules in the making: the rules as they were, and what it does to students."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.version = str(ReferenceVersion.objects.get())
        self.before = read_rulebook(on=today)

    @cached_property
    def after(self) -> Rulebook:
        """The rules as they have become; ask when everything is written."""
        return read_rulebook(on=self.today)

    def effect(self) -> Effect:
        """What the change does to the students, seen from inside its transaction."""
        return preview_change(self.before, self.after, today=self.today)

    def finish(self, request: HttpRequest, said: str) -> None:
        """Bring the touched students' standings up to the change and say how many they are.

        `said` is what their history gives as the reason.
        """
        user: Any = request.user
        because = Because(said, user)
        if count := apply_change(self.before, self.after, today=self.today, because=because):
            messages.info(request, f"Brought up to date: {plural(count, 'student')}.")


class PreviewBeforeSaving(admin.ModelAdmin):
    """The admin of rows that the rules read."""

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.is_held = any(name in request.POST for name in HELD)
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        _begin(request)
        return super().changeform_view(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The row; one that is about to be written is held, so that nobody writes in between."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and request.method == "POST":
            row.refresh_from_db(from_queryset=type(row).objects.select_for_update())
        return row

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        """Ask, or go on as usual: everything has been written, and may still be rolled back."""
        return self._ask(request, obj, "added") or super().response_add(request, obj, *args)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Ask, or go on as usual: everything has been written, and may still be rolled back."""
        return self._ask(request, obj, "changed") or super().response_change(request, obj)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Before it asks whether to delete a row, say what that does to students."""
        answer = super().delete_view(request, *args, **kwargs)
        row = getattr(answer, "context_data", {}).get("object")
        return answer if row is None else self._with_effect(request, answer, [row])

    @admin.action(permissions=["delete"], description="Delete selected %(verbose_name_plural)s")
    def delete_selected(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Django's own action, which asks first: here with what that does to students."""
        answer = delete_selected(self, request, queryset)
        return self._with_effect(request, answer, queryset) if answer else None

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        _begin(request)
        super().delete_model(request, obj)
        change_of(request).finish(request, self._said(obj, "removed"))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        _begin(request)
        with transaction.atomic():
            said = " ".join(self._said(row, "removed") for row in queryset)
            super().delete_queryset(request, queryset)
            change_of(request).finish(request, said)

    def _said(self, obj: Any, done: str) -> str:
        """What happened to a row, as the history of the students it touches gives it."""
        return f"{str(self.opts.verbose_name).capitalize()} “{obj}” was {done}."

    def _with_effect(
        self, request: HttpRequest, answer: HttpResponse, rows: Iterable[Any]
    ) -> HttpResponse:
        """A page that asks whether to delete rows, with what that does to students."""
        context: dict[str, Any] = getattr(answer, "context_data", {})
        after = None if context["protected"] else rules_without(rows, request)
        if after is not None:
            today = timezone.localdate()
            effect = preview_change(read_rulebook(on=today), after, today=today)
            context |= effect_context(effect)
        return answer

    def _ask(self, request: HttpRequest, obj: Any, done: str) -> HttpResponse | None:
        """The page that asks whether to keep a change that touches students; None: it is kept."""
        change = change_of(request)
        has_seen = request.POST.get(SEEN, change.version) == change.version
        effect = None if CONFIRMED in request.POST and has_seen else change.effect()
        if effect is None or not effect.changed:
            change.finish(request, self._said(obj, done))
            return None
        context = self.admin_site.each_context(request) | {
            "title": "Save this change?",
            "opts": self.opts,
            "original": obj,
            "media": self.media,
            "typed": [*typed(request), (SEEN, change.version)],
            "has_moved_on": not has_seen,
            **effect_context(effect),
        }
        answer = render(request, "admin/students/preview.html", context)
        transaction.set_rollback(True)
        return answer


def rules_without(rows: Iterable[Any], request: HttpRequest) -> Rulebook | None:
    """The rules if the rows that a request is about are gone; None: they need one of them.

    The rows are gone for a moment. A request that asks again is given the same answer.
    """
    if not hasattr(request, "rules_without"):
        request.rules_without = _read_without(rows)  # type: ignore[attr-defined]
    answer: Rulebook | None = request.rules_without  # type: ignore[attr-defined]
    return answer


def _read_without(rows: Iterable[Any]) -> Rulebook | None:
    try:
        with transaction.atomic():
            for row in rows:
                type(row).objects.filter(pk=row.pk).delete()
            rules = read_rulebook(on=timezone.localdate())
            transaction.set_rollback(True)
    except ReferenceDataMissing:
        return None
    return rules


def change_of(request: HttpRequest) -> Change:
    """The change this request is making."""
    change: Change = request.change_of_rules  # type: ignore[attr-defined]
    return change


def effect_context(effect: Effect) -> dict[str, Any]:
    """An effect as the confirming page shows it: the table, then each day that moves."""
    moves = effect.moves()
    return {
        "effect": effect,
        "lines": effect.lines(),
        "moves": [
            (f"{row.aspect.value.capitalize()}: {row.what}", say(row.before), say(row.after), count)
            for row, count in moves[:SHOWN_MOVES]
        ],
        "hidden": max(0, len(moves) - SHOWN_MOVES),
    }


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was posted, to be posted again."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in (CONFIRMED, SEEN, "csrfmiddlewaretoken", *HELD)
    ]


def _begin(request: HttpRequest) -> None:
    """Remember the rules as they are before the request changes them."""
    if request.method == "POST":
        request.change_of_rules = Change(timezone.localdate())  # type: ignore[attr-defined]
