"""What the form for a practice exam offers: instruments, forms by how fresh they are, areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from advising.words import say_day
from students.models import (
    AreaShare,
    ContentArea,
    ExamForm,
    Instrument,
    ReadinessBand,
    Scale,
    SelfAssessment,
    Student,
)
from students.reference import ReferenceDataMissing

PREDICTIVE_ORDER = Instrument.Predictive.values


@dataclass(frozen=True, slots=True)
class EntryOptions:
    """What the form for one instrument offers. `used_on` is when a form was last logged."""

    instruments: tuple[Instrument, ...]
    instrument: Instrument
    forms: tuple[ExamForm, ...]
    used_on: dict[str, date]
    areas: dict[str, str]
    has_band: bool
    today: date

    @property
    def scale(self) -> Scale:
        return self.instrument.scale

    @property
    def has_report(self) -> bool:
        """Whether it ends with a report at all: a block of a question bank does not."""
        return self.instrument.predictive == Instrument.Predictive.YES or bool(
            self.instrument.items
        )

    def form_choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The forms in groups: unused ones first, those no longer sold last."""
        unused, used, retired = [], [], []
        for form in self.forms:
            name = f"Form {form.form}"
            if day := self.used_on.get(form.form):
                used.append((form.form, f"{name} (in your log, {say_day(day)})"))
            elif form.is_in_force(self.today):
                unused.append((form.form, name))
            else:
                retired.append((form.form, f"{name} (no longer sold)"))
        groups = [
            ("Not in your log", unused),
            ("Already in your log", used),
            ("No longer sold", retired),
        ]
        return [(title, choices) for title, choices in groups if choices]


def entry_options(
    student: Student,
    *,
    instrument: str | None,
    today: date,
    entry: SelfAssessment | None = None,
) -> EntryOptions:
    """What can be logged with an instrument; the one logged last where none is named.

    The entry being edited does not count as a use of its own form. Raises
    ReferenceDataMissing if there is no instrument at all.
    """
    instruments = _instruments(today)
    if not instruments:
        raise ReferenceDataMissing("No instruments: run `manage.py load_reference`.")
    logged = student.assessments.order_by("taken_on", "pk")
    if entry:
        logged = logged.exclude(pk=entry.pk)
    used = [(row.instrument_id, row.form, row.taken_on) for row in logged]
    chosen = _chosen(instruments, instrument, latest=used[-1][0] if used else None)
    forms = ExamForm.objects.filter(instrument=chosen)
    areas = AreaShare.objects.in_force(today).filter(exam__code=student.exam_id)
    return EntryOptions(
        instruments=instruments,
        instrument=chosen,
        forms=tuple(sorted(forms, key=_newest_first)),
        used_on={form: day for code, form, day in used if code == chosen.code and form},
        areas=dict(areas.values_list("area__code", "area__name")) | _areas_of(entry),
        has_band=ReadinessBand.objects.in_force(today).filter(scale=chosen.scale).exists(),
        today=today,
    )


def _areas_of(entry: SelfAssessment | None) -> dict[str, str]:
    """The areas an entry holds, which the outline of today may have dropped."""
    if entry is None:
        return {}
    codes = [row.area_id for row in entry.areas.all()]
    return dict(ContentArea.objects.filter(code__in=codes).values_list("code", "name"))


def _instruments(today: date) -> tuple[Instrument, ...]:
    """Those that say most about the exam first; among them those one can buy by form."""
    forms = ExamForm.objects.filter(instrument=OuterRef("pk"))
    rows = Instrument.objects.in_force(today).select_related("scale")
    return tuple(sorted(rows.annotate(has_forms=Exists(forms)), key=_most_telling_first))


def _most_telling_first(instrument: Any) -> tuple[int, bool, bool, str]:
    return (
        PREDICTIVE_ORDER.index(instrument.predictive),
        not instrument.has_forms,
        instrument.items is None,
        instrument.name,
    )


def _chosen(
    instruments: tuple[Instrument, ...], code: str | None, *, latest: str | None
) -> Instrument:
    by_code = {instrument.code: instrument for instrument in instruments}
    return by_code.get(code or "") or by_code.get(latest or "") or instruments[0]


def _newest_first(form: ExamForm) -> tuple[int, str]:
    return (-int(form.form), "") if form.form.isdecimal() else (0, form.form)
