import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from students.casefile import (
    CaseError,
    CaseNotValid,
    case_to_json,
    parse_case,
    parse_policy,
    policy_to_json,
)
from students.rules.case import Case, Student, Track
from tests.reference_values import REFERENCE
from tests.students.cases import day
from tests.students.documents import case_documents

ROOT = Path(__file__).parents[2]
SCHEMA = Draft202012Validator(json.loads((ROOT / "docs" / "case-file.schema.json").read_text()))
EXAMPLE = json.loads((ROOT / "tests" / "contract" / "finish-then-pass.case.json").read_text())
ENOUGH = {
    "version": 1,
    "as_of": "2026-11-23",
    "exam": "step1",
    "student": {"track": "MD"},
    "attempts": [],
}
LEFT_OUT = object()


def changed(path, value):
    """The example with one value changed; `LEFT_OUT` takes its key away."""
    document = deepcopy(EXAMPLE)
    *way, last = path
    place = document
    for step in way:
        place = place[step]
    if value is LEFT_OUT:
        del place[last]
    elif isinstance(place, list) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return document


def errors_of(document):
    with pytest.raises(CaseNotValid) as refused:
        parse_case(document, REFERENCE)
    return refused.value.errors


CLAUSE = ("policy", "on_fail", 0)
DEADLINE = (*CLAUSE, "deadlines", 0)
SCORE = ("scores", 0)
GATE = {"instruments": ["cbssa", "cbse"], "scale": "epc", "min": 62}
PERIOD = {"from": "2027-01-05", "to": "2027-01-04"}
IN_CLAUSE = "policy.on_fail[0].deadlines[0]"
MONTH_DAY = {
    "kind": "pass_by",
    "shape": "month_day",
    "month": 12,
    "day": 15,
    "year_of": {"event": "clerkship_start", "plus": 1},
}

