"""Which practice forms a plan may use, and which comes next.

A form that was seen measures memory, so unused forms come first. Only when all are used does the
one used longest ago return, never within 28 days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from students.rules.case import Case
from students.rules.readiness import EPC
from students.rules.reference import Form, Reference

FREE_120 = "free120"
REUSE_AFTER = timedelta(days=28)
_PLANNED_IN_28_DAYS = 4


class Choice(NamedTuple):
    """A practice exam by name; a form is None where the instrument has only one."""

    instrument: str
    form: str | None


@dataclass(frozen=True, slots=True)
class FormShelf:
    """The forms a student can buy, in the order a plan uses them, and when each was last used."""

    forms: tuple[Form, ...]
    used: Mapping[Choice, date]
    has_free_120: bool
    _known: dict[date, list[Choice]] = field(default_factory=dict, compare=False, repr=False)

    def pick(self, planned: Mapping[Choice, date], on: date, until: date) -> Choice | None:
        """The form for a practice exam from `on` until `until`; None if all were seen lately.

        `planned` holds the day each form was last planned before.
        """
        on_sale = self._on_sale(on)
        if until != on:
            on_sale = [choice for choice in on_sale if choice in self._on_sale(until)]
        for choice in on_sale:
            if choice not in planned and choice not in self.used:
                return choice
        last_used = [(planned.get(choice) or self.used[choice], choice) for choice in on_sale]
        rested = [item for item in last_used if item[0] + REUSE_AFTER <= on]
        return min(rested, key=lambda item: item[0])[1] if rested else None

    def is_full(self, first: date, last: date) -> bool:
        """Whether every practice exam from one day to another finds a form, wherever they are.

        Of the forms on sale all that time at most four were planned within the last 28 days, as
        practice exams are a week apart, and so many were used just before.
        """
        lasting = sum(form.is_on_sale(first) and form.is_on_sale(last) for form in self.forms)
        recent = sum(on + REUSE_AFTER > first for on in self.used.values())
        return lasting + self.has_free_120 > _PLANNED_IN_28_DAYS + recent

    def _on_sale(self, on: date) -> list[Choice]:
        """The forms that can be bought that day, and the Free 120, in the order of use."""
        if on not in self._known:
            choices = [Choice(f.instrument, f.form) for f in self.forms if f.is_on_sale(on)]
            free = [Choice(FREE_120, None)] if self.has_free_120 else []
            self._known[on] = [*choices, *free]
        return self._known[on]

    def is_repeat(self, choice: Choice, planned: Mapping[Choice, date]) -> bool:
        """Whether the student will have seen the form before."""
        return choice in planned or choice in self.used

    def unused_on(self, on: date, planned: Mapping[Choice, date]) -> tuple[str, ...]:
        """The forms on sale that day which neither the student nor the plan has used."""
        return tuple(
            form.form
            for form in self.forms
            if form.is_on_sale(on)
            and not self.is_repeat(Choice(form.instrument, form.form), planned)
        )


def build_shelf(case: Case, reference: Reference) -> FormShelf:
    """The student's shelf: forms of the predictive self-assessments, the lowest number first.

    The highest numbers are the newest and most like the exam, so they are kept for last.
    """
    forms = [form for form in reference.forms if _predicts(form, reference)]
    used: dict[Choice, date] = {}
    for score in case.scores:
        form = None if score.instrument == FREE_120 else score.form
        choice = Choice(score.instrument, form)
        used[choice] = max(score.taken_on, used.get(choice, score.taken_on))
    return FormShelf(
        forms=tuple(sorted(forms, key=lambda form: form.place)),
        used=used,
        has_free_120=FREE_120 in reference.instruments,
    )


def _predicts(form: Form, reference: Reference) -> bool:
    instrument = reference.instruments[form.instrument]
    return instrument.is_predictive and instrument.scale == EPC
