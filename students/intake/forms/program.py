"""Step: the program."""

from __future__ import annotations

import re
from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from advising.words import say_day
from students.choices import Track
from students.fields import DayField
from students.intake.forms.base import StepForm
from students.rules import case

EVENT_FIELD = "event_"


class ProgramForm(StepForm):
    """Track, exam, class, the boards that matter to the student, days policies count from."""

    slug = "program"

    track = forms.ChoiceField(
        label="Which kind of school are you at?",
        choices=Track.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one: the rules differ."},
    )
    exam = forms.ChoiceField(
        label="Which exam are you working to pass?",
        required=False,
        widget=forms.RadioSelect,
        help_text="One exam: every sitting on your record counts as one of it.",
    )
    class_year = forms.IntegerField(
        label="The year your class graduates",
        required=False,
        min_value=1950,
        max_value=2100,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter a year such as 2028."
        ),
    )
    states = forms.CharField(
        label="States where you hope to be licensed",
        required=False,
        max_length=200,
        help_text="Codes or names with commas, such as AK, Texas. Some boards limit attempts.",
    )

    def whole_layout(self) -> Layout:
        events = [name for name in self.fields if name.startswith(EVENT_FIELD)]
        return Layout(
            "track",
            "exam",
            "class_year",
            "states",
            Fieldset("Days your school may count from", *events),
        )

    def add_questions(self) -> None:
        self.offer("exam", [(exam.code, exam.name) for exam in self.background.exams])
        for kind in self.background.event_kinds:
            self.fields[EVENT_FIELD + kind.code] = DayField(label=kind.name, required=False)

    def prefilled(self) -> dict[str, Any]:
        student = self.background.student
        events = {EVENT_FIELD + row.kind_id: row.happened_on for row in student.events.all()}
        return events | {
            "track": student.track,
            "exam": student.exam_id,
            "class_year": student.class_year,
            "states": ", ".join(student.states),
        }

    def clean_exam(self) -> str:
        """The exam chosen, else the one on record; one that the student's track sits."""
        student = self.background.student
        code: str = self.cleaned_data["exam"] or student.exam.code
        exam = next(row for row in self.background.exams if row.code == code)
        if self.cleaned_data.get("track", exam.tracks[0]) not in exam.tracks:
            tracks = " or ".join(exam.tracks)
            raise ValidationError(
                f"{exam.name} is for students of {tracks} schools. Change one of the two answers."
            )
        if code != student.exam_id and (problem := self.background.problem_with_exam(code)):
            raise ValidationError(problem)
        return code

    def clean_states(self) -> list[str]:
        codes: list[str] = []
        unknown: list[str] = []
        for told in re.split(r"[,;\n]+", self.cleaned_data["states"]):
            found = self._states_in(told.strip())
            codes += found
            if told.strip() and not found:
                unknown.append(told.strip())
        if unknown:
            raise ValidationError(
                f"We know no board for {' or '.join(unknown)}. Use two-letter codes such as AK, or "
                "the names of states, with commas."
            )
        return list(dict.fromkeys(codes))

    def _states_in(self, told: str) -> list[str]:
        """The codes in a piece of what was typed: one state's name, or codes with spaces."""
        known = self.background.states
        if named := [code for code, name in known.items() if name.lower() == told.lower()]:
            return named
        codes = told.upper().split()
        return codes if all(code in known for code in codes) else []

    def clean(self) -> dict[str, Any]:
        """Nobody is in clerkships before they are at the school."""
        told = self.cleaned_data
        matriculated = told.get(EVENT_FIELD + "matriculated")
        for code in ("preclerkship_end", "clerkship_start"):
            day = told.get(EVENT_FIELD + code)
            if matriculated and day and day < matriculated:
                self.add_error(
                    EVENT_FIELD + code,
                    f"This is before you matriculated, on {say_day(matriculated)}: check both days.",
                )
        return told

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "track": case.Track(told["track"]),
            "exam": told["exam"],
            "class_year": told["class_year"],
            "states": tuple(told["states"]),
            "events": {
                name.removeprefix(EVENT_FIELD): day
                for name, day in told.items()
                if name.startswith(EVENT_FIELD) and day
            },
        }
