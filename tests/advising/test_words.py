from datetime import date, timedelta

import pytest

from advising import words

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 2, 3), "Wed 3 Feb 2027, in 72 days"),
        (TODAY + timedelta(days=2), "Wed 25 Nov 2026, in 2 days"),
        (TODAY + timedelta(days=1), "Tue 24 Nov 2026, tomorrow"),
        (TODAY, "Mon 23 Nov 2026, today"),
        (TODAY - timedelta(days=1), "Sun 22 Nov 2026, yesterday"),
        (TODAY - timedelta(days=2), "Sat 21 Nov 2026, 2 days ago"),
        (None, "no date"),
    ],
)
def test_a_day_carries_its_weekday_and_the_days_left(day, said):
    assert words.say_day_with_left(day, today=TODAY) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2027, 2, 3), "Wed 3 Feb"),
        (TODAY + timedelta(days=300), "Sun 19 Sep"),
        (TODAY + timedelta(days=301), "Mon 20 Sep 2027"),
        (TODAY - timedelta(days=301), "Mon 26 Jan 2026"),
        (None, "no date"),
    ],
)
def test_a_brief_day_names_its_year_only_where_it_could_be_mistaken(day, said):
    assert words.say_day_brief(day, today=TODAY) == said


@pytest.mark.parametrize(
    ("day", "said"), [(date(2027, 2, 3), "72"), (date(2026, 11, 21), "−2"), (None, "")]
)
def test_days_left_as_a_number_keep_a_real_minus(day, said):
    assert words.say_days_number(day, today=TODAY) == said


@pytest.mark.parametrize(
    ("score", "scale", "said"),
    [
        (55, "epc", "55 EPC"),
        (57.5, "epc", "57.5 EPC"),
        (62, "percent", "62%"),
        (188, "three_digit", "188 (three-digit)"),
        (410, "comlex", "410 COMLEX"),
        (7, "unheard_of", "7 unheard_of"),
        (None, "epc", "no score"),
    ],
)
def test_a_score_carries_its_scale(score, scale, said):
    assert words.say_score(score, scale) == said


@pytest.mark.parametrize(
    ("bounds", "said"),
    [((51, 59), "likely 51–59"), (None, "no likely range")],
)
def test_a_range_is_likely_and_never_certain(bounds, said):
    assert words.say_range(bounds) == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(90, "1 h 30 min"), (120, "2 h"), (45, "45 min"), (0, "0 min")]
)
def test_minutes_are_said_as_hours(minutes, said):
    assert words.say_duration(minutes) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.009, "under 1%"),
        (0.01, "1%"),
        (0.235, "24%"),
        (0.99, "99%"),
        (0.991, "over 99%"),
    ],
)
def test_a_probability_is_never_a_certainty(share, said):
    assert words.say_percent(share) == said
