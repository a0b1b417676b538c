"""Steps that ask for any number of things of a kind, a row each, with or without JavaScript."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from crispy_forms.bootstrap import StrictButton
from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms

from students.intake.document import Row
from students.intake.forms.base import StepForm

MOST_ROWS = 40
MOST_DIGITS = 4  # of a number of rows: Python refuses to read one of thousands
# The Enter key presses a form's first button, which would otherwise ask for a row.
ENTER_SAVES = HTML(
    '<button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>'
)


@dataclass(frozen=True, slots=True)
class Rows:
    """What a row asks: a field for each name, made anew for each row. One is `starts_on`."""

    name: str
    noun: str
    label: str
    more: str
    fields: Mapping[str, Callable[[], forms.Field]]
    least: int = 2

    @property
    def count_field(self) -> str:
        """The hidden field that says how many rows the page showed."""
        return f"{self.name}_rows"

    def field_name(self, index: int, name: str) -> str:
        return f"{self.name}_{index}_{name}"


class RowsForm(StepForm):
    """A step with rows after its own questions. An empty row says nothing."""

    asks: ClassVar[Rows]

    def add_questions(self) -> None:
        self.count = self._count()
        self.fields[self.asks.count_field] = forms.IntegerField(
            required=False, widget=forms.HiddenInput
        )
        for index in range(self.count):
            for name, make in self.asks.fields.items():
                self.fields[self.asks.field_name(index, name)] = make()

    def prefilled(self) -> dict[str, Any]:
        return {self.asks.count_field: self.count} | {
            self.asks.field_name(index, name): value
            for index, row in enumerate(self.recorded_rows())
            for name, value in row.items()
        }

    def recorded_rows(self) -> Sequence[Mapping[str, Any]]:
        """The rows the record holds already."""
        raise NotImplementedError

    def problems_in_row(self, row: Mapping[str, Any]) -> dict[str, str]:
        """What is wrong with a row that is not empty, by the name of its field."""
        raise NotImplementedError

    def words_of_row(self, row: Mapping[str, Any]) -> str:
        """One row in words."""
        raise NotImplementedError

    def told_rows(self) -> list[dict[str, Any]]:
        """The rows that are not empty, the earliest first, once valid."""
        return sorted((row for _, row in self._filled()), key=lambda row: row["starts_on"])

    def clean(self) -> dict[str, Any]:
        for index, row in self._filled():
            for name, problem in self.problems_in_row(row).items():
                field = self.asks.field_name(index, name)
                if field not in self.errors:
                    self.add_error(field, f"{self.asks.noun} {index + 1}: {problem}")
        return self.cleaned_data

    def typed(self) -> dict[str, list[str]]:
        return super().typed() | {self.asks.count_field: [str(self.count)]}

    def values(self) -> dict[str, Any]:
        return self._own(super().values()) | {self.asks.name: self.told_rows()}

    def rows(self) -> Iterator[Row]:
        own = self._own(self.fields)
        yield from (row for row in super().rows() if row.key in own)
        if told := self.told_rows():
            words = tuple(self.words_of_row(row) for row in told)
            yield Row(self.asks.name, self.asks.label, words)

    @property
    def last_row_id(self) -> str:
        """The id of the first input of the last row, to go to when it was asked for."""
        first = next(iter(self.asks.fields))
        return f"id_{self.asks.field_name(self.count - 1, first)}"

    def row_layout(self) -> Layout:
        """The rows and the button that asks for one more."""
        return Layout(
            ENTER_SAVES,
            Fieldset(
                self.asks.label,
                *(self._one_row(index) for index in range(self.count)),
                self._more(),
                self.asks.count_field,
            ),
        )

    def _one_row(self, index: int) -> Fieldset:
        names = [Div(self.asks.field_name(index, name)) for name in self.asks.fields]
        return Fieldset(
            f"{self.asks.noun} {index + 1}", Div(*names, css_class="row-fields"), css_class="row-of"
        )

    def _more(self) -> StrictButton:
        return StrictButton(
            self.asks.more,
            type="submit",
            name="add",
            value=self.asks.name,
            css_class="btn-outline-primary",
        )

    def _count(self) -> int:
        sent = self.data if self.is_bound else self.retyped
        if sent is None:
            return max(self.asks.least, len(self.recorded_rows()) + 1)
        shown = str(sent.get(self.asks.count_field, ""))[:MOST_DIGITS]
        count = int(shown) if shown.isdecimal() else self.asks.least
        return min(max(count, 1) + (sent.get("add") == self.asks.name), MOST_ROWS)

    def _filled(self) -> Iterator[tuple[int, dict[str, Any]]]:
        for index in range(self.count):
            names = {name: self.asks.field_name(index, name) for name in self.asks.fields}
            row = {name: self.cleaned_data.get(field) for name, field in names.items()}
            if any(row.values()) or any(field in self.errors for field in names.values()):
                yield index, row

    def _own(self, named: Mapping[str, Any]) -> dict[str, Any]:
        """Only what is not of the rows."""
        return {
            name: value
            for name, value in named.items()
            if not name.startswith(f"{self.asks.name}_")
        }
