"""What kind of day each day is: rest, buffer, light, and what burnout changes."""

from datetime import date

import pytest

from tests.plans.engine.students import HOURS, day, every_day, hours, result_of

SUNDAY = 6


def days_of(result):
    return result["plan"]["days"][:-1]


def weekday_of(row):
    return date.fromisoformat(row["on"]).weekday()


def test_the_weekday_without_hours_is_the_day_of_rest():
    rests = {weekday_of(row) for row in days_of(result_of()) if row["kind"] == "rest"}

    assert rests == {SUNDAY}


def test_a_seven_day_week_rests_on_sunday():
    rests = [row for row in days_of(result_of(availability=every_day(8))) if row["kind"] == "rest"]

    assert {weekday_of(row) for row in rests} == {SUNDAY}
    assert all(row["minutes"] == 0 for row in rests)


def test_the_shortest_day_is_the_day_of_rest():
    week = {**HOURS, "sun": 8, "wed": 3}

    rests = [row for row in days_of(result_of(availability=hours(**week))) if row["kind"] == "rest"]

    assert {weekday_of(row) for row in rests} == {2}


def test_every_whole_week_ends_in_a_half_free_day():
    buffers = [row for row in days_of(result_of()) if row["kind"] == "buffer"]

    assert buffers
    for row in buffers:
        given = list(HOURS.values())[weekday_of(row)]
        assert row["minutes"] <= given * 30


def test_the_last_study_day_is_light():
    worked = [row for row in days_of(result_of()) if row["minutes"]]

    assert (worked[-1]["kind"], worked[-1]["minutes"]) == ("light", 120)


def test_a_review_may_be_the_last_study_day():
    """Only Saturdays have hours: the one between the last practice exam and the exam reviews it."""
    worked = [row for row in days_of(result_of(availability=hours(sat=6))) if row["minutes"]]

    assert [(row["kind"], row["minutes"]) for row in worked[-2:]] == [
        ("practice_exam", 300),
        ("review", 120),
    ]


@pytest.mark.parametrize("number", [9, 10, 11])
def test_a_day_off_and_a_blocked_day_are_off(number):
    availability = every_day(8)
    away = type(availability)(hours=availability.hours, days_off=(day(number),))

    row = days_of(result_of(availability=away))[number]

    assert (row["kind"], row["minutes"], row["blocks"]) == ("off", 0, [])


def test_burnout_starts_at_three_quarters_with_two_free_days_in_seven():
    days = days_of(result_of(availability=every_day(8), causes=("burnout",)))

    assert all(row["minutes"] <= 360 for row in days[:14])
    for first in range(len(days) - 6):
        week = days[first : first + 7]
        assert sum(row["minutes"] == 0 for row in week) >= 2


def test_burnout_keeps_the_baseline_for_a_day_with_room():
    week = {**HOURS, "mon": 5, "tue": 8}

    plan = result_of(availability=hours(**week), causes=("burnout",), scores=())["plan"]

    assert plan["checkpoints"][0]["on"] == "2026-11-24"
