"""What became of a block: three ways to say it at once, and one that offers all three."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.urls import reverse

from plans.models import BlockLog
from plans.queries.today import BlockOfDay, DayPage

State = BlockLog.State
CHANGE = "change"  # the way of saying it that offers every state
BUTTONS = {State.DONE: "Done", State.PARTLY: "Save as partly", State.SKIPPED: "Skip it"}


class BlockLogForm(forms.Form):
    """One block's word. `way` is the state it says, or `change` where the student chooses."""

    state = forms.ChoiceField(
        label="What became of it?",
        choices=State,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose done, partly or skipped."},
    )
    minutes = forms.IntegerField(
        label="Minutes you gave it",
        required=False,
        min_value=0,
        error_messages={"invalid": "Enter whole minutes.", "min_value": "Enter whole minutes."},
    )
    why_not = forms.CharField(
        label="What came in between? (optional)",
        required=False,
        max_length=200,
        help_text="One line, for yourself: it helps when you plan again.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    way = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, page: DayPage, block: BlockOfDay, way: str, **kwargs: Any
    ) -> None:
        way = way if way in (*State.values, CHANGE) else CHANGE
        super().__init__(*args, **kwargs)
        self.auto_id = f"id_{block.position}_{way}_%s"
        self.block, self.how = block, way
        shown = {
            State.DONE: (),
            State.PARTLY: ("minutes", "why_not"),
            State.SKIPPED: ("why_not",),
            CHANGE: ("state", "minutes", "why_not"),
        }[way]
        for name in ("state", "minutes", "why_not"):
            if name not in shown:
                self.fields[name].widget = forms.HiddenInput()
        self.fields["minutes"].help_text = f"Of the {block.minutes} planned."
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": ""}
        self.helper.form_action = reverse("plans:block-log", args=[page.on, block.position])
        button = BUTTONS[State(way)] if way != CHANGE else "Save"
        # Only one block is now: its buttons keep their ids, so that the focus stays where it was
        # when the next block takes its place.
        place = f"-{block.position}" if way == CHANGE else ""
        self.helper.layout = Layout(*self.fields, Submit("", button, css_id=f"say-{way}{place}"))


@dataclass(frozen=True)
class BlockForms:
    """A block of the day with its forms, each made when it is drawn; the one that was sent is among
    them, with its errors."""

    page: DayPage
    block: BlockOfDay
    sent: BlockLogForm | None

    @cached_property
    def done(self) -> BlockLogForm:
        return self._form(State.DONE)

    @cached_property
    def partly(self) -> BlockLogForm:
        return self._form(State.PARTLY)

    @cached_property
    def skipped(self) -> BlockLogForm:
        return self._form(State.SKIPPED)

    @cached_property
    def change(self) -> BlockLogForm:
        return self._form(CHANGE)

    @property
    def has_errors(self) -> bool:
        """Whether one of its forms was sent and is wrong."""
        return self.sent is not None and bool(self.sent.errors)

    def _form(self, way: str) -> BlockLogForm:
        if self.sent is not None and self.sent.how == way:
            return self.sent
        log = self.block.log
        said = {"version": self.page.version.version, "seen": log.word if log else "", "way": way}
        initial = said | _initial(self.block, way)
        return BlockLogForm(page=self.page, block=self.block, way=way, initial=initial)


def block_forms(page: DayPage, sent: BlockLogForm | None = None) -> dict[int, BlockForms]:
    """The forms of every block that something may be said of, by its place in the day."""
    return {
        block.position: BlockForms(
            page, block, sent if sent and sent.block.position == block.position else None
        )
        for block in page.blocks
        if block.minutes
    }


def _initial(block: BlockOfDay, way: str) -> dict[str, Any]:
    if way != CHANGE:
        return {"state": way}
    log = block.log
    if log is None:
        return {}
    minutes = log.minutes if log.state == State.PARTLY else None
    return {"state": log.state, "minutes": minutes, "why_not": log.why_not}
