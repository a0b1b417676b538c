"""A policy as it stands in the admin's forms, saved or not: read back, checked, errors placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.forms.models import BaseInlineFormSet

from students.choices import NoteTopic
from students.gather_policies import policy_of_rows
from students.models import FailClause, Policy, PolicyDeadline, PolicyGate, PolicyNote
from students.rules import case
from students.rules.clauses import say_clause
from students.rules.dates import ordinal
from students.rules.policy_checks import Problem, check_numbers, check_policy
from students.rules.policy_problems import error
from students.rules.reading import Passage, reading_of
from students.rules.reference import Reference

# What a part must have before the rules can read it at all.
NEEDED = {
    FailClause: ("number", "rotation", "resume_on"),
    PolicyDeadline: ("kind", "shape"),
    PolicyGate: ("instruments", "scale"),
    PolicyNote: ("topic", "text"),
}


class Draft:
    """The forms of one policy, seen as the policy they describe.

    Parts that still lack something the rules need are left out, so that a policy can be read
    back while it is typed.
    """

    def __init__(
        self,
        instance: Policy,
        formsets: Sequence[BaseInlineFormSet],
        *,
        reference: Reference,
        on: date,
    ) -> None:
        self.instance = instance
        self.parts = {formset.model: formset for formset in formsets}
        self.reference = reference
        self.on = on

    @cached_property
    def policy(self) -> case.Policy:
        """The policy the forms describe so far."""
        gates = self._forms(PolicyGate)
        return policy_of_rows(
            self.instance,
            [form.instance for form in self._clauses],
            [form.instance for form in self._forms(PolicyDeadline)],
            gates[0].instance if gates else None,
        )

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is impossible or doubtful. How fails are counted comes first: clauses hang on it."""
        numbers = [form.instance.number for form in self._clauses]
        miscounted = [*check_numbers(numbers), *self._deadlines_of_no_clause(numbers)]
        return tuple(miscounted) or check_policy(self.policy, self.reference, on=self.on)

    def reading(self) -> tuple[Passage, ...]:
        """The policy in plain language, as far as it can be read."""
        return reading_of(self.policy, self.reference)

    def notes(self) -> list[tuple[str, str, str]]:
        """What it says in words only: which fail, about what, and the words."""
        rows = [form.instance for form in self._forms(PolicyNote)]
        return [
            (
                f"After a {ordinal(row.fail_number)} fail" if row.fail_number else "",
                NoteTopic(row.topic).label,
                row.text,
            )
            for row in rows
        ]

    def remarks(self) -> list[tuple[str, str, bool]]:
        """Each problem as a person reads it: where, what, and whether it is only a doubt."""
        return [
            (_place(problem.where), problem.message, problem.is_warning)
            for problem in self.problems
        ]

    def is_possible(self) -> bool:
        """Whether the policy can be kept; if not, its fields say why.

        What is wrong with the policy itself, not with a part of it, its own form says.
        """
        errors = [problem for problem in self.problems if not problem.is_warning]
        for problem in errors:
            self._place(problem)
        return not errors

    def _place(self, problem: Problem) -> None:
        """Say it at its field, unless the field has something to say itself."""
        form = self._places.get(problem.where)
        if form is not None and problem.field not in form.errors:
            form.add_error(problem.field, problem.message)

    @cached_property
    def _clauses(self) -> list[Any]:
        return sorted(self._forms(FailClause), key=lambda form: form.instance.number)

    @cached_property
    def _places(self) -> dict[str, Any]:
        """Each clause's name with the form that says it."""
        places = {f"on_fail[{form.instance.number}]": form for form in self._clauses}
        counts: dict[str, int] = {}
        for form in self._forms(PolicyDeadline):
            fail = form.instance.fail_number
            of = f"on_fail[{fail}]." if fail else ""
            counts[of] = counts.get(of, 0) + 1
            places[f"{of}deadlines[{counts[of]}]"] = form
        for form in self._forms(PolicyGate):
            places["gate"] = form
        return places

    def _deadlines_of_no_clause(self, numbers: Sequence[int]) -> Iterator[Problem]:
        for where, form in self._places.items():
            fail = getattr(form.instance, "fail_number", None)
            if fail is not None and fail not in numbers:
                said = f"There is no clause for the {ordinal(fail)} fail. Add it first."
                yield error(where, "fail_number", said)

    def _forms(self, model: type) -> list[Any]:
        formset = self.parts[model]
        _ = formset.errors  # cleans what was typed, once
        return [form for form in formset.forms if _is_there(form) and _is_readable(form.instance)]


def _is_there(form: Any) -> bool:
    """Whether the form holds a part: a kept one, or one just typed; not one to be deleted."""
    if not form.is_bound:
        return form.instance.pk is not None and not form.instance._state.adding  # noqa: SLF001
    is_deleted = getattr(form, "cleaned_data", {}).get("DELETE")
    return not is_deleted and (form.has_changed() or not form.instance._state.adding)  # noqa: SLF001


def _is_readable(row: Any) -> bool:
    return all(getattr(row, name) not in ("", None, []) for name in NEEDED[type(row)])


def _place(where: str) -> str:
    return "the gate" if where == "gate" else say_clause(where) if where else ""
