"""The whole intake of one student as it stands: every step with its state, form and words."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from students.actions.intake import IntakeFacts
from students.intake.background import Background
from students.intake.document import Change, Section, changes, sections_of
from students.intake.forms.base import StepForm
from students.intake.steps import STEPS, Step, number_of


class StepState(StrEnum):
    """How far a step is."""

    TODO = "todo"
    UNFINISHED = "unfinished"
    SAVED = "saved"
    SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Page:
    """A step as one student has filled it in so far."""

    step: Step
    state: StepState
    saved_at: datetime | None

    @property
    def number(self) -> int:
        return number_of(self.step)

    @property
    def is_done(self) -> bool:
        return self.state in (StepState.SAVED, StepState.SUBMITTED)


class Booklet:
    """Every step of one student's intake."""

    def __init__(self, background: Background) -> None:
        self.background = background

    @cached_property
    def pages(self) -> list[Page]:
        return [self._page(step) for step in STEPS]

    @property
    def done(self) -> int:
        """How many steps are saved or submitted."""
        return sum(page.is_done for page in self.pages)

    @property
    def next_page(self) -> Page | None:
        """The first step that is not done, or None when all are."""
        return next((page for page in self.pages if not page.is_done), None)

    @property
    def has_changes(self) -> bool:
        """Whether something was typed that is not submitted."""
        return bool(self.background.draft)

    @cached_property
    def forms(self) -> dict[str, StepForm]:
        """The form of every step, bound to what was typed or, untouched, to what is recorded."""
        return {page.step.slug: self._form(page) for page in self.pages}

    @property
    def is_complete(self) -> bool:
        """Whether every step was gone through and holds no error today."""
        return self.next_page is None and all(form.is_valid() for form in self.forms.values())

    def sections(self) -> list[tuple[Page, Section | None]]:
        """Each step in words; None for a step that is not done, or not right any more."""
        return [(page, self._section(page)) for page in self.pages]

    def read_through(self) -> list[tuple[Page, Section | None, str]]:
        """Each step in words, or why it cannot be submitted as it stands."""
        return [
            (page, section, "" if section else self._problem(page))
            for page, section in self.sections()
        ]

    def changes(self) -> list[Change]:
        """What the finished steps say otherwise than the latest submission."""
        latest = self.background.latest
        now = [section for _, section in self.sections() if section]
        finished = {section.slug for section in now}
        before = sections_of(latest) if latest else []
        return changes([row for row in before if row.slug in finished], now) if latest else []

    def warnings(self) -> list[str]:
        """What is odd in the answers and may still be right."""
        return [
            words for form in self.forms.values() if form.is_valid() for words in form.warnings()
        ]

    def answers(self) -> dict[str, Any]:
        """What a version keeps: the values, the words, and who was said to see them."""
        frozen = {
            "values": {slug: form.values() for slug, form in self.forms.items()},
            "sections": [asdict(section) for _, section in self.sections() if section],
        }
        answers: dict[str, Any] = json.loads(json.dumps(frozen, cls=DjangoJSONEncoder))
        return answers

    def facts(self) -> IntakeFacts:
        """What the answers say of the record."""
        told: dict[str, Any] = {}
        for form in self.forms.values():
            told |= form.facts()
        return IntakeFacts(**told)

    def _page(self, step: Step) -> Page:
        if saved := self.background.draft.get(step.slug):
            state = StepState.SAVED if saved.is_complete else StepState.UNFINISHED
            return Page(step, state, saved.saved_at)
        latest = self.background.latest
        if latest:
            return Page(step, StepState.SUBMITTED, latest.submitted_at)
        return Page(step, StepState.TODO, None)

    def _form(self, page: Page) -> StepForm:
        form = page.step.form
        if saved := self.background.draft.get(page.step.slug):
            return form(self.background, saved.as_posted())
        return form(self.background, form(self.background).as_typed())

    def _problem(self, page: Page) -> str:
        """What is not finished, or was right when it was saved and is not any more."""
        if not page.is_done:
            return "This step is not finished yet."
        form = self.forms[page.step.slug]
        wrong = [
            f"{form.fields[name].label} {problem}" if name in form.fields else str(problem)
            for name, problems in form.errors.items()
            for problem in problems
        ]
        return f"This was right when you saved it and is not any more. {' '.join(wrong)}"

    def _section(self, page: Page) -> Section | None:
        form = self.forms[page.step.slug]
        if not page.is_done or not form.is_valid():
            return None
        step = page.step
        return Section(step.slug, step.title, step.readers, tuple(form.rows()))
