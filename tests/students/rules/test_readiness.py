from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from students.rules.case import Gate
from students.rules.readiness import gate_tries, read_readiness
from students.rules.result import GateClause, GateReading, Scenario
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, day, practice

DEFAULT_GATE = REFERENCE.readiness.default_gate
SCHOOL_GATE = Gate(("cbssa", "cbse"), "epc", 62, max_age_days=21)


def readiness(*scores, gate=DEFAULT_GATE, as_of="2026-11-23"):
    return read_readiness(replace(QUIET, as_of=day(as_of), scores=scores), REFERENCE, gate)


def gate(*scores, **changes):
    return readiness(*scores, gate=replace(SCHOOL_GATE, **changes)).gate


def test_without_a_score_there_is_not_enough_data():
    found = readiness()

    assert found.scenario is Scenario.NOT_ENOUGH_DATA
    assert (found.score_index, found.range, found.band, found.stale) == (
        None,
        None,
        (62, 68),
        False,
    )


@pytest.mark.parametrize(
    ("score", "scenario"),
    [
        (57, "at_risk"),  # 53-61
        (57.9, "at_risk"),  # ... 61.9
        (58, "borderline"),  # 54-62
        (65.9, "borderline"),  # 61.9-69.9
        (66, "close"),  # 62-70
        (72, "close"),  # 68-76
        (72.1, "likely_ready"),  # 68.1-76.1
    ],
)
def test_the_scenario_at_its_boundaries(score, scenario):
    found = readiness(practice(score, "2026-11-20"))

    assert found.scenario is Scenario(scenario)
    assert found.range == (score - 4, score + 4)


def test_a_reports_own_range_and_band_win():
    score = practice(66, "2026-11-20", likely_range=(60, 70), low_pass_band=(59, 66))

    found = readiness(score)

    assert (found.scenario, found.range, found.band) == (Scenario.CLOSE, (60, 70), (59, 66))


def test_an_instrument_without_its_own_range_is_read_with_the_general_one():
    plain = replace(REFERENCE.instruments["cbse"], likely_range=None)
    reference = replace(REFERENCE, instruments=REFERENCE.instruments | {"cbse": plain})
    case = replace(QUIET, scores=(practice(66, "2026-11-20", None, instrument="cbse"),))

    assert read_readiness(case, reference, DEFAULT_GATE).range == (62, 70)


def test_without_any_band_on_record_there_is_not_enough_data():
    reference = replace(REFERENCE, readiness=replace(REFERENCE.readiness, bands=()))
    case = replace(QUIET, scores=(practice(66, "2026-11-20"),))

    found = read_readiness(case, reference, DEFAULT_GATE)

    assert (found.scenario, found.band) == (Scenario.NOT_ENOUGH_DATA, None)


@pytest.mark.parametrize(
    "change",
    [
        {"timed": False},
        {"first_use": False},
        {"instrument": "free120", "scale": "percent"},
        {"instrument": "cbssa_old", "scale": "three_digit"},
    ],
)
def test_an_unreliable_score_or_another_scale_does_not_count(change):
    counting = practice(60, "2026-11-01")

    assert readiness(practice(80, "2026-11-20", **change), counting).score_index == 1


@pytest.mark.parametrize(
    ("scores", "index"),
    [
        ([("2026-11-18", "30"), ("2026-11-02", "29")], 0),
        ([("2026-11-18", "9"), ("2026-11-18", "30")], 1),
        ([("2026-11-18", "30"), ("2026-11-18", "9")], 0),
        ([("2026-11-18", None), ("2026-11-18", "x"), ("2026-11-18", "1")], 2),
        ([("2026-11-18", "30"), ("2026-11-18", "30")], 0),
    ],
)
def test_the_most_recent_score_decides_then_the_higher_form(scores, index):
    assert readiness(*(practice(60, *score) for score in scores)).score_index == index


@pytest.mark.parametrize(("as_of", "stale"), [("2026-12-04", False), ("2026-12-05", True)])
def test_a_score_is_stale_after_fourteen_days(as_of, stale):
    assert readiness(practice(60, "2026-11-20"), as_of=as_of).stale is stale


@pytest.mark.parametrize(
    ("scores", "met"),
    [
        ([(66, "2026-11-02", "28"), (66, "2026-11-20", "29")], True),
        ([(66, "2026-11-01", "28"), (66, "2026-11-20", "29")], False),
        ([(65.9, "2026-11-02", "28"), (66, "2026-11-20", "29")], False),
        ([(66, "2026-11-02", "28"), (66, "2026-11-20", "28")], False),
        ([(90, "2026-11-20", "28")], False),
    ],
)
def test_the_default_gate_asks_for_two_forms_high_enough_and_recent(scores, met):
    assert readiness(*(practice(*score) for score in scores)).gate.met is met


def test_the_default_gate_says_how_far_it_is():
    assert readiness(practice(67, "2026-11-20")).gate == GateReading(
        met=False,
        conditional=False,
        clauses=(
            GateClause("66 EPC or more on NBME CBSE (school-run) or NBME CBSSA", met=True),
            GateClause("taken in the last 21 days", met=True),
            GateClause("on 2 different forms (1 so far)", met=False),
        ),
    )


