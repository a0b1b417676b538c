"""Real schools' published rules as policies, each with what it means for one student."""

from dataclasses import replace

import pytest

from students.casefile import parse_policy
from students.rules.case import Leave
from students.rules.conclude import conclude_rules
from tests.reference_values import REFERENCE
from tests.students.cases import QUIET, ROTATIONS, day, fail, practice, with_attempts

FINISH_UNTIL_SAT = {"rotation": "finish", "resume_on": "sat"}
OUT_UNTIL_PASSED = {"rotation": "withdraw", "resume_on": "pass"}
DISMISSAL = {"rotation": "withdraw", "resume_on": "never", "text": "may be dismissed"}

UC_DAVIS = {
    "name": "UC Davis",
    "max_attempts": 4,
    "on_fail": [
        FINISH_UNTIL_SAT | {"standing": "academic_warning"},
        FINISH_UNTIL_SAT | {"standing": "academic_probation"},
    ],
    "deadlines": [
        {"kind": "pass_by", "shape": "months_after", "event": "preclerkship_end", "n": 24}
    ],
    "gate": {"instruments": ["cbssa"], "scale": "epc", "min": 62},
}
LOUISVILLE = {
    "name": "U Louisville",
    "max_attempts": 3,
    "on_fail": [
        {"rotation": "choice", "resume_on": "pass", "meetings": ["Student Affairs"]},
    ],
    "deadlines": [{"kind": "pass_by", "shape": "months_after", "event": "first_attempt", "n": 12}],
    "gate": {
        "instruments": ["cbssa_old"],
        "scale": "three_digit",
        "min": 200,
        "min_days_before_sitting": 14,
    },
}
BUFFALO = {
    "name": "U at Buffalo",
    "max_attempts": 3,
    "on_fail": [
        FINISH_UNTIL_SAT | {"leave": {"kind": "leave", "max_days": 42}},
        {"rotation": "withdraw", "resume_on": "sat", "leave": {"kind": "leave", "max_days": 365}},
        DISMISSAL,
    ],
}
UTRGV = {
    "name": "UT Rio Grande Valley",
    "max_attempts": 3,
    "on_fail": [{"rotation": "finish", "resume_on": "pass", "standing": "at_risk"}],
    "deadlines": [
        {
            "kind": "pass_by",
            "shape": "month_day",
            "month": 12,
            "day": 15,
            "year_of": {"event": "clerkship_start", "plus": 0},
        }
    ],
}
VCOM = {
    "name": "VCOM",
    "max_attempts": 4,
    "on_fail": [{"rotation": "not_started", "resume_on": "pass"}],
    "deadlines": [
        {"kind": "sit_by", "shape": "days_after", "event": "clerkship_start", "n": 60},
        {"kind": "pass_by", "shape": "days_after", "event": "clerkship_start", "n": 90},
    ],
    "gate": {
        "instruments": ["comsae"],
        "scale": "comsae",
        "min": 460,
        "conditional_min": 440,
        "extra": ["TrueLearn at 65% or more for two weeks"],
    },
}
ROSS = {
    "name": "Ross",
    "gate": {"instruments": ["cbse"], "scale": "epc", "min": None, "max_tries": 3},
}


def conclude(policy, case=QUIET, **events):
    student = replace(case.student, events={name: day(on) for name, on in events.items()})
    school = parse_policy(policy, REFERENCE)
    case = replace(case, policy=school, student=student, rotations=ROTATIONS)
    return conclude_rules(case, REFERENCE)


def codes(result):
    return [found.code for found in result.findings]


def test_uc_davis_gives_two_years_after_the_preclerkship():
    result = conclude(UC_DAVIS, preclerkship_end="2025-02-28")

    assert [line.due_on for line in result.deadlines] == [day("2027-02-28")]
    assert result.holds[0].standing == "academic_warning"
    assert result.situation.ready_epc == 62


def test_louisville_leaves_the_choice_and_gives_a_year_from_the_first_sitting():
    result = conclude(LOUISVILLE)

    assert codes(result) == ["choice_needed"]
    assert result.sit_window.latest_safe == day("2027-08-18")
    assert result.holds[0].meetings == ("Student Affairs",)
    assert [clause.met for clause in result.readiness.gate.clauses] == [False, None]
    assert result.situation.ready_epc == 66


def test_buffalos_second_leave_outlasts_federal_aid_and_its_third_fail_has_no_way_back():
    again = with_attempts(QUIET, fail("2026-05-01"), *QUIET.attempts)
    third = with_attempts(QUIET, fail("2025-05-01"), fail("2026-05-01"), *QUIET.attempts)

    assert conclude(BUFFALO).holds[0].leave == Leave("leave", None, 42)
    assert codes(conclude(BUFFALO)) == []
    assert codes(conclude(BUFFALO, again)) == ["leave_over_180_days"]
    assert codes(conclude(BUFFALO, third)) == ["no_attempts_left", "hold_without_release"]


@pytest.mark.parametrize(
    ("clerkship_start", "latest_safe", "found"),
    [
        ("2027-04-26", "2027-10-20", []),
        ("2026-04-27", "2026-10-14", ["window_closed"]),
    ],
)
def test_utrgv_ends_in_december_of_the_clerkship_year(clerkship_start, latest_safe, found):
    result = conclude(UTRGV, clerkship_start=clerkship_start)

    assert (result.sit_window.latest_safe, codes(result)) == (day(latest_safe), found)


def test_vcom_counts_from_the_clerkships_and_reads_comsae_on_its_own_scale():
    comsae = practice(445, "2026-11-20", None, instrument="comsae", scale="comsae")
    case = replace(QUIET, exam="level1", scores=(comsae,))

    result = conclude(VCOM, case, clerkship_start="2027-01-04")

    assert [line.due_on for line in result.deadlines] == [day("2027-03-05"), day("2027-04-04")]
    assert result.sit_window.binding == "deadlines[2]"
    assert (result.readiness.gate.met, result.readiness.gate.conditional) == (True, True)
    assert codes(result) == ["gate_extra"]


def test_ross_keeps_its_minimum_to_itself_and_allows_three_tries():
    tries = (practice(58 + i, f"2026-11-0{i + 1}", None, instrument="cbse") for i in range(3))

    result = conclude(ROSS, replace(QUIET, scores=tuple(tries)))

    assert result.readiness.gate.met is None
    assert codes(result) == ["gate_tries_used"]
    assert (result.holds, result.deadlines) == ((), ())
