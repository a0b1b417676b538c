"""The plain reference values as the database's rows make them."""

from datetime import date

import pytest

from students import models
from students.reference import ReferenceDataMissing, load_reference
from students.rules.reference import (
    AttemptRule,
    LearningModel,
    LowPassBand,
    Outline,
    PassingStandard,
    QuietHoliday,
    StateBoard,
    StudyDuration,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def reference():
    return load_reference()


def test_it_costs_the_same_queries_however_many_rows(django_assert_num_queries):
    for year in (2040, 2050):
        row = models.PassingStandard.objects.get(key="step1-three_digit-before-2014")
        row.pk, row.key = None, f"later-{year}"
        row.effective_from, row.effective_to = date(year, 1, 1), date(year, 12, 31)
        models.PassingStandard.objects.filter(key="step1-three_digit-2022").update(
            effective_to=date(2039, 12, 31)
        )
        row.save()

    with django_assert_num_queries(27):
        load_reference()


def test_an_empty_table_says_what_to_do():
    models.LeaveRule.objects.all().delete()

    with pytest.raises(ReferenceDataMissing, match=r"run `manage\.py load_reference`"):
        load_reference()


def test_every_edition_of_a_standard_is_there(reference):
    step1 = [row for row in reference.standards if row.exam == "step1"]

    assert step1 == [
        PassingStandard("step1", "three_digit", 188, None, date(2013, 12, 31)),
        PassingStandard("step1", "three_digit", 192, date(2014, 1, 1), date(2017, 12, 31)),
        PassingStandard("step1", "three_digit", 194, date(2018, 1, 1), date(2022, 1, 25)),
        PassingStandard("step1", "three_digit", 196, date(2022, 1, 26), None),
    ]
    assert reference.standard("level1", TODAY).value == 400


def test_the_attempt_rules_that_can_be_computed_come_with_their_history(reference):
    assert reference.attempt_rules == (
        AttemptRule(
            "comlex_max_attempts", "level1", "max_attempts", 6, effective_to=date(2022, 6, 30)
        ),
        AttemptRule(
            "comlex_max_attempts", "level1", "max_attempts", 4, effective_from=date(2022, 7, 1)
        ),
        AttemptRule(
            "usmle_fourth_spacing",
            "step1",
            "spacing",
            attempt=4,
            months_after_first=12,
            months_after_latest=6,
        ),
        AttemptRule(
            "usmle_max_attempts", "step1", "max_attempts", 6, effective_to=date(2021, 6, 30)
        ),
        AttemptRule(
            "usmle_max_attempts", "step1", "max_attempts", 4, effective_from=date(2021, 7, 1)
        ),
        AttemptRule("usmle_three_in_twelve_months", "step1", "window", 3, months=12),
    )


def test_only_wholly_predictive_instruments_count(reference):
    predictive = {code for code, row in reference.instruments.items() if row.is_predictive}

    assert predictive == {"cbssa", "cbse", "cbse_old", "cbssa_old", "comsae"}
    assert reference.instruments.keys() - predictive == {
        "free120",
        "uwsa",
        "amboss_sa",
        "qbank_block",
    }


def test_readiness_and_the_learning_model_are_the_rows_numbers(reference):
    readiness = reference.readiness

    assert readiness.bands == (LowPassBand("epc", 62, 68, date(2023, 1, 1)),)
    assert (readiness.likely_range, readiness.recent_days) == (4, 14)
    assert readiness.default_gate.instruments == ("cbse", "cbssa")
    assert (readiness.default_gate.min, readiness.default_gate.distinct_forms) == (66, 2)
    assert reference.learning == LearningModel(
        ceiling=0.95,
        scale_hours=1498,
        ready_epc=66,
        item_prior=20,
        report_level_shift=0.07,
        level_sd_from_score=4,
        level_sd_from_prior=6,
        prior_level=55,
        prior_pass_level=62,
        points_per_epc=2.2,
        curve_cut=61.5,
        curve_spread=4.9,
    )


def test_states_say_what_is_known_of_them(reference):
    assert reference.states["AK"] == (StateBoard("AK", 2, exam="step1"),)
    assert reference.states["WY"] == (StateBoard("WY", None, is_known=False, exam="step1"),)
    assert reference.states["AR"][0].note == "one list says 6"


def test_a_board_may_have_a_limit_for_each_exam():
    row = models.StateBoardLimit.objects.get(key="step1-ak")
    row.pk, row.key, row.limit = None, "level1-ak", 5
    row.exam, row.effective_from = models.Exam.objects.get(code="level1"), date(2026, 1, 1)
    row.save()

    assert load_reference(on=TODAY).states["AK"] == (
        StateBoard("AK", 2, exam="step1"),
        StateBoard("AK", 5, exam="level1"),
    )


def test_scores_come_out_on_wednesdays_but_not_after_holidays(reference):
    (release,) = reference.releases

    assert (release.weekday, release.typical_days, release.safe_days) == (2, 28, 56)
    assert release.quiet_holidays == (
        QuietHoliday("new_year", 1, 1),
        QuietHoliday("independence_day", 7, 4),
        QuietHoliday("thanksgiving", 11, nth=4, weekday=3),
    )


def test_a_holiday_that_ends_makes_two_editions_of_the_release_rule():
    models.QuietHoliday.objects.filter(key="new_year").update(effective_to=date(2026, 12, 31))

    before, after = load_reference().releases

    assert [holiday.code for holiday in before.quiet_holidays][:1] == ["new_year"]
    assert before.effective_to == date(2026, 12, 31)
    assert [holiday.code for holiday in after.quiet_holidays] == [
        "independence_day",
        "thanksgiving",
    ]
    assert after.effective_from == date(2027, 1, 1)


def test_a_changed_share_makes_a_new_edition_of_the_outline():
    row = models.AreaShare.objects.get(key="step1-2024-cardiovascular")
    models.AreaShare.objects.filter(pk=row.pk).update(effective_to=date(2026, 12, 31))
    row.pk, row.key, row.low, row.high = None, "step1-2027-cardiovascular", 20, 30
    row.effective_from = date(2027, 1, 1)
    row.save()

    reference = load_reference()

    assert [(row.effective_from, row.effective_to) for row in reference.outlines] == [
        (date(2024, 1, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), None),
    ]
    assert [share_of(outline, "cardiovascular") for outline in reference.outlines] == [
        (7, 11),
        (20, 30),
    ]
    assert [len(outline.areas) for outline in reference.outlines] == [11, 11]
    assert [len(outline.disciplines) for outline in reference.outlines] == [10, 10]


def share_of(outline: Outline, code):
    return next((area.low, area.high) for area in outline.areas if area.code == code)


def test_where_only_one_edition_fits_it_is_that_of_the_day_or_the_newest():
    row = models.LeaveRule.objects.get()
    models.LeaveRule.objects.filter(pk=row.pk).update(effective_to=date(2026, 12, 31))
    row.pk, row.key, row.max_days, row.effective_from = None, "later", 90, date(2027, 1, 1)
    row.save()

    days = [load_reference(on=day).leave.max_days for day in (TODAY, date(2027, 1, 1), None)]

    assert days == [180, 90, 90]


def test_what_sources_recommend_is_kept_side_by_side(reference):
    assert len(reference.durations) == 8
    assert reference.durations[3] == StudyDuration(
        "seed 002", None, 169, None, None, action="review course or remediation"
    )
    assert reference.durations[2].action is None


def test_resources_name_the_disciplines_they_cover(reference):
    assert reference.resources["pathoma"].disciplines == ("pathology",)
    assert reference.resources["uworld"].disciplines == ()
    assert reference.max_primary_resources == 4


def test_big_ticket_subjects_are_marked(reference):
    (outline,) = reference.outlines
    marked = {row.code for row in (*outline.areas, *outline.disciplines) if row.is_big_ticket}

    assert marked == {"physiology", "pathology", "microbiology", "pharmacology", "biostatistics"}


def test_policies_are_those_given():
    assert load_reference().policies == {}
    assert load_reference(policies={"example": ()}).policies == {"example": ()}
