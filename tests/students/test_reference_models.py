"""What the database and the forms refuse of a reference row, and what is in force when."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from students.models import (
    DefaultGate,
    Exam,
    ExamForm,
    ExamFormat,
    Instrument,
    PassingStandard,
    QuietHoliday,
    ReadinessBand,
    Scale,
)
from students.models.reference.base import STALE_AFTER

SOURCED = {"source": "Example page", "confidence": "M", "verified_on": date(2026, 11, 22)}
NEW_YEAR = date(2030, 1, 1)
DAY = timedelta(days=1)


@pytest.fixture
def standard(db):
    """A passing standard on a scale of its own, in force through 2030."""
    scale = Scale.objects.create(code="example", name="Example", low=0, high=500, **SOURCED)
    return PassingStandard.objects.create(
        key="example-2030",
        exam=Exam.objects.get(code="step1"),
        scale=scale,
        value=200,
        effective_from=NEW_YEAR,
        effective_to=date(2030, 12, 31),
        **SOURCED,
    )


def another(standard, **changes):
    fields = {"key": "example-other", "exam": standard.exam, "scale": standard.scale, "value": 210}
    return PassingStandard(**fields | SOURCED | changes)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (NEW_YEAR - DAY, False),
        (NEW_YEAR, True),
        (date(2030, 12, 31), True),
        (date(2031, 1, 1), False),
    ],
)
def test_a_row_holds_from_its_first_to_its_last_day(standard, day, holds):
    rows = PassingStandard.objects.filter(scale=standard.scale)

    assert list(rows.in_force(day)) == [standard] * holds
    assert standard.is_in_force(day) == holds


@pytest.mark.parametrize("day", [date.min, date(2030, 6, 1), date.max])
def test_a_row_without_days_always_holds(standard, day):
    PassingStandard.objects.filter(pk=standard.pk).update(effective_from=None, effective_to=None)
    rows = PassingStandard.objects.filter(scale=standard.scale)

    assert list(rows.in_force(day)) == [standard]
    assert rows.get().is_in_force(day)


@pytest.mark.parametrize(("days_ago", "stale"), [(364, False), (365, True), (366, True)])
def test_a_row_is_stale_a_year_after_it_was_verified(standard, days_ago, stale):
    today = standard.verified_on + timedelta(days=days_ago)

    assert (
        list(PassingStandard.objects.filter(scale=standard.scale).stale(today))
        == [standard] * stale
    )
    assert standard.is_stale(today) == stale
    assert timedelta(days=365) == STALE_AFTER


@pytest.mark.parametrize(
    "days",
    [
        {"effective_to": NEW_YEAR - DAY},
        {"effective_from": date(2031, 1, 1)},
        {"effective_from": date(2031, 1, 1), "effective_to": date(2031, 6, 1)},
    ],
)
def test_editions_may_follow_each_other(standard, days):
    row = another(standard, **days)

    row.full_clean()
    row.save()

    assert PassingStandard.objects.filter(scale=standard.scale).count() == len([standard, row])


@pytest.mark.parametrize(
    "days",
    [
        {},
        {"effective_to": NEW_YEAR},
        {"effective_from": date(2030, 12, 31)},
        {"effective_from": date(2030, 3, 1), "effective_to": date(2030, 4, 1)},
    ],
)
def test_two_editions_cannot_hold_on_one_day(standard, days):
    row = another(standard, **days)

    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    with pytest.raises(IntegrityError, match="passingstandard_one_in_force"), transaction.atomic():
        row.save()

    assert refused.value.messages == [
        "Another passing standard of this exam and scale holds on some of these days. End it first."
    ]


def test_another_scale_may_have_its_own_edition_on_the_same_day(standard):
    row = another(standard, scale=Scale.objects.get(code="percent"))

    row.full_clean()
    row.save()

    assert row.pk


@pytest.mark.parametrize(
    ("changes", "constraint", "messages"),
    [
        (
            {"effective_from": date(2032, 1, 2), "effective_to": date(2032, 1, 1)},
            "passingstandard_dates_in_order",
            {"effective_to": ["The last day cannot be before the first day."]},
        ),
        (
            {"confidence": "X"},
            "passingstandard_confidence_known",
            {"confidence": ["Value 'X' is not a valid choice."]},
        ),
        (
            {"source": ""},
            "passingstandard_has_source",
            {"source": ["This field cannot be blank."]},
        ),
        (
            {"value": 1000},
            "passingstandard_value_within",
            {"value": ["Ensure this value is less than or equal to 999."]},
        ),
    ],
)
def test_what_no_row_may_be(standard, changes, constraint, messages):
    row = another(standard, **{"effective_from": date(2032, 1, 1)} | changes)

    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()

    assert refused.value.message_dict == messages


@pytest.mark.django_db
def test_a_form_is_in_force_from_its_release_until_it_is_retired():
    form = ExamForm.objects.get(key="cbssa-25")
    days = [form.released_on - DAY, form.released_on, form.retired_on - DAY, form.retired_on]

    assert [form.is_in_force(day) for day in days] == [False, True, True, False]
    assert [ExamForm.objects.in_force(day).contains(form) for day in days] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.django_db
def test_a_form_is_not_retired_before_its_release():
    form = ExamForm.objects.get(key="cbssa-25")
    form.retired_on = form.released_on

    with pytest.raises(ValidationError, match="A form is retired after its release"):
        form.full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(("month", "day"), [(2, 30), (4, 31)])
def test_a_fixed_holiday_is_on_a_day_its_month_has(month, day):
    holiday = QuietHoliday.objects.get(key="new_year")
    holiday.month, holiday.day = month, day

    with pytest.raises(ValidationError, match="This month does not have that day"):
        holiday.full_clean()


@pytest.mark.django_db
def test_a_holiday_may_be_on_a_leap_day():
    holiday = QuietHoliday.objects.get(key="new_year")
    holiday.month, holiday.day = 2, 29

    holiday.full_clean()


@pytest.mark.django_db
def test_rows_are_found_by_their_natural_key():
    row = ReadinessBand.objects.get_by_natural_key("epc-2023")

    assert (row.natural_key(), row.low, row.high) == (("epc-2023",), 62, 68)
    assert Instrument.objects.get_by_natural_key("cbssa").natural_key() == ("cbssa",)


@pytest.mark.django_db
def test_a_row_says_what_it_is_while_it_is_still_being_entered():
    unfinished = [PassingStandard(), ExamFormat(), ExamForm(), ReadinessBand(), DefaultGate()]

    assert [isinstance(str(row), str) for row in unfinished] == [True] * len(unfinished)
