"""Step: the time there is to study."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms

from advising.words import say_day
from students.fields import DayField, HoursField
from students.intake.forms.rows import Rows, RowsForm
from students.rules.case import WEEKDAYS, Blocked
from students.rules.case import Availability as Time

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOURS = {f"hours_{weekday}": day for weekday, day in zip(WEEKDAYS, DAYS, strict=True)}


class TimeForm(RowsForm):
    """Hours by weekday, the first day, and the days that are taken already."""

    slug = "time"
    asks = Rows(
        name="away",
        noun="Time away",
        label="Days you cannot study",
        more="Add more days",
        fields={
            "starts_on": lambda: DayField(label="First day", required=False),
            "ends_on": lambda: DayField(
                label="Last day", required=False, help_text="Empty for a single day."
            ),
            "reason": lambda: forms.CharField(
                label="Reason, if you like", required=False, max_length=200
            ),
        },
    )

    starts_on = DayField(
        label="The first day you can study",
        required=False,
        help_text="Empty is fine: the plan leaves you a few days to breathe and starts then.",
    )

    def add_questions(self) -> None:
        for name, weekday in HOURS.items():
            self.fields[name] = HoursField(label=weekday, required=False)
        self.order_fields(HOURS)
        super().add_questions()

    def whole_layout(self) -> Layout:
        return Layout(
            Fieldset(
                "Hours you can really give",
                HTML(
                    "<p>In an ordinary week. Sleep, meals and people come first; few hours kept beat many missed.</p>"
                ),
                Div(*HOURS, css_class="week-fields"),
            ),
            "starts_on",
            self.row_layout(),
        )

    def prefilled(self) -> dict[str, Any]:
        known = self.background.availability
        if known is None:
            return super().prefilled()
        names = ("starts_on", *HOURS)
        return super().prefilled() | {name: getattr(known, name) for name in names}

    def recorded_rows(self) -> list[Mapping[str, Any]]:
        known = self.background.availability
        single = [{"starts_on": day} for day in known.days_off] if known else []
        blocked = self.background.student.blocked.values("starts_on", "ends_on", "reason")
        return [*single, *map(_as_asked, blocked)]

    def clean(self) -> dict[str, Any]:
        hours = [self.cleaned_data.get(name) for name in HOURS]
        if not any(hours) and not self.errors.keys() & HOURS.keys():
            self.add_error("hours_mon", "Enter hours for at least one day of the week.")
        return super().clean()

    def told_rows(self) -> list[dict[str, Any]]:
        return [_as_asked(row) for row in super().told_rows()]

    def problems_in_row(self, row: Mapping[str, Any]) -> dict[str, str]:
        if not row["starts_on"]:
            return {"starts_on": "enter the first day."}
        if row["ends_on"] and row["ends_on"] < row["starts_on"]:
            return {"ends_on": "the last day cannot be before the first."}
        return {}

    def words_of_row(self, row: Mapping[str, Any]) -> str:
        days = say_day(row["starts_on"])
        if row["ends_on"]:
            days = f"{days} to {say_day(row['ends_on'])}"
        return f"{days}: {row['reason']}" if row["reason"] else days

    def warnings(self) -> list[str]:
        """A first day that is over: right when it was typed, of no use now."""
        starts_on = self.cleaned_data["starts_on"]
        if starts_on is None or starts_on >= self.background.today:
            return []
        return [
            f"The first day you can study, {say_day(starts_on)}, is over: a plan starts today at "
            "the earliest."
        ]

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        single, blocked = [], []
        for row in self.told_rows():
            if row["ends_on"] or row["reason"]:
                last = row["ends_on"] or row["starts_on"]
                blocked.append(Blocked(row["starts_on"], last, row["reason"] or None))
            else:
                single.append(row["starts_on"])
        hours = {weekday: told[f"hours_{weekday}"] for weekday in WEEKDAYS}
        return {
            "availability": Time(
                starts_on=told["starts_on"],
                hours={weekday: given for weekday, given in hours.items() if given is not None},
                days_off=tuple(dict.fromkeys(single)),
                blocked=tuple(blocked),
            )
        }


def _as_asked(row: Mapping[str, Any]) -> dict[str, Any]:
    """A period of one day has no last day of its own."""
    return {**row, "ends_on": row["ends_on"] if row["ends_on"] != row["starts_on"] else None}