@pytest.mark.parametrize("forms", [(None, None), ("28", None), ("28", "28 ")])
def test_entries_without_their_form_do_not_make_a_second_form(forms):
    days = ("2026-11-06", "2026-11-20")
    scores = [practice(66, on, form) for on, form in zip(days, forms, strict=True)]

    assert not readiness(*scores).gate.met


def test_school_run_exams_without_a_form_number_differ_by_their_day():
    scores = [practice(66, on, None, instrument="cbse") for on in ("2026-11-06", "2026-11-20")]

    assert readiness(*scores).gate.met


@pytest.mark.parametrize(
    ("score", "met", "conditional"),
    [(59.9, False, False), (60, True, True), (61.9, True, True), (62, True, False)],
)
def test_a_score_between_the_two_minimums_meets_the_gate_with_conditions(score, met, conditional):
    found = gate(practice(score, "2026-11-20"), conditional_min=60)

    assert (found.met, found.conditional) == (met, conditional)
    assert found.clauses[0].text == (
        "62 EPC or more on NBME CBSSA or NBME CBSE (school-run) (60 with conditions)"
    )


@pytest.mark.parametrize("change", [{"timed": False}, {"first_use": False}, {"instrument": "cbse"}])
def test_a_gate_takes_only_reliable_scores_of_its_own_instruments(change):
    assert not gate(practice(80, "2026-11-20", **change), instruments=("cbssa",)).met


def test_a_gate_on_another_scale_compares_on_that_scale_only():
    comsae = practice(460, "2026-01-20", None, instrument="comsae", scale="comsae")

    found = gate(
        comsae,
        practice(99, "2026-11-20"),
        instruments=("comsae",),
        scale="comsae",
        min=460,
        max_age_days=None,
    )

    assert found == GateReading(
        met=True,
        conditional=False,
        clauses=(GateClause("460 COMSAE or more on COMSAE Phase 1", met=True),),
    )


def test_what_only_a_person_can_judge_is_listed_and_holds_nothing_up():
    found = gate(
        practice(62, "2026-11-20"),
        practice(70, "2026-11-10", "29"),
        max_age_days=None,
        min_days_before_sitting=14,
        extra=("TrueLearn at 65% for two weeks",),
    )

    assert found.met
    assert found.clauses[1:] == (
        GateClause(
            "shown at least 14 days before the sitting, so not before Tue 24 Nov 2026", None
        ),
        GateClause("TrueLearn at 65% for two weeks", None),
    )


def test_days_before_the_sitting_count_from_the_form_that_made_them_enough():
    found = gate(
        practice(70, "2026-11-01", "28"),
        practice(71, "2026-11-05", "28"),
        practice(70, "2026-11-10", "29"),
        max_age_days=None,
        distinct_forms=2,
        min_days_before_sitting=14,
    )

    assert found.clauses[-1] == GateClause(
        "shown at least 14 days before the sitting, so not before Tue 24 Nov 2026", None
    )


def test_days_before_the_sitting_cannot_be_counted_without_a_passing_score():
    assert gate(min_days_before_sitting=1).clauses[-1] == GateClause(
        "shown at least 1 day before the sitting", None
    )


def test_a_minimum_the_school_keeps_to_itself_leaves_the_gate_open_to_question():
    assert gate(practice(70, "2026-11-20"), min=None) == GateReading(
        met=None,
        conditional=False,
        clauses=(GateClause("the minimum score, which the school sets", None),),
    )


@pytest.mark.parametrize(
    ("open_gate", "text"),
    [
        (Gate(min=62), "the practice exam and its scale, which the school sets"),
        (Gate(("cbssa", "uwsa"), min=62), "the practice exam and its scale, which the school sets"),
        (Gate(("cbssa",)), "the minimum score, which the school sets"),
    ],
)
def test_what_a_school_leaves_open_leaves_the_gate_open_to_question(open_gate, text):
    found = readiness(practice(70, "2026-11-20"), gate=open_gate).gate

    assert found == GateReading(None, conditional=False, clauses=(GateClause(text, None),))


def test_a_gate_without_a_scale_is_read_on_its_instruments_own():
    named, unnamed = Gate(("cbssa",), "epc", 62), Gate(("cbssa",), min=62)
    score = practice(63, "2026-11-20")

    assert readiness(score, gate=unnamed).gate == readiness(score, gate=named).gate


def test_every_try_of_the_gates_instruments_counts_as_one():
    scores = (
        practice(60, "2026-11-20", timed=False),
        practice(60, "2026-11-10", first_use=False),
        practice(60, "2026-11-01", instrument="free120", scale="percent"),
    )

    assert gate_tries(replace(QUIET, scores=scores), SCHOOL_GATE) == 2


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_better_score_never_reads_worse(one, other):
    order = list(Scenario)[:4]
    low, high = sorted((one / 10, other / 10))

    scenarios = [readiness(practice(score, "2026-11-20")).scenario for score in (low, high)]

    assert order.index(scenarios[0]) <= order.index(scenarios[1])
