"""What one practice exam says, in sentences."""

from dataclasses import replace

import pytest

from students.assessments.reading import read_entry
from students.rules.result import Scenario
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, practice


def read(*scores, index=-1):
    case = replace(QUIET, scores=scores)
    return read_entry(case, REFERENCE, scores[index])


@pytest.mark.parametrize(
    ("score", "scenario", "place"),
    [
        (57.9, Scenario.AT_RISK, "The whole range lies below the passing band, 62–68."),
        (
            58,
            Scenario.BORDERLINE,
            "The range starts below the passing band, 62–68, and reaches into it.",
        ),
        (66, Scenario.CLOSE, "The range starts inside the passing band, 62–68."),
        (72.1, Scenario.LIKELY_READY, "The whole range lies above the passing band, 62–68."),
    ],
)
def test_a_counting_score_is_placed_as_a_range_against_the_band(score, scenario, place):
    reading = read(practice(score, "2026-11-20"))

    assert reading.scenario is scenario
    assert reading.says[1] == place
    assert not reading.doubts


def test_what_the_report_prints_wins_and_is_said_to():
    reading = read(
        practice(
            60,
            "2026-11-20",
            likely_range=(57, 63),
            low_pass_band=(64, 70),
            p_pass=0.24,
        )
    )

    assert (reading.likely, reading.band) == ((57, 63), (64, 70))
    assert reading.says == (
        "Read 60 EPC as 57–63: as your report prints it.",
        "The whole range lies below the passing band, 64–70.",
        "Your report prints a 24% probability of passing.",
    )


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"timed": False}, "It was not timed"),
        ({"first_use": False}, "You had seen this form before"),
        ({"instrument": "uwsa", "scale": "three_digit"}, "UWorld Self-Assessment says too little"),
        ({"instrument": "comsae", "scale": "comsae"}, "Readiness is read on the EPC scale. COMSAE"),
    ],
)
def test_a_score_that_does_not_count_says_why_and_has_no_scenario(changes, doubt):
    reading = read(practice(55, "2026-11-20", **changes))

    assert (reading.scenario, reading.band) == (None, None)
    (said,) = reading.says
    assert said.startswith(doubt)


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (55, ("3 up since Fri 6 Nov 2026 (52 EPC).", "overlap: some or all of this can be chance")),
        (49, ("3 down since Fri 6 Nov 2026 (52 EPC).", "overlap: some or all")),
        (60.5, ("8.5 up since", "do not overlap: this is more than chance")),
    ],
)
def test_a_change_is_told_with_whether_it_can_be_chance(score, said):
    reading = read(practice(52, "2026-11-06", "27"), practice(score, "2026-11-20"))

    assert [part in sentence for part, sentence in zip(said, reading.changed, strict=True)] == [
        True,
        True,
    ]


def test_a_score_is_compared_with_its_own_kind_only():
    reading = read(
        practice(52, "2026-11-06", instrument="cbse", form=None), practice(60, "2026-11-20")
    )

    assert reading.changed == (
        "This is the first NBME CBSSA in your log: there is nothing to compare yet.",
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [({"first_use": False}, {}), ({"timed": False}, {}), ({}, {"first_use": False})],
)
def test_a_repeat_or_an_untimed_exam_hardly_compares(before, after):
    reading = read(
        practice(52, "2026-11-06", "27", **before), practice(70, "2026-11-20", "27", **after)
    )

    assert reading.changed == (
        "18 up since Fri 6 Nov 2026 (52 EPC).",
        "One of the two was a repeat or untimed, so they hardly compare.",
    )


def test_without_a_likely_range_only_the_change_is_told():
    uwsa = {"instrument": "uwsa", "scale": "three_digit"}
    reading = read(
        practice(200, "2026-11-06", "1", **uwsa), practice(210, "2026-11-20", "2", **uwsa)
    )

    assert reading.changed == ("10 up since Fri 6 Nov 2026 (200 (three-digit)).",)


def test_a_reliable_exam_is_compared_with_the_last_reliable_one():
    reading = read(
        practice(52, "2026-11-01", "26"),
        practice(70, "2026-11-06", "27", timed=False),
        practice(55, "2026-11-20", "28"),
    )

    assert reading.changed[0] == "3 up since Sun 1 Nov 2026 (52 EPC)."


def test_the_same_score_twice_is_no_change():
    reading = read(practice(52, "2026-11-06", "27"), practice(52, "2026-11-20", "28"))

    assert reading.changed == ("The same score as Fri 6 Nov 2026.",)


def test_a_high_score_is_no_promise_and_a_low_one_no_verdict():
    high = read(practice(80, "2026-11-20"))
    low = read(practice(40, "2026-11-20"))

    assert high.does_not_mean[0].startswith("It does not promise a pass")
    assert low.does_not_mean[0].startswith("It is not a result of the exam")
    assert "80 EPC would read there" in high.does_not_mean[2]


def test_each_kind_of_score_has_a_next_step():
    steps = {
        read(practice(40, "2026-11-20")).next_step,
        read(practice(60, "2026-11-20")).next_step,
        read(practice(67, "2026-11-20")).next_step,
        read(practice(80, "2026-11-20")).next_step,
        read(practice(80, "2026-11-20", timed=False)).next_step,
        read(practice(80, "2026-11-20", instrument="qbank_block", scale="percent")).next_step,
    }

    assert len(steps) == 6


def test_a_form_not_on_sale_that_day_is_accepted_and_asked_about():
    reading = read(practice(55, "2026-11-20", "25"))

    assert reading.warnings == (
        "On Fri 20 Nov 2026 form 25 was not on sale. Check the form and the day.",
    )


def test_a_form_logged_twice_as_new_is_asked_about_once():
    scores = practice(52, "2026-11-06", "28"), practice(55, "2026-11-20", "28")

    assert read(*scores, index=0).warnings == ()
    assert read(*scores).warnings == (
        "Your log already holds form 28, of Fri 6 Nov 2026. If you had seen it then, change this"
        " entry to a repeat.",
    )
    assert read(scores[0], replace(scores[1], first_use=False)).warnings == ()