REFUSED = [
    # The document
    (("version",), 2, "version"),
    (("version",), True, "version"),
    (("version",), LEFT_OUT, "version"),
    (("as_of",), LEFT_OUT, "as_of"),
    (("as_of",), "2026-02-29", "as_of"),
    (("as_of",), "2026-11-23T00:00:00", "as_of"),
    (("as_of",), "20261123", "as_of"),
    (("as_of",), "1899-12-31", "as_of"),
    (("as_of",), 20261123, "as_of"),
    (("exam",), "step2", "exam"),
    (("exam",), LEFT_OUT, "exam"),
    (("exam",), ["step1"], "exam"),
    (("colour",), "blue", "colour"),
    (("attempts",), LEFT_OUT, "attempts"),
    (("attempts",), {}, "attempts"),
    # The student
    (("student",), [], "student"),
    (("student", "track"), LEFT_OUT, "student.track"),
    (("student", "track"), "md", "student.track"),
    (("student", "class_year"), "2028", "student.class_year"),
    (("student", "class_year"), 2028.5, "student.class_year"),
    (("student", "class_year"), True, "student.class_year"),
    (("student", "states"), ["AK", "XX"], "student.states[1]"),
    (("student", "states"), [["AK"]], "student.states[0]"),
    (("student", "events", "graduated"), "2026-01-01", "student.events.graduated"),
    (("student", "events", "matriculated"), "soon", "student.events.matriculated"),
    (("student", "events"), [], "student.events"),
    (("student", "rotation_choice"), "choice", "student.rotation_choice"),
    (("student", "colour"), "blue", "student.colour"),
    # The attempts
    (("attempts", 0), "fail", "attempts[0]"),
    (("attempts", 0, "sat_on"), LEFT_OUT, "attempts[0].sat_on"),
    (("attempts", 0, "reported_on"), "2026-10-13", "attempts[0].reported_on"),
    (("attempts", 0, "reported_on"), "2026-11-24", "attempts[0].reported_on"),
    (("attempts", 0, "outcome"), "failed", "attempts[0].outcome"),
    (("attempts", 0, "three_digit"), 301, "attempts[0].three_digit"),
    (("attempts", 0, "three_digit"), 188.5, "attempts[0].three_digit"),
    (("attempts", 0, "points_below"), -1, "attempts[0].points_below"),
    (("attempts", 0, "areas", "heart"), "lower", "attempts[0].areas.heart"),
    (("attempts", 0, "areas", "cardiovascular"), "low", "attempts[0].areas.cardiovascular"),
    (("attempts", 1), {"sat_on": "2026-11-24"}, "attempts[1].sat_on"),
    (("attempts", 1), {"sat_on": "2026-10-14"}, "attempts[1].sat_on"),
    # Rotations and permit
    (("rotations", 0, "ends_on"), "2026-11-01", "rotations[0].ends_on"),
    (("rotations", 0, "starts_on"), None, "rotations[0].starts_on"),
    (("rotations", 0, "name"), "a\x00b", "rotations[0].name"),
    (("rotations", 0, "name"), "a\ud800", "rotations[0].name"),
    (("permit",), PERIOD, "permit.to"),
    (("permit",), {"from": "2027-01-05"}, "permit.to"),
    # The scores
    ((*SCORE, "taken_on"), "2026-11-24", "scores[0].taken_on"),
    ((*SCORE, "instrument"), "nbme", "scores[0].instrument"),
    ((*SCORE, "scale"), "percent", "scores[0].scale"),
    ((*SCORE, "scale"), "stars", "scores[0].scale"),
    ((*SCORE, "score"), 100.5, "scores[0].score"),
    ((*SCORE, "score"), float("nan"), "scores[0].score"),
    ((*SCORE, "score"), float("-inf"), "scores[0].score"),
    ((*SCORE, "score"), 10**400, "scores[0].score"),
    ((*SCORE, "score"), "55", "scores[0].score"),
    ((*SCORE, "form"), " ", "scores[0].form"),
    ((*SCORE, "form"), 28, "scores[0].form"),
    ((*SCORE, "p_pass"), 1.1, "scores[0].p_pass"),
    ((*SCORE, "likely_range"), [51, 54.9], "scores[0].likely_range"),
    ((*SCORE, "likely_range"), [59, 51], "scores[0].likely_range"),
    ((*SCORE, "likely_range"), [51], "scores[0].likely_range"),
    ((*SCORE, "likely_range"), [51, "59"], "scores[0].likely_range[1]"),
    ((*SCORE, "low_pass_band"), [68, 62], "scores[0].low_pass_band"),
    ((*SCORE, "timed"), "yes", "scores[0].timed"),
    ((*SCORE, "timed"), 1, "scores[0].timed"),
    ((*SCORE, "areas", "cardiovascular"), 101, "scores[0].areas.cardiovascular"),
    # What the student says
    (("missed_topics", " "), 1, "missed_topics. "),
    (("missed_topics", "shock"), -1, "missed_topics.shock"),
    (("availability", "hours", "mon"), 16.5, "availability.hours.mon"),
    (("availability", "hours", "monday"), 8, "availability.hours.monday"),
    (("availability", "days_off"), "2026-12-25", "availability.days_off"),
    (("availability", "blocked"), [PERIOD], "availability.blocked[0].to"),
    (("causes",), ["rushed", "laziness"], "causes[1]"),
    (("wish",), {"exam_on": "2027-02-30"}, "wish.exam_on"),
    (("wish",), {"target_probability": -0.1}, "wish.target_probability"),
    # The policy
    (("policy",), "nowhere", "policy"),
    (("policy",), 7, "policy"),
    (("policy", "effective_to"), "2019-12-31", "policy.effective_to"),
    (("policy", "max_attempts"), 0, "policy.max_attempts"),
    (("policy", "testing_on_leave"), "maybe", "policy.testing_on_leave"),
    ((*CLAUSE, "rotation"), "leave", "policy.on_fail[0].rotation"),
    ((*CLAUSE, "resume_on"), LEFT_OUT, "policy.on_fail[0].resume_on"),
    ((*CLAUSE, "meetings"), [""], "policy.on_fail[0].meetings[0]"),
    ((*CLAUSE, "leave"), {"min_days": 9, "max_days": 8}, "policy.on_fail[0].leave.max_days"),
    (DEADLINE, "in time", IN_CLAUSE),
    ((*DEADLINE, "kind"), "call_by", f"{IN_CLAUSE}.kind"),
    ((*DEADLINE, "shape"), "years_after", f"{IN_CLAUSE}.shape"),
    ((*DEADLINE, "shape"), LEFT_OUT, f"{IN_CLAUSE}.shape"),
    ((*DEADLINE, "event"), "graduated", f"{IN_CLAUSE}.event"),
    ((*DEADLINE, "event"), LEFT_OUT, f"{IN_CLAUSE}.event"),
    ((*DEADLINE, "n"), -1, f"{IN_CLAUSE}.n"),
    ((*DEADLINE, "n"), LEFT_OUT, f"{IN_CLAUSE}.n"),
    ((*DEADLINE, "block"), 4, f"{IN_CLAUSE}.block"),
    (DEADLINE, {"kind": "sit_by", "shape": "before_block", "block": 0}, f"{IN_CLAUSE}.block"),
    (DEADLINE, {**MONTH_DAY, "month": 13}, f"{IN_CLAUSE}.month"),
    (DEADLINE, {**MONTH_DAY, "day": 32}, f"{IN_CLAUSE}.day"),
    (DEADLINE, {**MONTH_DAY, "year_of": {"event": "x"}}, f"{IN_CLAUSE}.year_of.event"),
    (("policy", "gate"), {**GATE, "scale": "percent"}, "policy.gate.scale"),
    (("policy", "gate"), {**GATE, "scale": "stars"}, "policy.gate.scale"),
    (("policy", "gate"), {**GATE, "instruments": ["nbme"]}, "policy.gate.instruments[0]"),
    (("policy", "gate"), {**GATE, "min": 101}, "policy.gate.min"),
    (("policy", "gate"), {**GATE, "conditional_min": -1}, "policy.gate.conditional_min"),
    (("policy", "gate"), {**GATE, "conditional_min": 63}, "policy.gate.conditional_min"),
    (("policy", "gate"), {**GATE, "distinct_forms": 0}, "policy.gate.distinct_forms"),
]


