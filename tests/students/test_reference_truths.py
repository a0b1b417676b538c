"""What is always true of each kind of reference row, kept by the database and said in words."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from students.models import (
    AttemptRule,
    Exam,
    ExamFormat,
    PassRate,
    ProgramDirectorAnswer,
    QuietHoliday,
    Scale,
    ScoreRelease,
    ScreeningTool,
    StateBoardLimit,
    StudyDuration,
)

SOURCED = {"source": "Example page", "confidence": "M", "verified_on": date(2026, 11, 22)}

FORMAT = {
    "key": "example",
    "blocks": 2,
    "block_minutes": 60,
    "items_per_block": 40,
    "items_max": 80,
    "break_minutes": 45,
    "tutorial_minutes": 15,
    "hours": 3,
}

# Kinds of which only one row can hold on a day, so the shipped one must make room.
ONE_AT_A_TIME = (ExamFormat, ScoreRelease)

# One row of each kind that the database takes, and one change that it refuses with a sentence.
REFUSALS = [
    (
        ExamFormat,
        FORMAT,
        {"items_max": 81},
        "The blocks do not hold that many questions.",
    ),
    (
        ExamFormat,
        FORMAT,
        {"break_minutes": 46},
        "Blocks, breaks and tutorial are longer than the exam day.",
    ),
    (
        Scale,
        {"code": "example", "name": "Example", "low": 0, "high": 1},
        {"high": 0},
        "The highest score must be above the lowest.",
    ),
    (
        AttemptRule,
        {"key": "example", "code": "example", "kind": "spacing", "attempt": 4}
        | {"months_after_first": 12, "months_after_latest": 6},
        {"months_after_latest": None},
        "Fill in the numbers of this kind: sittings in all needs the sittings allowed; a window"
        " needs sittings and months; a distance needs which sitting and both months; an"
        " eligibility period needs months; a time limit needs years.",
    ),
    (
        StateBoardLimit,
        {"key": "example", "state": "ZZ", "name": "Nowhere", "is_known": False, "limit": None},
        {"limit": 3},
        "A limit is either known or left empty.",
    ),
    (
        ScoreRelease,
        {"key": "example", "weekday": 2, "typical_days": 28, "allow_days": 28},
        {"allow_days": 27},
        "Allow at least as many days as is typical.",
    ),
    (
        QuietHoliday,
        {"key": "example", "code": "example", "name": "Example", "month": 11, "nth": 4}
        | {"weekday": 3},
        {"day": 4},
        "Give either the day of the month, or which weekday of the month.",
    ),
    (
        ScreeningTool,
        {"code": "example", "name": "Example", "items": 2, "item_low": 0, "item_high": 3}
        | {"score": "sum", "notable_at": 6, "terms": "free"},
        {"notable_at": 7},
        "No answers can reach this score.",
    ),
    (
        ScreeningTool,
        {"code": "example", "name": "Example", "items": 10, "item_low": 1, "item_high": 5}
        | {"score": "mean", "notable_at": 5, "terms": "free"},
        {"notable_at": Decimal("5.1")},
        "No answers can reach this score.",
    ),
    (
        ProgramDirectorAnswer,
        {"key": "example", "year": 2018, "specialty": "Example", "n": 3}
        | {"never_pct": 33, "seldom_pct": 33, "often_pct": 32},
        {"often_pct": 31},
        "Never, seldom and often should add up to about 100.",
    ),
    (
        StudyDuration,
        {"key": "example", "weeks_min": 4, "weeks_max": 4},
        {"weeks_max": 3},
        "The most weeks are fewer than the least.",
    ),
    (
        StudyDuration,
        {"key": "example", "action": "take a course"},
        {"action": ""},
        "Give the weeks, or what the source asks for instead.",
    ),
    (
        PassRate,
        {"key": "example", "year": 2019, "group": "all", "takers": "repeat", "pct": 55},
        {"year": 2020},
        "This year's rate of the same people is already listed.",
    ),
]


def row_of(model, fields):
    fields = SOURCED | fields
    if any(field.name == "exam" for field in model._meta.fields):
        fields["exam"] = Exam.objects.get(code="step1")
    return model(**fields)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "fields", "change", "message"), REFUSALS)
def test_each_truth_lets_the_true_row_in_and_keeps_the_false_one_out(
    model, fields, change, message
):
    if model in ONE_AT_A_TIME:
        model.objects.all().delete()
    true, false = row_of(model, fields), row_of(model, fields | change)

    with pytest.raises(ValidationError) as refused:
        false.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        false.save()
    true.full_clean()
    true.save()

    assert refused.value.messages == [message]
    assert model.objects.contains(true)
