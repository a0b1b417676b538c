"""What the exams are: standards, formats, outlines, practice exams, attempt rules, releases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from students import models
from students.models.reference.base import spans
from students.reference.editions import days, held, needed, number, pick
from students.rules import reference as plain

# The kinds of attempt rule that can be computed; the others are facts to show.
COMPUTED_KINDS = (
    models.AttemptRule.Kind.MAX_ATTEMPTS,
    models.AttemptRule.Kind.WINDOW,
    models.AttemptRule.Kind.SPACING,
)


def read_standards() -> tuple[plain.PassingStandard, ...]:
    """The passing standards of every exam, all editions."""
    return tuple(
        plain.PassingStandard(row.exam.code, row.scale.code, row.value, **days(row))
        for row in models.PassingStandard.objects.select_related("exam", "scale")
    )


def read_formats() -> tuple[plain.ExamFormat, ...]:
    """How each exam is cut into blocks, all editions."""
    return tuple(
        plain.ExamFormat(
            row.exam.code, row.blocks, row.block_minutes, row.items_per_block, **days(row)
        )
        for row in models.ExamFormat.objects.select_related("exam")
    )


def read_outlines() -> tuple[plain.Outline, ...]:
    """One outline for each stretch of days between changes of an exam's shares."""
    areas = list(models.AreaShare.objects.select_related("exam", "area"))
    disciplines = list(models.DisciplineShare.objects.select_related("exam", "discipline"))
    return tuple(
        outline
        for exam in sorted({share.exam.code for share in areas})
        for outline in _editions(
            exam,
            [share for share in areas if share.exam.code == exam],
            [share for share in disciplines if share.exam.code == exam],
        )
    )


def _editions(
    exam: str, areas: list[models.AreaShare], disciplines: list[models.DisciplineShare]
) -> Iterator[plain.Outline]:
    for first, last in spans([*areas, *disciplines]):
        if in_force := held(areas, first, last):
            yield plain.Outline(
                exam,
                tuple(plain.ContentArea(**_share(share.area, share)) for share in in_force),
                tuple(
                    plain.Discipline(**_share(share.discipline, share))
                    for share in held(disciplines, first, last)
                ),
                effective_from=first,
                effective_to=last,
            )


def _share(
    subject: models.ContentArea | models.Discipline,
    share: models.AreaShare | models.DisciplineShare,
) -> dict[str, Any]:
    return {
        "code": subject.code,
        "name": subject.name,
        "low": float(share.low),
        "high": float(share.high),
        "is_big_ticket": subject.is_big_ticket,
    }


def read_instruments() -> dict[str, plain.Instrument]:
    """The practice exams by code."""
    return {
        row.code: plain.Instrument(
            row.code,
            row.name,
            row.scale.code,
            is_predictive=row.predictive == models.Instrument.Predictive.YES,
            items=row.items,
            sections=row.sections,
            section_minutes=row.section_minutes,
            likely_range=number(row.likely_range),
        )
        for row in models.Instrument.objects.select_related("scale")
    }


def read_forms() -> tuple[plain.Form, ...]:
    """Every form of a practice exam, with its days on sale."""
    return tuple(
        plain.Form(row.instrument.code, row.form, row.released_on, row.retired_on)
        for row in models.ExamForm.objects.select_related("instrument")
    )


def read_attempt_rules() -> tuple[plain.AttemptRule, ...]:
    """The rules on sittings that can be computed, all editions."""
    numbers = ("limit", "months", "attempt", "months_after_first", "months_after_latest")
    rows = models.AttemptRule.objects.filter(kind__in=COMPUTED_KINDS).select_related("exam")
    return tuple(
        plain.AttemptRule(
            row.code,
            row.exam.code,
            row.kind,
            **{name: getattr(row, name) for name in numbers},
            **days(row),
        )
        for row in rows
    )


def read_states(on: date | None) -> dict[str, tuple[plain.StateBoard, ...]]:
    """What each state's board accepts; a board may say it of one exam and not of another."""
    editions: dict[tuple[str, str], list[models.StateBoardLimit]] = {}
    for row in models.StateBoardLimit.objects.select_related("exam"):
        editions.setdefault((row.state, row.exam.code), []).append(row)
    boards: dict[str, tuple[plain.StateBoard, ...]] = {}
    for (state, exam), rows in editions.items():
        row = pick(rows, on)
        board = plain.StateBoard(state, row.limit, row.is_known, row.note, exam)
        boards[state] = (*boards.get(state, ()), board)
    return boards


def read_releases() -> tuple[plain.ScoreRelease, ...]:
    """One release rule for each stretch of days between changes of it or of a quiet holiday."""
    rules = needed(list(models.ScoreRelease.objects.all()))
    holidays = list(models.QuietHoliday.objects.all())
    return tuple(
        plain.ScoreRelease(
            weekday=rule.weekday,
            typical_days=rule.typical_days,
            safe_days=rule.allow_days,
            quiet_holidays=tuple(
                plain.QuietHoliday(row.code, row.month, row.day, row.nth, row.weekday, row.days)
                for row in held(holidays, first, last)
            ),
            effective_from=first,
            effective_to=last,
        )
        for first, last in spans([*rules, *holidays])
        for rule in held(rules, first, last)
    )