@pytest.mark.parametrize(("path", "value", "where"), REFUSED)
def test_one_wrong_value_is_one_error_that_says_what_to_do(path, value, where):
    errors = errors_of(changed(path, value))

    assert {error.path for error in errors} == {where}
    assert all(error.message.endswith(".") and len(error.message) > 10 for error in errors)


def test_every_error_is_found_at_once():
    document = changed(("attempts", 0, "outcome"), "lost")
    document["attempts"][0]["sat_on"] = "2026-12-24"
    document["policy"]["on_fail"][0]["deadlines"][0] = {"shape": "on_date"}
    document["wish"] = None
    document["student"]["states"] = "AK"

    assert sorted(error.path for error in errors_of(document)) == [
        "attempts[0].outcome",
        "attempts[0].reported_on",
        "attempts[0].sat_on",
        "policy.on_fail[0].deadlines[0].date",
        "policy.on_fail[0].deadlines[0].kind",
        "student.states",
    ]


def test_an_error_names_what_is_known():
    assert errors_of(changed(("student", "track"), "PA")) == (
        CaseError("student.track", "Choose one of: MD, DO, IMG."),
    )
    assert errors_of(changed((*SCORE, "score"), "55"))[0].message == "Give a number."
    assert errors_of(changed(("exam",), "step2"))[0].message == (
        "Use a known exam. They are: level1, step1."
    )


@pytest.mark.parametrize("document", [None, [], "case", 1])
def test_what_is_no_object_is_no_case(document):
    assert errors_of(document) == (CaseError("", "Give one JSON object: a case file."),)


def test_errors_as_the_commands_print_them():
    refused = CaseNotValid.from_text("This is not JSON.")

    assert refused.as_json() == {"errors": [{"path": "", "message": "This is not JSON."}]}
    assert str(refused) == ": This is not JSON."


def test_five_keys_are_enough():
    assert parse_case(ENOUGH, REFERENCE) == Case(day("2026-11-23"), "step1", Student(Track.MD), ())


def test_null_means_left_out():
    optional = set(case_to_json(parse_case(ENOUGH, REFERENCE))) - set(ENOUGH)

    document = ENOUGH | dict.fromkeys(optional)

    assert parse_case(document, REFERENCE) == parse_case(ENOUGH, REFERENCE)


def test_left_out_means_timed_and_first_use():
    document = changed((*SCORE, "timed"), LEFT_OUT)
    document["scores"][0]["first_use"] = None

    (score,) = parse_case(document, REFERENCE).scores

    assert (score.timed, score.first_use, score.verified) == (True, True, False)


@pytest.mark.parametrize(
    ("path", "repeated", "once"),
    [
        (("student", "states"), ["AK", "AK"], ["AK"]),
        (("availability", "days_off"), ["2026-12-25"] * 2, ["2026-12-25"]),
        (("causes",), ["rushed", "isolated", "rushed"], ["rushed", "isolated"]),
        (("resources",), ["uworld", "uworld"], ["uworld"]),
        (("policy", "class_years"), [2027, 2027], [2027]),
    ],
)
def test_what_is_listed_twice_counts_once(path, repeated, once):
    document = changed(path, repeated)

    assert parse_case(document, REFERENCE) == parse_case(changed(path, once), REFERENCE)
    SCHEMA.validate(document)


def test_a_whole_number_may_be_written_with_a_point():
    written = changed(("student", "class_year"), 2028.0) | {"version": 1.0}

    read = parse_case(written, REFERENCE).student.class_year

    assert (read, type(read)) == (2028, int)
    SCHEMA.validate(written)


