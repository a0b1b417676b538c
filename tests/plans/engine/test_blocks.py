"""What the blocks of a day are made of: activity, resource, discipline, reason."""

from collections import Counter
from dataclasses import replace

import pytest

from plans.words import reason_for
from students.rules.case import Availability
from tests.plans.engine.students import QUIET, day, every_day, result_of
from tests.reference_values import CAUSES


def blocks_of(result, phase=None):
    spans = {row["name"]: (row["from"], row["to"]) for row in result["plan"]["phases"]}
    first, last = spans[phase] if phase else ("", "9999")
    return [
        block
        for row in result["plan"]["days"]
        if first <= row["on"] <= last
        for block in row["blocks"]
    ]


def share_of(blocks, *activities):
    minutes = Counter()
    for block in blocks:
        minutes[block["activity"]] += block["minutes"] * (block["area"] is not None)
    return sum(minutes[activity] for activity in activities) / sum(minutes.values())


LONG = {"wish": replace(QUIET.wish, exam_on=day(80))}


def test_rebuilding_is_half_content():
    assert share_of(blocks_of(result_of(**LONG), "rebuild"), "content") == pytest.approx(
        0.5, abs=0.02
    )


def test_practising_is_mostly_questions():
    assert share_of(blocks_of(result_of(**LONG), "practise"), "questions") >= 0.7


def test_the_taper_recalls():
    assert share_of(blocks_of(result_of(**LONG), "taper"), "content") == 0


@pytest.mark.parametrize("cause", ["memorised_not_mastered", "little_retrieval"])
def test_who_memorised_gets_little_content(cause):
    result = result_of(causes=(cause,), **LONG)

    assert share_of(blocks_of(result, "rebuild"), "content") <= 0.25
    assert any(block["why"] == cause for block in blocks_of(result))


def test_a_weak_foundation_is_rebuilt_content_first():
    result = result_of(causes=("weak_foundation",), **LONG)

    rebuild = blocks_of(result, "rebuild")
    assert share_of(rebuild, "content") > 0.55
    assert {b["why"] for b in rebuild if b["activity"] == "content"} == {"weak_foundation"}


def test_the_anxious_practise_in_blocks_as_long_as_the_exams():
    result = result_of(causes=("test_anxiety",), **LONG)

    late = [*blocks_of(result, "practise"), *blocks_of(result, "taper")]
    questions = [block for block in late if block["activity"] == "questions"]
    assert {block["minutes"] for block in questions} == {30}
    assert {block["why"] for block in questions} == {"test_anxiety"}


def test_who_avoided_weaknesses_starts_the_day_with_the_two_weakest():
    result = result_of(causes=("avoided_weaknesses",), **LONG)

    areas = sorted(result["plan"]["allocation"]["areas"], key=lambda row: -row["weight"])
    first_areas = {row["blocks"][0]["area"] for row in result["plan"]["days"] if row["blocks"]}
    assert {row["area"] for row in areas[:2]} <= first_areas


def test_the_isolated_check_in_once_a_week():
    result = result_of(causes=("isolated",), **LONG)

    days = [
        row["on"]
        for row in result["plan"]["days"]
        for b in row["blocks"]
        if b["activity"] == "check_in"
    ]
    assert days[:3] == ["2026-11-24", "2026-11-30", "2026-12-08"]


def test_a_topic_missed_six_times_earns_an_hour_and_one_missed_five_times_none():
    result = result_of(missed_topics={"type 1 hypersensitivity": 6, "anaemia": 5}, **LONG)

    topics = [b for b in blocks_of(result) if b["why"].startswith("missed_topic")]
    assert topics == [
        {
            "minutes": 60,
            "activity": "mixed_review",
            "area": None,
            "discipline": None,
            "resource": None,
            "why": "missed_topic: type 1 hypersensitivity",
        }
    ]


def test_a_missed_discipline_comes_up_more():
    plain, missed = (
        Counter(b["discipline"] for b in blocks_of(result_of(missed_topics=topics, **LONG)))
        for topics in ({}, {"Genetics: imprinting": 20})
    )

    assert missed["genetics"] > 1.5 * plain["genetics"]


def test_statistics_are_not_studied_as_pathology():
    disciplines = {
        b["discipline"] for b in blocks_of(result_of(**LONG)) if b["area"] == "biostatistics"
    }

    assert disciplines == {None}


def test_a_resource_made_for_a_discipline_is_used_for_it():
    content = [b for b in blocks_of(result_of(**LONG)) if b["activity"] == "content"]

    assert {b["resource"] for b in content if b["discipline"] == "pathology"} == {"pathoma"}
    assert {b["resource"] for b in content if b["discipline"] == "genetics"} == {"first_aid"}


def test_an_overload_of_resources_is_cut_to_three():
    owned = ("other_qbank", "flashcards", "uworld", "first_aid", "pathoma", "brs_physiology")

    most, lean = (
        {b["resource"] for b in blocks_of(result_of(resources=owned, causes=causes, **LONG))}
        - {None}
        for causes in ((), ("resource_overload",))
    )

    assert most == {"uworld", "first_aid", "pathoma", "brs_physiology"}
    assert lean == {"uworld", "first_aid", "pathoma"}


def test_without_resources_the_core_ones_are_suggested():
    result = result_of(resources=(), **LONG)

    assert "resources_suggested" in [finding["code"] for finding in result["findings"]]
    assert {b["resource"] for b in blocks_of(result)} >= {"uworld", "first_aid"}


@pytest.mark.parametrize("cause", CAUSES)
def test_every_reason_has_its_words(cause):
    result = result_of(causes=(cause,), missed_topics={"lupus": 7}, **LONG)

    assert all(reason_for(block["why"]) for block in blocks_of(result))


def test_small_days_hold_few_areas():
    result = result_of(availability=Availability(hours={**every_day(2).hours, "sat": 5}))

    small = [
        row for row in result["plan"]["days"] if row["kind"] == "study" and row["minutes"] == 120
    ]
    assert small
    assert all(len({b["area"] for b in row["blocks"] if b["area"]}) <= 4 for row in small)