@pytest.mark.parametrize("gate", [{}, {"instruments": []}, {"instruments": ["cbssa"]}, {"min": 62}])
def test_a_gate_may_leave_open_what_the_school_does_not_say(gate):
    document = changed(("policy", "gate"), gate)

    assert parse_case(document, REFERENCE).policy.gate.scale is None
    SCHEMA.validate(document)


def test_a_weekday_without_hours_is_left_out():
    case = parse_case(ENOUGH | {"availability": {"hours": {"mon": None, "tue": 4.5}}}, REFERENCE)

    assert case.availability.hours == {"tue": 4.5}


def test_a_policy_may_be_a_code():
    reference = replace(REFERENCE, policies={"buffalo": ()})

    case = parse_case(ENOUGH | {"policy": "buffalo"}, reference)

    assert (case.policy, case_to_json(case)["policy"]) == ("buffalo", "buffalo")


def test_a_key_of_another_shape_may_stand_there_as_null():
    line = {**MONTH_DAY, "event": None, "n": None, "date": None, "block": None}

    (found,) = parse_case(changed(DEADLINE, line), REFERENCE).policy.on_fail[0].deadlines

    assert (
        found == parse_case(changed(DEADLINE, MONTH_DAY), REFERENCE).policy.on_fail[0].deadlines[0]
    )


def test_a_policy_can_be_read_on_its_own():
    policy = parse_case(EXAMPLE, REFERENCE).policy

    assert parse_policy(EXAMPLE["policy"], REFERENCE) == policy
    assert policy_to_json(policy) == EXAMPLE["policy"]


def test_a_policy_on_its_own_is_read_as_strictly():
    with pytest.raises(CaseNotValid) as refused:
        parse_policy({"on_fail": [{"rotation": "finish"}]}, REFERENCE)

    assert [error.path for error in refused.value.errors] == ["on_fail[0].resume_on"]


@pytest.mark.parametrize(
    ("exam", "score", "is_refused"),
    [("step1", 300, False), ("level1", 380, False), ("level1", 8, True), ("level1", 1000, True)],
)
def test_an_official_score_is_on_the_scale_of_its_exam(exam, score, is_refused):
    document = ENOUGH | {
        "exam": exam,
        "attempts": [{"sat_on": "2026-10-14", "three_digit": score}],
    }

    if is_refused:
        assert [error.path for error in errors_of(document)] == ["attempts[0].three_digit"]
    else:
        assert parse_case(document, REFERENCE).attempts[0].three_digit == score


def without_empty(value):
    """The document with everything left out that may be."""
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    if not isinstance(value, dict):
        return value
    slim = {key: without_empty(item) for key, item in value.items()}
    return {
        key: item for key, item in slim.items() if item not in (None, [], {}) or key == "attempts"
    }


@settings(max_examples=50)
@given(case_documents())
def test_a_complete_document_is_written_as_it_was_read(document):
    case = parse_case(document, REFERENCE)

    assert case_to_json(case) == document
    assert parse_case(without_empty(document), REFERENCE) == case


@settings(max_examples=20)
@given(case_documents())
def test_the_published_schema_accepts_every_case_file(document):
    SCHEMA.validate(document)
    SCHEMA.validate(without_empty(document))


# What a schema cannot say: codes, the order of days, one field against another.
BEYOND_SCHEMA = {
    *("exam", "student.states[1]", "student.events.graduated", "attempts[0].reported_on"),
    *("attempts[0].three_digit", "attempts[0].areas.heart", "attempts[1].sat_on", "causes[1]"),
    *("rotations[0].ends_on", "rotations[0].name", "permit.to", "policy", "policy.effective_to"),
    *("scores[0].taken_on", "scores[0].instrument", "scores[0].scale", "scores[0].score"),
    *("scores[0].likely_range", "scores[0].low_pass_band", "availability.blocked[0].to"),
    *("policy.on_fail[0].leave.max_days", f"{IN_CLAUSE}.event", f"{IN_CLAUSE}.year_of.event"),
    *("policy.gate.scale", "policy.gate.instruments[0]", "policy.gate.min", "as_of"),
    *("policy.gate.conditional_min", "wish.exam_on"),
}


@pytest.mark.parametrize(
    ("path", "value"),
    [(path, value) for path, value, where in REFUSED if where not in BEYOND_SCHEMA],
)
def test_the_published_schema_refuses_what_the_parser_refuses(path, value):
    assert not SCHEMA.is_valid(changed(path, value))
